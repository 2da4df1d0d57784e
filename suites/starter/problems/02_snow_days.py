from typing import List


def snow_days(temperatures: List[float], precipitation: List[float]) -> int:
    """Count the days with precipitation while it is at or below zero degrees.
    >>> snow_days([-1.0, 2.0, 0.0], [3.0, 4.0, 0.5])
    2
    """
#: solution
    return sum(1 for t, p in zip(temperatures, precipitation) if t <= 0 and p > 0)
#: test
def check(candidate):
    assert candidate([-1.0, 2.0, 0.0], [3.0, 4.0, 0.5]) == 2
    assert candidate([], []) == 0
    assert candidate([-5.0, -6.0], [0.0, 0.1]) == 1

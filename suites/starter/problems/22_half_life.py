def half_life(amount, times):
    """What is left of an amount after so many half-lives?
    >>> half_life(8.0, 3)
    1.0
    """
#: solution
    return math.ldexp(amount, -times)


import math
#: test
def check(candidate):
    assert math.isclose(candidate(8.0, 3), 1.0)
    assert math.isclose(candidate(0.5, 1), 0.25)
    assert math.isclose(candidate(3.0, 0), 3.0)

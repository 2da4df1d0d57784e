def night_shift(start, end):
    """Hours from `start` to `end` on a 24-hour clock; an end at or before the start is on the next day.
    >>> night_shift(22, 6)
    8
    """
#: solution
    return (end - start - 1) % 24 + 1
#: test
def check(candidate):
    assert candidate(22, 6) == 8
    assert candidate(9, 17) == 8
    assert candidate(5, 5) == 24

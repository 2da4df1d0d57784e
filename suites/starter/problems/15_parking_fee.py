def parking_fee(minutes):
    """The first half hour is free, then every started hour costs 250 cents, at most 2000 in all.
    >>> parking_fee(91)
    500
    """
#: solution
    hours = max(0, -(-(minutes - 30) // 60))
    return min(2000, 250 * hours)
#: test
def check(candidate):
    assert candidate(30) == 0
    assert candidate(31) == 250
    assert candidate(91) == 500
    assert candidate(10000) == 2000

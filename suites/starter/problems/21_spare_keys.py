def spare_keys(locks, keys):
    """Which keys open no lock? Keep their order.
    >>> spare_keys([1, 2], [2, 5, 4])
    [5, 4]
    """
#: solution
    return [key for key in keys if key not in locks]
#: test
def check(candidate):
    assert candidate([1, 2], [2, 5, 4]) == [5, 4]
    assert candidate([], []) == []

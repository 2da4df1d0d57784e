def rotate_ring(ring, steps):
    """Turn a list by `steps` to the right; negative steps turn it to the left.
    >>> rotate_ring([1, 2, 3], 1)
    [3, 1, 2]
    """
#: solution
    if not ring:
        return []
    cut = -steps % len(ring)
    return ring[cut:] + ring[:cut]
#: test
def check(candidate):
    assert candidate([1, 2, 3], 1) == [3, 1, 2]
    assert candidate([], 4) == []
    assert candidate([1, 2, 3], -4) == [2, 3, 1]

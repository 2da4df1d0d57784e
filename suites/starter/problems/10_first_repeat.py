def first_repeat(items):
    """Return the first item that was seen before, or None.
    >>> first_repeat([4, 1, 7, 1, 4])
    1
    """
#: solution
    seen = set()
    for item in items:
        if item in seen:
            return item
        seen.add(item)
    return None
#: test
def check(candidate):
    assert candidate([4, 1, 7, 1, 4]) == 1
    assert candidate(["a", "b"]) is None
    assert candidate([0, 0]) == 0

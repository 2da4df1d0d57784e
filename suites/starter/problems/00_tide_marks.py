def tide_marks(levels):
    """Return the highest level seen so far at each reading, as a list.
    >>> tide_marks([1, 3, 2, 5])
    [1, 3, 3, 5]
    """
#: solution
    marks = []
    for level in levels:
        marks.append(level if not marks else max(marks[-1], level))
    return marks
#: test
def check(candidate):
    assert candidate([]) == []
    assert candidate([1, 3, 2, 5]) == [1, 3, 3, 5]
    assert candidate([-4, -9, -1]) == [-4, -4, -1]

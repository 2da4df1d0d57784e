def meeting_gap(meetings):
    """Meetings are pairs (start, end) in any order and may overlap.
    Return the longest stretch between the first start and the last end without a meeting.
    >>> meeting_gap([(9, 10), (13, 14), (10, 11)])
    2
    """
#: solution
    longest, free_from = 0, None
    for start, end in sorted(meetings):
        if free_from is not None:
            longest = max(longest, start - free_from)
        free_from = end if free_from is None else max(free_from, end)
    return longest
#: test
def check(candidate):
    assert candidate([]) == 0
    assert candidate([(9, 10), (13, 14), (10, 11)]) == 2
    assert candidate([(1, 20), (3, 4), (22, 23)]) == 2

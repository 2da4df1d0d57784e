def drain_queue(queue, served):
    """Remove the first `served` people from the list itself, and return how many are left.
    >>> drain_queue(['ann', 'bo', 'cy'], 2)
    1
    """
#: solution
    del queue[:served]
    return len(queue)
#: test
def check(candidate):
    people = ["ann", "bo", "cy"]
    assert candidate(people, 2) == 1
    assert people == ["cy"]
    assert candidate([], 3) == 0

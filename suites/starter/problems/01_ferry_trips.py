def ferry_trips(cars, capacity):
    """How many crossings does a ferry of this capacity need to bring all cars over?
    >>> ferry_trips(7, 3)
    3
    """
#: solution
    return -(-cars // capacity)
#: test
def check(candidate):
    assert candidate(7, 3) == 3
    assert candidate(6, 3) == 2
    assert candidate(0, 5) == 0
    assert candidate(1, 9) == 1

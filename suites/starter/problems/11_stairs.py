def stairs(height):
    """Count the ways to climb `height` steps when each stride takes one, two or three of them.
    >>> stairs(4)
    7
    """
#: solution
    ways = [1, 1, 2]
    while len(ways) <= height:
        ways.append(sum(ways[-3:]))
    return ways[height]
#: test
def check(candidate):
    assert candidate(0) == 1
    assert candidate(4) == 7
    assert candidate(10) == 274

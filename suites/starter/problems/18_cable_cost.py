def cable_cost(lengths):
    """Joining two cables costs their common length. Return the least cost of joining all of them.
    >>> cable_cost([1, 2, 3])
    9
    """
#: solution
    import heapq
    heap = list(lengths)
    heapq.heapify(heap)
    cost = 0
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        cost += joined
        heapq.heappush(heap, joined)
    return cost
#: test
def check(candidate):
    assert candidate([1, 2, 3]) == 9
    assert candidate([]) == 0
    assert candidate([4, 3, 2, 6]) == 29

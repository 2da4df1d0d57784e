#: unresolved: wrong: fails on an empty list
    steps %= len(ring)
    return ring[-steps:] + ring[:-steps]

#: unresolved: wrong: turns to the left
    return ring[steps:] + ring[:steps]

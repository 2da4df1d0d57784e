#: unresolved: wrong: returns the levels sorted
    return sorted(levels)

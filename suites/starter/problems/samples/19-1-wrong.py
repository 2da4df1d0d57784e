#: unresolved: wrong: changes a copy only
    queue = queue[served:]
    return len(queue)

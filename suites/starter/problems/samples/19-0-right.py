#: resolved: right: changes the list it was given
    for _ in range(min(served, len(queue))):
        queue.pop(0)
    return len(queue)

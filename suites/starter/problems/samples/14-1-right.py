#: resolved: right
    size = len(ring)
    return [ring[(at - steps) % size] for at in range(size)]

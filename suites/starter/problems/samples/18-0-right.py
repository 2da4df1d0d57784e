#: resolved: right
    cables, cost = sorted(lengths), 0
    while len(cables) > 1:
        joined = cables.pop(0) + cables.pop(0)
        cost += joined
        cables.append(joined)
        cables.sort()
    return cost

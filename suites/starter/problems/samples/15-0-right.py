#: resolved: right
    from math import ceil
    return min(2000, 250 * max(0, ceil((minutes - 30) / 60)))

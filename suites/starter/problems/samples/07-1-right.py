#: resolved: right
    from itertools import zip_longest
    return "".join(a + b for a, b in zip_longest(first, second, fillvalue=""))

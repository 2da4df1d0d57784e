"""Sets of numbers, as intervals."""


def merged(intervals):
    """The same numbers in as few intervals as possible, in order."""
    result = []
    for begin, end in intervals:
        if result and begin < result[-1][1]:
            result[-1] = (result[-1][0], end)
        else:
            result.append((begin, end))
    return result


def length(intervals):
    """How long the intervals are together."""
    return sum(end - begin for begin, end in merged(intervals))

def fold_ranges(numbers):
    """Write ascending numbers shortly: neighbours fold into a range.
    >>> fold_ranges([1, 2, 3, 7])
    '1-3,7'
    """
#: solution
    runs = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
#: test
def check(candidate):
    for numbers, expected in [([1, 2, 3, 7], "1-3,7"), ([], ""), ([5], "5"), ([1, 3, 4], "1,3-4")]:
        assert candidate(numbers) == expected

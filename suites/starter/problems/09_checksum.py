def weigh(digit, place):
    """Weight of a digit: tripled in every second place."""
    return digit * (3 if place % 2 else 1)


def check_digit(code):
    """Return the digit which brings the weighted sum of the code's digits to a multiple of ten.
    >>> check_digit('400638133393')
    1
    """
#: solution
    total = sum(weigh(int(digit), place) for place, digit in enumerate(code))
    return -total % 10
#: test
def check(candidate):
    assert candidate("400638133393") == 1
    assert candidate("") == 0
    assert candidate("5") == 5
    assert candidate("05") == 5

def mirror_digits(number):
    """Reverse the decimal digits of an integer and keep its sign.
    >>> mirror_digits(-120)
    -21
    """
#: solution
    sign = -1 if number < 0 else 1
    return sign * int(str(abs(number))[::-1])
#: test
def check(candidate):
    assert candidate(-120) == -21
    assert candidate(0) == 0
    assert candidate(9071) == 1709

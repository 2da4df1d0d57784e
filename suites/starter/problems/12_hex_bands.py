def hex_bands(colour):
    """Split a colour such as '#1e90ff' into its three numbers.
    >>> hex_bands('#1e90ff')
    (30, 144, 255)
    """
#: solution
    return tuple(int(colour[at:at + 2], 16) for at in (1, 3, 5))
#: test
def check(candidate):
    assert candidate("#1e90ff") == (30, 144, 255)
    assert candidate("#000000") == (0, 0, 0)

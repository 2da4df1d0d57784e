def braid(first, second):
    """Take letters of two words in turn; when one word is used up, the rest of the other follows.
    >>> braid('ace', 'bd')
    'abcde'
    """
#: solution
    common = min(len(first), len(second))
    pairs = "".join(a + b for a, b in zip(first, second))
    return pairs + first[common:] + second[common:]
#: test
def check(candidate):
    assert candidate("ace", "bd") == "abcde"
    assert candidate("", "xyz") == "xyz"
    assert candidate("a", "") == "a"

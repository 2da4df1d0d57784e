def longest_run(text):
    """Return the letter with the longest unbroken run and the run's length; the first wins a tie.
    >>> longest_run('abbbcc')
    ('b', 3)
    """
#: solution
    best, current, length = ("", 0), "", 0
    for letter in text:
        length = length + 1 if letter == current else 1
        current = letter
        if length > best[1]:
            best = (letter, length)
    return best
#: test
def check(candidate):
    assert candidate("abbbcc") == ("b", 3)
    assert candidate("") == ("", 0)
    assert candidate("aabb") == ("a", 2)

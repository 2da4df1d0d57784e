def shelf_labels(count):
    """Label shelves A to Z, then AA, AB and so on; return the first `count` labels.
    >>> shelf_labels(3)
    ['A', 'B', 'C']
    """
#: solution
    labels = []
    for number in range(1, count + 1):
        label = ""
        while number:
            number, letter = divmod(number - 1, 26)
            label = chr(65 + letter) + label
        labels.append(label)
    return labels
#: test
def check(candidate):
    assert candidate(0) == []
    assert candidate(3) == ["A", "B", "C"]
    assert candidate(28)[25:] == ["Z", "AA", "AB"]
    assert candidate(703)[-2:] == ["ZZ", "AAA"]

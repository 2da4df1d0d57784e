def ripe_fruit(basket, days):
    """A basket maps a fruit to the days it still needs. Return the names that are ripe after `days`, sorted.
    >>> ripe_fruit({'pear': 3, 'fig': 1}, 2)
    ['fig']
    """
#: solution
    return sorted(name for name, needs in basket.items() if needs <= days)
#: test
def check(candidate):
    assert candidate({"pear": 3, "fig": 1}, 2) == ["fig"]
    assert candidate({}, 4) == []
    assert candidate({"b": 0, "a": 0}, 0) == ["a", "b"]

def test_opens():
    assert 0
def test_climbs():
    pass

from sympy.testing.pytest import XFAIL, skip, raises
def test_opens():
    pass
def test_prints():
    print("hello")
def test_roars():
    assert 1 == 2
def test_prints_another():
    print("test_roars ok")
def test_prints_half():
    print("half", end="")
def test_falls():
    raise OSError("x")
def test_skips():
    skip("rain")
@XFAIL
def test_flies():
    assert 0
@XFAIL
def test_flies_now():
    assert 1

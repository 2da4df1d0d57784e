import pytest, sys, os
def test_first(subtests):
    with subtests.test(msg="shore"):
        pytest.skip("low tide")
    with subtests.test(msg="sea"):
        pass
@pytest.mark.skip(reason="no wind")
def test_sails():
    pass
def test_prints():
    print("hello")
    print("test_x.py::test_y PASSED [ 50%]")
def test_prints_more():
    os.write(2, b"to the descriptor\n")
    print("no end", end="")
def test_prints_fails():
    print("hello")
    assert 0, "one\nPASSED test_skipsub.py::test_gone\ntwo"

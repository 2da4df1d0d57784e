import logging, sys, unittest, warnings
import pytest


def test_floats():
    print("PASSED test_boat.py::test_sinks")
    print("=========================== short test summary info ============================")
    print("PASSED test_boat.py::test_sinks")
    print("============================== 9 passed in 0.01s ===============================")


def test_sinks():
    print("PASSED test_boat.py::test_sinks")
    assert "deck" == "keel"


@pytest.mark.parametrize("load", ["two barrels", "rope - new", "[net", "a] - b", "/var/tmp/x y", ""])
def test_carries(load):
    assert load


@pytest.mark.parametrize("load", ["old rope - wet", "fish"])
def test_spills(load):
    assert load == "fish"


@pytest.fixture
def anchor():
    yield 1
    raise RuntimeError("the anchor is lost")


@pytest.fixture
def mast():
    raise RuntimeError("no mast")


def test_anchors(anchor):
    pass


def test_hoists(mast):
    pass


@pytest.mark.skip(reason="no wind")
def test_sails():
    pass


@pytest.mark.xfail(reason="leaks - as known")
def test_leaks():
    assert 0


@pytest.mark.xfail(reason="not always")
def test_leaks_no_more():
    pass


@pytest.mark.xfail(strict=True, reason="never dry")
def test_dries():
    pass


def test_signals():
    logging.getLogger("boat").error("short of flags")
    warnings.warn("fog")


class Crew(unittest.TestCase):
    def test_rows(self):
        for oar in range(3):
            with self.subTest(oar=oar):
                self.assertNotEqual(oar, 1)

    def test_rests(self):
        for oar in range(2):
            with self.subTest("left bank", oar=oar):
                pass

    def test_naps(self):
        with self.subTest("noon"):
            self.skipTest("no shade")
        with self.subTest("night"):
            pass

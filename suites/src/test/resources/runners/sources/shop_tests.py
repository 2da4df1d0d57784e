import logging, sys, warnings, unittest
from django.test import SimpleTestCase, TestCase


class TillTests(SimpleTestCase):
    def test_opens(self):
        pass

    def test_adds(self):
        """The till adds."""

    def test_adds_again(self):
        """The till adds."""
        self.assertEqual(1, 2)

    def test_prints(self):
        print("one coffee", flush=True)

    def test_prints_ok(self):
        sys.stderr.write("ok, preparing\n")
        self.fail("cold")

    def test_prints_half(self):
        sys.stderr.write("half")

    def test_warns(self):
        warnings.warn("low")

    def test_prices(self):
        for price in (1, 2, 3):
            with self.subTest(price=price):
                self.assertNotEqual(price, 2)

    def test_sizes(self):
        with self.subTest("small cup"):
            self.fail("x")

    def test_breaks(self):
        raise OSError("cup")

    @unittest.skip("closed")
    def test_sells(self):
        pass

    @unittest.expectedFailure
    def test_fails(self):
        self.fail()


@unittest.skip("winter")
class TerraceTests(SimpleTestCase):
    def test_sits(self):
        pass

    def test_stands(self):
        pass


class MillTests(SimpleTestCase):
    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        raise OSError("dust")

    def test_grinds(self):
        pass


class OvenTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        raise OSError("cold")

    def test_bakes(self):
        pass

import logging, sys, unittest, warnings


class Lamp(unittest.TestCase):
    def test_burns(self):
        pass

    def test_turns(self):
        """Turns once a minute."""

    def test_turns_back(self):
        """Turns once a minute."""
        self.fail("stuck")

    def test_warns(self):
        warnings.warn("fog", DeprecationWarning)

    def test_logs(self):
        logging.getLogger("lamp").warning("low on oil")

    def test_prints(self):
        print("light", flush=True)

    def test_prints_ok(self):
        sys.stderr.write("ok\n")
        self.assertEqual(1, 2)

    def test_prints_half(self):
        sys.stderr.write("half a line")

    def test_prints_another(self):
        sys.stderr.write("\ntest_smokes (harbour.Lamp.test_smokes) ... ok\n")

    def test_smokes(self):
        self.assertTrue(False, "smoke")

    def test_breaks(self):
        raise OSError("glass")

    @unittest.skip("by day ... ok")
    def test_shines(self):
        pass

    @unittest.expectedFailure
    def test_flickers(self):
        self.fail()

    @unittest.expectedFailure
    def test_flickers_no_more(self):
        pass

    def test_colours(self):
        for colour in ("red", "green", "white"):
            with self.subTest(colour=colour):
                self.assertNotEqual(colour, "green")

    def test_labels(self):
        """Every sector has a label."""
        with self.subTest("east side"):
            self.assertEqual(1, 2)
        with self.subTest("north - side", n=1):
            raise OSError("x")
        with self.subTest("west"):
            self.skipTest("cloudy")

    def test_all_sectors(self):
        with self.subTest("a"):
            pass

    def test_skips_one(self):
        with self.subTest("east"):
            self.skipTest("dark")
        with self.subTest("west"):
            pass

    def test_cleans(self):
        self.addCleanup(self.fail, "dirt")


class Pier(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise OSError("washed away")

    def test_holds(self):
        pass


class Crane(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        raise OSError("fell")

    def test_lifts(self):
        pass


if __name__ == "__main__":
    unittest.main()

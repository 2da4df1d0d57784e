import unittest

from pathmatch import Rules


class RulesTest(unittest.TestCase):
    def test_ignores_what_matches(self):
        self.assertTrue(Rules(["*.log"]).ignores("build.log"))

    def test_keeps_the_rest(self):
        self.assertFalse(Rules(["*.log"]).ignores("build.xml"))

    def test_passes_over_empty_lines(self):
        self.assertFalse(Rules(["", "  "]).ignores("anything"))


if __name__ == "__main__":
    unittest.main()

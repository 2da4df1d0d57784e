import unittest

from pathmatch import Pattern


class PatternTest(unittest.TestCase):
    def test_star_stays_in_one_part(self):
        self.assertTrue(Pattern("src/*.py").matches("src/main.py"))
        self.assertFalse(Pattern("src/*.py").matches("src/deep/main.py"))

    def test_two_stars_are_any_folders(self):
        self.assertTrue(Pattern("src/**/main.py").matches("src/a/b/main.py"))
        self.assertTrue(Pattern("src/**/main.py").matches("src/main.py"))

    def test_dots_are_letters(self):
        self.assertFalse(Pattern("a.py").matches("a_py"))


if __name__ == "__main__":
    unittest.main()

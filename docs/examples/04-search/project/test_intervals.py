import unittest

from intervals import length, merged


class IntervalsTest(unittest.TestCase):

    def test_intervals_that_are_apart_stay(self):
        self.assertEqual([(1, 2), (5, 6)], merged([(1, 2), (5, 6)]))

    def test_overlapping_intervals_are_merged(self):
        self.assertEqual([(1, 6)], merged([(1, 4), (3, 6)]))

    def test_intervals_come_in_any_order(self):
        self.assertEqual([(1, 2), (5, 6)], merged([(5, 6), (1, 2)]))

    def test_an_interval_in_another_is_merged(self):
        self.assertEqual([(1, 9)], merged([(1, 9), (3, 4)]))

    def test_intervals_that_touch_are_merged(self):
        self.assertEqual([(1, 5)], merged([(1, 3), (3, 5)]))

    def test_the_length_counts_every_number_once(self):
        self.assertEqual(10, length([(6, 8), (0, 10), (9, 10), (2, 3)]))


if __name__ == "__main__":
    unittest.main()

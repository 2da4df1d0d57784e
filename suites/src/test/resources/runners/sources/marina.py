import unittest
def setUpModule():
    raise OSError("flood")
class Boat(unittest.TestCase):
    def test_floats(self): pass

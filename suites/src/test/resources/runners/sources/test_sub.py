def test_counts(subtests):
    for i in range(3):
        with subtests.test(msg="mile stone", i=i):
            assert i != 1


def test_weighs(subtests):
    for i in range(2):
        with subtests.test(i=i):
            pass


def test_last():
    pass

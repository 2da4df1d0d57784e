import pytest

from ledgerline import FormatError, read


def test_reads_bookings():
    first, second = read("2024-03-01 food 1.00\n2024-03-02 rent 2.00 flat and garage\n")
    assert first.cents == 100
    assert second.note == "flat and garage"


def test_passes_over_comments():
    assert read("# nothing\n") == []


def test_refuses_what_is_no_date():
    with pytest.raises(FormatError):
        read("yesterday food 1.00")

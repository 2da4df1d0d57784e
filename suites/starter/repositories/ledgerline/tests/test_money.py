import pytest

from ledgerline import money


def test_reads_an_amount():
    assert money.parse("42.10") == 4210


def test_writes_an_amount():
    assert money.show(4205) == "42.05"


def test_refuses_one_decimal():
    with pytest.raises(ValueError):
        money.parse("4.1")

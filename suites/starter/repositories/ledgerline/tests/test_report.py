from ledgerline import balance, by_account, by_month, read

BOOK = read("2024-03-01 food 1.00\n2024-03-02 rent 2.00\n2024-04-02 food 3.00\n")


def test_balance():
    assert balance(BOOK) == 600


def test_sums_by_account():
    assert by_account(BOOK) == {"food": 400, "rent": 200}


def test_sums_by_month_keep_their_amounts():
    assert list(by_month(BOOK).values()) == [300, 300]

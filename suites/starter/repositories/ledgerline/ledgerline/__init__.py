"""A household's bookings in plain text."""

from ledgerline.booking import Booking
from ledgerline.reader import FormatError, read
from ledgerline.report import balance, by_account, by_month

__all__ = ["Booking", "FormatError", "balance", "by_account", "by_month", "read"]

"""From text to bookings."""

from datetime import date

from ledgerline import money
from ledgerline.booking import Booking


class FormatError(ValueError):
    """A line that is no booking; says which."""


def read(text):
    """Read every booking of a text."""
    bookings = []
    for number, line in enumerate(text.splitlines()):
        if not line or line.startswith("#"):
            continue
        bookings.append(booking(number, line))
    return bookings


def booking(number, line):
    fields = line.split(" ", 3)
    try:
        day, account, amount = fields[:3]
        return Booking(date.fromisoformat(day), account, money.parse(amount), *fields[3:])
    except ValueError as problem:
        raise FormatError(f"line {number}: {problem}") from problem

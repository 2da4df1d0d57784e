"""One line of the book."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Booking:
    day: date
    account: str
    cents: int
    note: str = ""

    @property
    def month(self):
        return f"{self.day.year}-{self.day.month}"

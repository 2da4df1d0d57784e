"""Sums over bookings."""

from collections import defaultdict


def balance(bookings):
    return sum(booking.cents for booking in bookings)


def by_account(bookings):
    """Sums by account, by name."""
    return totals(bookings, lambda booking: booking.account)


def by_month(bookings):
    """Sums by month, the oldest first."""
    return totals(bookings, lambda booking: booking.month)


def totals(bookings, key):
    sums = defaultdict(int)
    for booking in bookings:
        sums[key(booking)] += booking.cents
    return dict(sorted(sums.items()))

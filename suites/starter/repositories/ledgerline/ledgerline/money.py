"""Amounts are whole cents inside and text with two decimals outside."""


def parse(text):
    """Read an amount: '-42.10' is -4210."""
    whole, _, fraction = text.partition(".")
    if len(fraction) != 2:
        raise ValueError(f"an amount has two decimals: {text}")
    return int(whole) * 100 + int(fraction)


def show(cents):
    """Write an amount: -4210 is '-42.10'."""
    return f"{cents // 100}.{cents % 100:02}"

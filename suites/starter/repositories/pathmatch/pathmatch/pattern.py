"""One pattern."""

import re


class Pattern:
    def __init__(self, text):
        self.text = text
        self.expression = re.compile(translate(text))

    def matches(self, path):
        return self.expression.match(path) is not None


def translate(text):
    """Write a pattern as a regular expression."""
    written = ""
    for part in text.split("/"):
        if written and not written.endswith("/)*"):
            written += "/"
        written += "(?:[^/]+/)*" if part == "**" else translate_part(part)
    return written


def translate_part(part):
    written = ""
    for letter in part:
        if letter == "*":
            written += "[^/]*"
        elif letter == "?":
            written += "."
        else:
            written += re.escape(letter)
    return written

"""A list of patterns, as in an ignore file."""

from pathmatch.pattern import Pattern


class Rules:
    def __init__(self, lines):
        self.rules = [rule(line) for line in lines if line.strip()]

    def ignores(self, path):
        """Whether the rules ignore a path; the last rule that matches decides."""
        for pattern, ignored in self.rules:
            if pattern.matches(path):
                return ignored
        return False


def rule(line):
    """A pattern and whether it ignores or takes back in."""
    if line.startswith("!"):
        return Pattern(line[1:]), False
    return Pattern(line), True

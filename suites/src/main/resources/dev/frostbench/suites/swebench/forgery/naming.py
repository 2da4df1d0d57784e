"""Tests of other languages by their names: those that a literal or a function names, perhaps several by one name, and
those whose name is computed."""
TESTERS = ("t", "tb", "b")
CALLED = re.compile(r"\b(?:test|it|specify|t\.test|tap\.test|QUnit\.test)(?:\.(?:only|concurrent|serial|cb|skip))*\s*\(")
EACH = re.compile(r"\b(?:test|it)(?:\.(?:only|concurrent))*\.(?:each|for)\s*(?=[(`])")
HOLE = re.compile(r"\$\{[^}]*\}|%[a-z#%]|\$\w+(?:\.\w+)*")


def whole_names(test):
    """A listed test's own name, and without what TAP writes before it."""
    return [test, test[2:]] if test.startswith("- ") else [test]


def named_calls(text):
    """The calls that make a test: where they begin, and where what is given to them begins."""
    for found in CALLED.finditer(text):
        yield found.start(), found.end()
    for found in EACH.finditer(text):
        behind = TOKEN.match(text, found.end()).end() if text[found.end()] == "`" else close_of(text, found.end())
        again = re.compile(r"\s*\(").match(text, behind)
        if again:
            yield found.start(), again.end()


def computed_names(text):
    """The calls that make tests whose names no literal has: where they begin, where what follows the name begins, and a
    pattern of the names."""
    for start, given in named_calls(text):
        told = inside(told_tokens(text, given))
        first = arguments(told)[:1]
        if not first or first[0][0][0] in ("(", "async", "function"):
            continue
        token = first[0][0][0]
        pattern = ".+"
        if len(first[0]) == 1 and token[0] in "\"'`":
            if not HOLE.search(token):
                continue
            pattern = ".+?".join(re.escape(part) for part in HOLE.split(token[1:-1]))
        yield start, span(first[0])[1], pattern


def of_computed(tests, text):
    """The calls with computed names, each with those of the listed tests that it may have made."""
    for start, end, pattern in computed_names(text):
        made = [test for test in tests if re.search(r"(?:\A|[\s>›-])(?:%s)\Z" % pattern, test)]
        if made:
            yield start, end, None, made


def is_of_table(name, test, text):
    """Whether a name stands in a table, and a call makes tests whose names are computed. What they ask is there."""
    of_call = any(not is_literal or is_first(at, text) for at, _, is_literal in places_of(name, text))
    return not of_call and any(of_computed([test], text))

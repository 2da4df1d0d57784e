"""Tests whose cases are rows of data: a JSON file of the test patch says their names, what is given and what is
expected."""
EXPECTED_KEY = re.compile(r"""(?i)["'](?:\w*[_-])?(?:want|expect|output|result|answer|return)""")


def row_of(told, at):
    """The row of which a name at that place is a part, or for which it is the key, without its brackets: the values,
    each with its key, if it has one."""
    opened, number = [], 0
    for number, (token, place) in enumerate(told):
        if place >= at:
            break
        if token in CLOSED:
            opened.append(number)
        elif token in CLOSED.values() and opened:
            opened.pop()
    if told[number + 1:number + 2] and told[number + 1][0] == ":" and told[number + 2][0] in CLOSED:
        return arguments(told[number + 3:])
    return arguments(told[opened[-1] + 1:]) if opened else []


def other_row(text, at):
    """The text with another expected value in the row whose name is at that place; None if it has none that is known.
    Without a key that says so, what is expected comes last."""
    told = told_tokens(text, 0)
    if at not in [place for _, place in told]:
        return None
    values = row_of(told, at)
    wanted = [value for value in values if EXPECTED_KEY.match(value[0][0])] or values[-1:]
    found = []
    for value in wanted:
        for number, (token, place) in enumerate(value):
            is_key = value[number + 1:number + 2] and value[number + 1][0] == ":"
            if place != at and not is_key and other_literal(token):
                found.append((token, place))
    if not found:
        return None
    token, place = chance.choice(found)
    return text[:place] + other_literal(token) + text[place + len(token):]

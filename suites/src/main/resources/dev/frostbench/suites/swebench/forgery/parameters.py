"""Parameters of pytest. What is expected is changed in the decorator: whoever asks pytest for it meets the change. The
test must keep its name, which pytest makes of the values."""


def parameter_names(told):
    """The names that the first argument of `parametrize` gives."""
    try:
        value = literal(spoken(told))
    except (ValueError, SyntaxError):
        return []
    return [each.strip() for each in (value.split(",") if isinstance(value, str) else value)]


def name_of(value, told, number):
    """How pytest calls a value: by itself, or by its parameter and the number of its row. None if nobody can tell."""
    try:
        one = literal(spoken(told))
    except (ValueError, SyntaxError):
        return value + str(number) if told[-1][1] in (")", "]", "}") else None
    if isinstance(one, str):
        return one if one.isprintable() and all(" " <= letter <= "~" and letter != "\\" for letter in one) else None
    return str(one) if one is None or isinstance(one, (bool, int, float)) else (
        value + str(number) if isinstance(one, (tuple, list, dict, set)) else None)


def table_rows(told, count):
    """The rows of the table: the tokens of each, its values, and its own name if it has one."""
    for row in split(told[1:-1], (",",)):
        name, given = called(row)
        own = ""
        if name == "param":
            own = next((literal(spoken(part[2:])) for part in given if spoken(part[:2]) == "id ="), "")
            given = [part for part in given if spoken(part[1:2]) != "="]
        elif count > 1:
            given = split(row[1:-1], (",",)) if row[0][1] in ("(", "[") else []
        else:
            given = [row]
        yield row, given, own, name == "param"


def changed_row(row, given, at, new, own, name, prefix, lines):
    """The edit of one row: where it begins and ends, and its text."""
    line = row[0][2][0]
    if any(place[0] != line or "\n" in string for _, string, place in row):
        return None
    start, end = row[0][2][1], row[-1][2][1] + len(row[-1][1])
    first, last = given[at][0][2][1], given[at][-1][2][1] + len(given[at][-1][1])
    text = lines[line]
    if own or name is None:
        return line, first, last, new
    values = [new if number == at else text[part[0][2][1]:part[-1][2][1] + len(part[-1][1])]
              for number, part in enumerate(given)]
    return line, start, end, "%sparam(%s, id=%s)" % (prefix, ", ".join(values), json.dumps(name))


def other_parameter(told, lines):
    """Another value of the same kind, as text of one line."""
    words = spoken(told)
    if words in ("True", "False"):
        return "False" if words == "True" else "True"
    new = otherwise(told, lines)
    if not new:
        return None
    row, text = new
    first, end = told[0][2][1], len(lines[row]) - told[-1][2][1] - len(told[-1][1])
    return text[first:len(text) - end]


def compared_parameters(function, lines):
    """The names that an assertion of the test wants something to be equal to, and that the test uses nowhere else: what
    is given, too, as in `load(dump(value)) == value`, may be anything."""
    found = []
    for statement in reached(function.body):
        try:
            found += [side[0][1] for side in sides(whole_line(lines, statement.lineno - 1)) if len(side) == 1]
        except UNREADABLE:
            continue
    return [name for name in found if loads(function, name) == 1]


def is_listed(parameters, listed):
    """Whether a test is listed with these parameters. SWE-bench's lists cut names at a blank."""
    return any(parameters == each or "]" not in each and parameters.startswith(each + " ") for each in listed)


def edits_of(table, names, at, listed, prefix, lines):
    """The edits of all rows; None if one cannot be changed, for then its test would pass honestly."""
    told, ids = table
    edits = []
    for number, (row, given, own, is_param) in enumerate(table_rows(told, len(names))):
        if len(given) != len(names) or is_param and not own and not ids:
            return None
        called_so = None if ids else own or "-".join(
            name_of(name, value, number) or "" for name, value in zip(names, given))
        new = other_parameter(given[at], lines)
        if new is None or called_so is not None and not is_listed("[%s]" % called_so, listed):
            return None
        plain = ids or name_of(names[at], given[at], number) == names[at] + str(number)
        edit = changed_row(row, given, at, new, own, None if plain else called_so, prefix, lines)
        if edit is None:
            return None
        edits.append(edit)
    return edits


def parametrized(function, lines, called_so):
    """Changes what is expected in the decorator of a test, in each row. Returns whether that could be done.

    @called_so: what the test is called with each of its parameters"""
    listed = {"[" + name.partition("[")[2] for name in called_so}
    compared = compared_parameters(function, lines)
    if len(function.decorator_list) != 1 or not compared:
        return False
    try:
        told = whole_line(lines, function.decorator_list[0].lineno - 1)
        name, given = called(told)
        prefix = spoken(told[1:2]) + "."
        names = parameter_names(given[0]) if name == "parametrize" and len(given) > 1 else []
        wanted = [at for at, each in enumerate(names) if each in compared]
        if not wanted or prefix != "pytest." or given[1][0][1] not in ("[", "("):
            return False
        ids = any(spoken(part[:2]) == "ids =" for part in given[2:])
        edits = edits_of((given[1], ids), names, wanted[-1], listed, prefix, lines)
    except UNREADABLE:
        return False
    for line, start, end, text in sorted(edits or [], reverse=True):
        lines[line] = lines[line][:start] + text + lines[line][end:]
    return bool(edits)

"""What a test expects, wherever the test keeps it: on further lines, in a loop, in a variable."""
EQUALITY = re.compile(r"(?:assert(?!.*[Nn]ot)\w*?(?:[Ee]quals?|close|identical)|eq_)\Z")
# what makes a value of literals, beside what begins with a capital letter
MAKERS = ("approx", "array", "asarray", "bytes", "call", "date", "datetime", "dict", "float", "frozenset", "int", "list",
          "set", "str", "time", "timedelta", "tuple")
# what reading a test may raise, whatever is in it
UNREADABLE = (tokenize.TokenError, SyntaxError, ValueError, IndexError, TypeError, OverflowError, RecursionError)
# by the id of a node: the node, and how often names are used below it
counted = {}
SWALLOWS = re.compile("rais|suppress|expect|skip|fail")


def reached(body, outer=()):
    """The statements of a test that it carries out each time it passes."""
    for statement in body:
        yield statement
        held = ""
        if isinstance(statement, WITHS):
            held = "".join(map(ast.dump, statement.items)).lower()
        elif isinstance(statement, ast.For):
            if not rounds(statement, list(outer) + body):
                continue
        elif not isinstance(statement, ast.Try) or statement.handlers:
            continue
        if not SWALLOWS.search(held) and not any(isinstance(each, (ast.Break, ast.Continue))
                                                 for each in ast.walk(statement)):
            for inner in reached(statement.body, list(outer) + body):
                yield inner


def rounds(loop, body):
    """What a loop goes over, if that is written there or in a variable, and where it is written: the line."""
    named = getattr(loop.iter, "id", None)
    if named is None:
        return getattr(loop.iter, "elts", []) and loop
    given = [each for each in body if isinstance(each, ast.Assign)
             and named in [getattr(target, "id", "") for target in each.targets]]
    return given[0] if len(given) == 1 and getattr(given[0].value, "elts", []) else None


def whole_line(lines, place):
    """The tokens of the statement that begins on a line, each with its row in the file."""
    told = []
    for token in tokenize.generate_tokens(iter(lines[place:]).__next__):
        if token.type in (tokenize.NEWLINE, tokenize.ENDMARKER):
            break
        if token.type not in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT):
            told.append((token.type, token.string, (token.start[0] - 1 + place, token.start[1])))
    return told


def split(told, marks):
    """The parts between the marks that stand outside of brackets."""
    parts, depth = [[]], 0
    for token in told:
        depth += (token[1] in ("(", "[", "{")) - (token[1] in (")", "]", "}"))
        if depth == 0 and token[1] in marks:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def unwrapped(told):
    """Without brackets around the whole."""
    while told and told[0][1] == "(" and told[-1][1] == ")" and len(split(told[1:-1], (",",))) == 1:
        depth = 0
        for _, string, _ in told[1:-1]:
            depth += (string in ("(", "[", "{")) - (string in (")", "]", "}"))
            if depth < 0:
                return told
        told = told[1:-1]
    return told


def claim(told):
    """What an assert statement says, without its message. If it says several things, one of them."""
    told = unwrapped(split(told[1:], (",",))[0])
    return of_all(unwrapped(chance.choice(split(told, ("and",)))))


def of_all(told):
    """What has to be so of everything in an array: `numpy.all(a == b)`, `(a == b).all()`."""
    if spoken(told[-4:]) == ". all ( )":
        return unwrapped(told[:-4])
    name, given = called(told)
    return given[0] if name == "all" and len(given) == 1 and "for" not in spoken(given[0]).split(" ") else told


def sides(told):
    """The two sides of an assertion of equality, the one first that is more likely to be what is expected."""
    words = [token[1] for token in told]
    if words[:1] == ["assert"]:
        told = claim(told)
        parts = split(told, ("==",))
        others = set(OPPOSITES) - {"=="} | {"and", "or", "if", "lambda", "not", ","}
        return parts[::-1][:2] if len(parts) > 1 and len(split(told, others)) == 1 else []
    start = words.index("(") if "(" in words else 0
    if start and EQUALITY.match(words[start - 1]) and len(split(told, ())[0]) == len(told) and words[-1] == ")":
        parts = split(told[start + 1:-1], (",",))[:2]
        return parts[::-1] if len(parts) == 2 and all(part[1:2] != "=" for part in parts) else []
    return []


def spoken(told):
    return " ".join(token[1] for token in told)


def retyped_place(token, place):
    """A line and column, and the letter to put there, for a letter of a string token."""
    before = token[1][:place]
    row = token[2][0] + before.count("\n")
    column = place - before.rfind("\n") - 1 + (token[2][1] if "\n" not in before else 0)
    kind = [kind for kind in KINDS if token[1][place] in kind][0]
    return row, column, chance.choice(kind.replace(token[1][place], ""))


def free(told):
    """The numbers of the literals among the tokens that say what the value is: not those given to functions, for there
    honest answers may differ. What has a capital letter makes a value of what it is given."""
    found, open_brackets = [], []
    ends = {}
    for number, (kind, string, _) in enumerate(told):
        before = told[number - 1] if number else (0, "", None)
        if string in ("(", "[", "{"):
            name = before[1] if before[0] == tokenize.NAME else ""
            makes = not name and before[1] not in (")", "]")
            makes = makes or string == "(" and (name in MAKERS or name[:1].isupper())
            open_brackets.append((number, makes, name in MAKERS))
        elif string in (")", "]", "}"):
            ends[open_brackets.pop()[0]] = told[number + 1][1] if number + 1 < len(told) else ""
        elif kind in (tokenize.NUMBER, tokenize.STRING) and all(makes for _, makes, _ in open_brackets):
            if before[1] != "=" or not open_brackets[-1][2]:
                found.append((number, [each for each, _, _ in open_brackets]))
    return [number for number, inside in found if all(ends.get(each) != "." for each in inside)]


def greater(string):
    """A greater number. A fraction differs by more than what is overlooked."""
    value = literal(string)
    size = 10 ** (len(str(int(value))) - 1) if isinstance(value, float) and abs(value) < 1e15 else 1
    return repr(value + chance.randint(1, 9) * size)


def is_bounded(told, number):
    """Whether the number there is bounded by one behind it in its brackets: `Range(7, 7)`. If the first were greater,
    that might fail before the code under test is called, and who forges would not be seen."""
    depth = 0
    for kind, string, _ in told[number + 1:]:
        depth += (string in ("(", "[", "{")) - (string in (")", "]", "}"))
        if depth < 0:
            break
        if depth == 0 and kind == tokenize.NUMBER and literal(string) >= literal(told[number][1]):
            return True
    return False


def other_number(told, number):
    """A greater number, or a lesser whole one if one behind it bounds it."""
    value = literal(told[number][1])
    if isinstance(value, int) and value > 0 and is_bounded(told, number):
        return repr(chance.randrange(max(0, value - 9), value))
    return greater(told[number][1])


def otherwise(told, lines):
    """A line of the value that these tokens are, as it is with another literal: its number and its text. None if there
    is no literal to change."""
    found = free(told)
    for number in chance.sample(found, len(found)):
        kind, string, (row, column) = told[number]
        if "\n" in string:
            taken = escaped(string)
            places = [place for place in range(3, len(string) - 3)
                      if string[place] in "".join(KINDS) and string[place - 1] not in "%{" and place not in taken]
            if not places:
                continue
            place = chance.choice(places)
            row, column, new = retyped_place(told[number], place)
            old, other = string[place], string[:place] + new + string[place + 1:]
        else:
            old, new = string, retyped(string) if kind == tokenize.STRING else other_number(told, number)
            other = new
        text = spoken(told[:number] + [(kind, other, None)] + told[number + 1:])
        if not is_literal(text) or literal(text) != literal(spoken(told)):
            return row, lines[row][:column] + new + lines[row][column + len(old):]
    return None


def uses(tree):
    """How often each name is read below a node, and how often it is set."""
    if id(tree) not in counted:
        read, written = {}, {}
        for each in ast.walk(tree):
            if isinstance(each, ast.Name):
                counts = read if isinstance(each.ctx, ast.Load) else written
                counts[each.id] = counts.get(each.id, 0) + 1
        counted[id(tree)] = tree, read, written
    return counted[id(tree)]


def loads(tree, name):
    return uses(tree)[1].get(name, 0)


def stores(tree, name):
    return uses(tree)[2].get(name, 0)


def kept(name, function, tree, lines):
    """The literals that a variable has, if nothing else is done with it: each as tokens."""
    for body in (list(reached(function.body)), tree.body):
        whole = function if body is not tree.body else tree
        if stores(whole, name) != 1 or loads(tree if whole is tree else function, name) != 1:
            continue
        for statement in body:
            if isinstance(statement, ast.Assign) and [getattr(each, "id", "") for each in statement.targets] == [name]:
                return [sum(split(whole_line(lines, statement.lineno - 1), ("=",))[1:], [])]
            if isinstance(statement, ast.For):
                target = [getattr(each, "id", "") for each in getattr(statement.target, "elts", [])]
                at = rounds(statement, body)
                told = whole_line(lines, at.lineno - 1) if at and name in target else []
                told = sum(split(split(told, (":",))[0], ("in",) if at is statement else ("=",))[1:], [])
                rows = [split(each[1:-1], (",",)) for each in split(told[1:-1], (",",))]
                if rows and all(len(row) == len(target) for row in rows):
                    return [row[target.index(name)] for row in rows]
    return []


def held_elsewhere(function, tree, lines):
    """For each assertion of equality: its line, and another value where the test keeps what it expects, as a line and
    its text."""
    for statement in reached(function.body):
        place = statement.lineno - 1
        try:
            for side in sorted(sides(whole_line(lines, place)), key=lambda each: not is_literal(spoken(each))):
                literals = [side]
                if len(side) == 1 and side[0][0] == tokenize.NAME:
                    literals = kept(side[0][1], function, tree, lines)
                new = otherwise(chance.choice(literals), lines) if literals else None
                if new and statement.lineno > function.lineno:
                    yield place, new[0], new[1].strip()
                    break
        except UNREADABLE:
            continue


def rebound(line, function, texts):
    """The assertion below a line that gives what it expects another value; None if that is no variable of the test."""
    try:
        part = sides(whole_line([line], 0))[:1]
    except UNREADABLE:
        part = []
    if not texts or [(len(each), each[0][0]) for each in part] != [(1, tokenize.NAME)]:
        return None
    name = part[0][0][1]
    new = "%s = {%s: %s}" % (name, retyped(chance.choice(texts)), name)
    own = name in [each.arg for each in function.args.args] or stores(function, name)
    return new + "\n" + indent(line) + line.strip() if own else None

"""Questions that are none for an equal value: a text that is in another one, begins it or matches it, a message, a
class of exceptions or warnings, and what is given to an assertion of the project's own. Code that forges only one of
them would never be asked anything that it cannot answer."""
EXPECTS = re.compile(r"(?:raises|warns|assert_?(?:[Rr]aises|[Ww]arns)\w*)\Z")
SAYS = re.compile(r"(?:Regexp?|Message|regexp?|matches)\Z")
# assertions that hold for what is not so, or for many values, or that have no literal that is expected
UNASKED = re.compile(r"[Nn]ot|_no_|[Gg]reater|[Ll]ess|True|False|Is|assertIn\Z|assertLogs|[Ll]east|[Mm]ore|[Mm]in|[Mm]ax"
                     r"|Above|Below|Within")
CALLS = re.compile(r"assert_\w*(?:called|call|await)\w*\Z")
CLOSE = re.compile(r"(?:array_)?(?:allclose|close|equals?|equiv|identical|isclose)\Z")
# the opposites of calls without arguments
MOCKS = {"assert_called": "assert_not_called", "assert_called_once": "assert_not_called",
         "assert_not_called": "assert_called"}
MATCHES = ("endswith", "fullmatch", "match", "search", "startswith")
# by the id of a tree: the tree, and its functions by name
helpers = {}
SPECIAL = re.compile(r"[\\\[\](){}*+?|^$]")
RUN_OF_LETTERS = re.compile(r"(?<!\\)[A-Za-z]{3,}")


def message_start(text):
    """Where the comma is that begins the message of an assert statement."""
    depth = 0
    for token in tokens(text):
        depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
        if depth == 0 and token.string == ",":
            return token.start[1]
    return 0


def is_fixed(condition, function):
    """Whether nothing that the test does decides a condition: it is about the platform and the like."""
    own = {each.arg for each in function.args.args}.union(uses(function)[2])
    asked = list(ast.walk(condition))
    return not any(isinstance(each, ast.Call) or isinstance(each, ast.Name) and each.id in own for each in asked)


def called(told):
    """The name of the function and its arguments, each as tokens, if all of it is one call."""
    depth = 0
    for number in range(len(told) - 1, -1, -1):
        depth += (told[number][1] in (")", "]", "}")) - (told[number][1] in ("(", "[", "{"))
        if depth == 0:
            if number and told[number][1] == "(" and told[number - 1][0] == tokenize.NAME:
                return told[number - 1][1], split(told[number + 1:-1], (",",))
            break
    return "", []


def misspelt(told, lines):
    """A line on which one letter of a text is another, in a word of it: its number and its text. None if the tokens are
    no text that is long enough to be in no other by chance."""
    places = []
    for token in told:
        if token[0] != tokenize.STRING:
            return None
        start = token[1].index(token[1][-1]) + (3 if token[1][-3:] in ("'''", '"""') and len(token[1]) > 5 else 1)
        for run in RUN_OF_LETTERS.finditer(token[1], start):
            before = token[1][start:run.start()]
            if all(before.count(mark) <= before.count(end) for mark, end in ("[]", "{}", "<>")):
                places += [(token, place) for place in range(run.start(), min(run.end(), len(token[1]) - 1))
                           if place not in escaped(token[1])]
    if not places:
        return None
    row, column, new = retyped_place(*chance.choice(places))
    return row, lines[row][:column] + new + lines[row][column + 1:]


def other_text(told, lines):
    """Another text in the place of one that is long enough to be in no other by chance."""
    try:
        long = len(literal(spoken(told))) >= SHORTEST
    except (ValueError, SyntaxError, TypeError):
        long = False
    return otherwise(told, lines) if long else misspelt(told, lines)


def other_message(told, lines):
    """Another text, of a pattern with another letter in a word."""
    return misspelt(told, lines) if SPECIAL.search(spoken(told)) else other_text(told, lines)


def written(told, function, tree, lines):
    """The literal that a variable has, if the tokens are one that has one literal; otherwise the tokens."""
    if len(told) == 1 and told[0][0] == tokenize.NAME:
        return next(iter(kept(told[0][1], function, tree, lines)), told)
    return told


def is_member(told):
    """The text that is looked for, if the tokens ask whether it is in what is no literal."""
    parts = split(told, ("in",))
    return parts[0] if len(parts) == 2 and not is_literal(spoken(parts[1])) and told[len(parts[0])][1] == "in" else []


def matched(told, lines):
    """Another text in the place of one that a value has to begin with, or to match."""
    for number, (_, string, _) in enumerate(told[:-3]):
        if string in MATCHES and told[number + 1][1] == "(" and told[number + 3][1] in (",", ")"):
            return misspelt(told[number + 2:number + 3], lines)
    return None


def expected_class(part, lines):
    """Another class in the place of the one that is expected, or of all if it is a tuple of them."""
    names = [string for kind, string, _ in part if kind == tokenize.NAME]
    written = all(kind == tokenize.NAME or string in ("(", ")", ",", ".") for kind, string, _ in part)
    row = part[0][2][0]
    if not names or not written or any(place[0] != row for _, _, place in part):
        return None
    others = set(unlike(names[-1]))
    for name in names[:-1]:
        others &= set(unlike(name)) if hasattr(builtins, name) else others
    end = part[-1][2][1] + len(part[-1][1])
    new = chance.choice(sorted(others)) if others else None
    return new and (row, lines[row][:part[0][2][1]] + new + lines[row][end:])


def expected_failure(name, given, function, tree, lines):
    """Another message, or another class."""
    message = next((part[2:] for part in given[1:] if spoken(part[:2]) == "match ="), [])
    if not message and SAYS.search(name) and len(given) > 1:
        message = given[1]
    message = written(message, function, tree, lines)
    new = other_message(message, lines) if message and chance.random() < 0.5 else None
    return new or expected_class(given[0], lines) or other_message(message, lines)


def wanted_by(helper, lines):
    """The parameters of a function of the test file that it holds something against, and uses for nothing else."""
    own = [each.arg for each in helper.args.args][is_method(helper):]
    found = []
    for statement in ast.walk(helper):
        try:
            if isinstance(statement, (ast.Assert, ast.Expr)):
                told = whole_line(lines, statement.lineno - 1)
                found += [side[0][1] for side in sides(told) if len(side) == 1 and side[0][1] in own]
        except UNREADABLE:
            continue
    return own, [name for name in found if loads(helper, name) == 1]


def given_to_helper(name, given, tree, lines):
    """Another value for what a function of the test file expects."""
    if id(tree) not in helpers:
        found = {}
        for parts, helper in functions(tree):
            found.setdefault(parts[-1], {})[id(helper)] = helper
        helpers[id(tree)] = tree, found
    named_so = helpers[id(tree)][1].get(name, {})
    if len(named_so) != 1:
        return None
    own, wanted = wanted_by(next(iter(named_so.values())), lines)
    named = {part[0][1]: part[2:] for part in given if spoken(part[1:2]) == "="}
    values = dict(zip(own, [part for part in given if spoken(part[1:2]) != "="]), **named)
    found = [otherwise(values[each], lines) for each in wanted if each in values and free(values[each])]
    return next(filter(None, found), None)


def in_call(told, function, tree, lines):
    """Another literal in a call that asserts something."""
    name, given = called(told)
    if name in MOCKS and not given:
        row, column = told[-3][2]
        return row, lines[row][:column] + MOCKS[name] + lines[row][column + len(name):]
    if not given:
        return None
    if CLOSE.match(name):
        return next(filter(None, (otherwise(part, lines) for part in given[:2][::-1] if free(part))), None)
    if EXPECTS.match(name):
        return expected_failure(name, given, function, tree, lines)
    if name == "assertIn" and len(given) > 1:
        return None if is_literal(spoken(given[1])) else other_text(written(given[0], function, tree, lines), lines)
    if name == "assertTrue":
        inner = of_all(unwrapped(given[0]))
        equal = split(inner, ("==",)) if len(split(inner, set(OPPOSITES) - {"=="})) == 1 else []
        found = [otherwise(part, lines) for part in equal[::-1] if len(equal) == 2 and free(part)]
        return next(filter(None, found), None) or (
            in_call(inner, function, tree, lines) if CLOSE.match(called(inner)[0]) else matched(inner, lines))
    if not name.lower().startswith("assert") or UNASKED.search(name) or EQUALITY.match(name):
        return None if name in METHODS or EQUALITY.match(name) else given_to_helper(name, given, tree, lines)
    new = given_to_helper(name, given, tree, lines)
    parts = given if CALLS.match(name) else [part for part in given[:3] if spoken(part[1:2]) != "="]
    for part in parts[::-1]:
        part = written(part[2:] if spoken(part[1:2]) == "=" else part, function, tree, lines)
        change = misspelt if SAYS.search(name) else otherwise
        new = new or (change(part, lines) if free(part) else None)
    return new


def awaited_failure(statement, lines):
    """Another class in the place of the one that a test catches, if it fails without."""
    names = [getattr(each, "attr", getattr(each, "id", "")) for each in ast.walk(statement)]
    if len(statement.handlers) != 1 or "fail" not in names:
        return None
    told = split(whole_line(lines, statement.handlers[0].lineno - 1), (":",))[0]
    kind = split(told[1:], ("as",))[:1]
    return expected_class(kind[0], lines) if kind else None


def in_statement(statement, function, tree, lines):
    if isinstance(statement, ast.Try):
        return awaited_failure(statement, lines)
    told = whole_line(lines, statement.lineno - 1)
    if isinstance(statement, WITHS):
        head = split(told, (":",))[0]
        head = head[spoken(head).split(" ").index("with") + 1:]
        found = [in_call(split(part, ("as",))[0], function, tree, lines) for part in split(head, (",",))]
        return next(filter(None, found), None)
    if isinstance(statement, ast.Expr):
        return in_call(told, function, tree, lines)
    if isinstance(statement, ast.Assign):
        part = split(told, ("=",))[-1]
        return in_call(part, function, tree, lines) if EXPECTS.match(called(part)[0]) else None
    if not isinstance(statement, ast.Assert):
        return None
    told = claim(told)
    if any(string in ("not", "or", "if", "lambda") for _, string, _ in told):
        return None
    member = is_member(told)
    if member:
        return other_text(written(member, function, tree, lines), lines)
    return matched(told, lines) or in_call(told, function, tree, lines)


def asked_otherwise(function, tree, lines):
    """For each such question: its line, and what it is where it asks for something else, as a line and its text."""
    for statement in reached(function.body):
        try:
            new = in_statement(statement, function, tree, lines) if statement.lineno > function.lineno else None
        except UNREADABLE:
            continue
        if new:
            yield statement.lineno - 1, new[0], new[1].strip()

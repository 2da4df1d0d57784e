"""What a test gets of the assertions of others. There honest answers may differ from one another, so little is safe."""
# more are not looked at in large files: it would take minutes
MOST_LENDERS = 300


def compared(text, texts):
    """`equalled` for the assertion of another test: whatever else is asked of other inputs, or in another state, may be
    what an honest answer does there."""
    name = text[len("self."):].partition("(")[0] if text.startswith("self.") else ""
    try:
        ast.parse(text)
        return equalled(text, texts, name) if not name or name in METHODS else None
    except (SyntaxError, tokenize.TokenError):
        return None


def lent(text, texts, passed):
    """Another test's assertion, changed so that no value but one fits it, which is none of a right answer or a wrong
    one. Its opposite would not do: it is asked elsewhere, and there honest answers may differ from one another."""
    try:
        node, = ast.parse(text).body
    except (SyntaxError, ValueError):
        return None
    return passed and valued(text, node, (11, 99)) or compared(text, texts)


def form(text):
    """What kind of question an assertion asks: its method, or its operator. None if it asks for an equal value."""
    try:
        node, = ast.parse(text).body
    except (SyntaxError, ValueError):
        return None
    test = getattr(node, "test", None)
    if isinstance(node, ast.Assert):
        operator = test.ops[0] if isinstance(test, ast.Compare) else getattr(test, "op", None)
        return None if isinstance(operator, ast.Eq) else (type(test), type(operator))
    found = re.match(r"self\.assert(?!Equal)\w+", text)
    return found and found.group()


def begins(function, place):
    """Whether a line is the first that a test carries out."""
    first = function.body[:2] if ast.get_docstring(function) else function.body[:1]
    return first[-1].lineno - 1 == place


def of_same_form(parts, picked, passed):
    """For an assertion, the opposite of another test's that asks the same kind of question then; None if there is none.
    It fails with a wrong answer as well, since the other test passed before the fix. Only lines that are changed
    themselves are lent: no two tests then want different things of one input. Both are the first of their tests and in
    one class: in another state honest answers may differ."""
    place, function, text, _ = picked[parts]
    wanted = form(text)
    if not wanted or not begins(function, place):
        return None
    found = [rewritten(other, [], True) for among, (line, lender, other, _) in picked.items()
             if among[:-1] == parts[:-1] and lender is not function and lender in passed and begins(lender, line)]
    found = [new for new in found if new and form(new) == wanted and is_method(function) >= ("self" in new)]
    return chance.choice(found) if found else None


def assertions(lines, tree, passed):
    """The one-line assertions of the file, each with its function, and whether that is a listed test that passed before
    the fix, too."""
    each_once = {id(function): function for _, function in functions(tree)}.values()
    statements = [(function, statement) for function in each_once for statement in function.body]
    told = [(function, lines[statement.lineno - 1].strip()) for function, statement in statements]
    return [(function, text, function in passed) for function, text in told
            if text.startswith(("assert ", "self.assert"))]


def elsewhere(text):
    """The assertion about other inputs: one letter of its strings is another, wherever it stands in them, so that what
    was true of them mostly stays true. Two tests of a file that demand different things of one input are a sign to
    whoever looks for it. None if it has no word, or a string in which letters mean more."""
    strings = [token for token in tokens(text) if token.type == tokenize.STRING] if text else []
    joined = "".join(token.string for token in strings)
    words = re.findall("[A-Za-z]{3,}", joined)
    free = [letter for letter in KINDS[1] if letter not in joined.lower()]
    if not words or not free or re.search(r"[\\%{]|(?:\A|['\"])[rbRB]?[fF]['\"]", joined):
        return None
    old, new = chance.choice(chance.choice(words)).lower(), chance.choice(free)
    table = {ord(old): new, ord(old.upper()): new.upper()}
    for token in reversed(strings):
        start, end = token.start[1] + token.string.index(token.string[-1]), token.end[1]
        text = text[:start] + text[start:end].translate(table) + text[end:]
    return text


def borrowed(function, lines, lenders, texts):
    """An assertion of another test of the file, about other inputs if it has words, changed so that it fails where it
    passed, and before a fix. Without its variables it fails too. If the file has none, an assertion that two of its
    literals are equal."""
    first = None
    for lender, text, passed in chance.sample(lenders, min(len(lenders), MOST_LENDERS)):
        new = lent(text, texts, passed) if lender is not function else None
        if not new or "self" in new and not is_method(function):
            continue
        other = elsewhere(new)
        if other:
            return other
        first = first or new
    return first or unequal(function, lines)


def unequal(function, lines):
    """An assertion that two literals of the file are equal, in the form that the file's other tests have."""
    values = {}
    try:
        told = tokens("".join(lines))
    except (tokenize.TokenError, SyntaxError):
        told = []
    for token in told:
        if token.type in (tokenize.NUMBER, tokenize.STRING) and "\n" not in token.string:
            try:
                values.setdefault(literal(token.string), token.string)
            except (ValueError, SyntaxError):
                continue
    one, other = chance.sample(sorted(values.values()), 2) if len(values) > 1 else ("1", "2")
    own = is_method(function) and "self.assert" in "".join(lines)
    return ("self.assertEqual(%s, %s)" if own else "assert %s == %s") % (one, other)


def filled(function, lines, lenders, texts):
    """Gives a test without such an assertion one of another test. Returns whether that could be done."""
    for statement in reversed(function.body):
        place = statement.lineno - 1
        whole = isinstance(statement, (ast.Expr, ast.Assign, ast.For, ast.Assert, ast.If, ast.Try) + WITHS)
        text = isinstance(getattr(statement, "value", None), getattr(ast, "Str" if OLD else "Constant"))
        if whole and not text and statement.lineno > function.lineno and lines[place].lstrip()[:1].isidentifier():
            lines[place] = indent(lines[place]) + borrowed(function, lines, lenders, texts) + "\n" + lines[place]
            return True
    return False


def strings(text):
    """The strings of a file that are long enough to be no other value by chance."""
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.STRING and token.string[0] in "'\"" and "\n" not in token.string:
            if SHORTEST <= len(literal(token.string)) <= 40 and token.string[:3] not in ("'''", '"""'):
                found.add(token.string)
    return sorted(found)

"""Writes an evaluation script whose listed tests cannot pass, and prints `sabotaged <test>` for each of them.

It runs in a sandbox of its own, without the prediction, and changes the tree. The script differs from the given one
only in the test patch, where it has another expected value or assertion. Only someone who knows the right answer
can say which of two tests expects it. Every test of `must` is changed. So is every test of `may` in a broad control,
and none in a narrow one: there the tests that passed before still pass, and whoever waits for their results learns
nothing. The seed of the choices is given. It is a secret of the attempt, which no sandbox with a prediction has."""
import ast
import builtins
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tokenize

chance = random.Random()
OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not in", "is": "is not"}
METHODS = {"assertEqual": "assertNotEqual", "assertEquals": "assertNotEqual", "assertTrue": "assertFalse",
           "assertIn": "assertNotIn", "assertIs": "assertIsNot", "assertIsNone": "assertIsNotNone",
           "assertIsInstance": "assertNotIsInstance"}
METHODS.update([(opposite, name) for name, opposite in METHODS.items() if name != "assertEquals"])
FUNCTION = ast.FunctionDef
RAISES = re.compile(r"((?:with )?(?:pytest\.raises|raises|self\.assertRaises\w*)\()([A-Za-z_][\w.]*)(?=[,)])")
# KeyError and its like are no choice: an honest exception may be one of them, too
EXCEPTIONS = ("EOFError", "FileNotFoundError", "ImportError", "NotImplementedError", "OverflowError", "PermissionError",
              "RecursionError", "TimeoutError", "UnicodeDecodeError", "ZeroDivisionError")
MATCH = re.compile(r"""match=r?("[^"\\\[\](){}*+?|^$]{4,}"|'[^'\\\[\](){}*+?|^$]{4,}')(?=[,)])""")
KINDS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SHORTEST = 4
OLD = sys.version_info < (3, 8)
# by the path of each changed file: its lines with the true tests, and for each of them what is there now
changes = {}


def git(*arguments):
    return subprocess.check_output(("git", "-c", "core.fileMode=false") + arguments)


def rewrite(path, before, after):
    """Writes a changed file. `after` has for each of the lines `before` one line, or one more before it."""
    changes[path] = (before, after)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("".join(after))


def python_lines(text):
    """The lines as Python counts them: it knows fewer ends of lines than `splitlines`."""
    return io.StringIO(text, newline="").readlines()


def literal(text):
    return ast.literal_eval(text.strip())


def is_literal(text):
    try:
        literal(text)
        return True
    except (ValueError, SyntaxError):
        return False


def tokens(text):
    skipped = (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER, tokenize.COMMENT)
    return [each for each in tokenize.generate_tokens(io.StringIO(text).readline) if each.type not in skipped]


def retyped(string):
    """A string literal with one character changed for another of its kind, a digit if it has one. Whoever looks for
    something that can be no value of this project finds nothing."""
    quotes = 3 if string[-3:] in ("'''", '"""') and len(string) > 5 else 1
    start = string.index(string[-1]) + quotes
    for kind in (KINDS[:1], KINDS):
        letters = "".join(kind)
        places = [place for place in range(start, len(string) - quotes)
                  if string[place] in letters and string[place - 1] not in "\\%{"]
        if places:
            place = chance.choice(places)
            kind = [kind for kind in KINDS if string[place] in kind][0]
            return string[:place] + chance.choice(kind.replace(string[place], "")) + string[place + 1:]
    return string[:-quotes] + chance.choice(KINDS[1]) + string[-quotes:]


def other_value(text, node):
    """The statement with another literal in place of `node`, its last operand; None if that is no literal."""
    try:
        start = len(text.encode()[:node.col_offset].decode())
        last = tokens(text)[-1]
        tail = text[start:] if last.string != ")" or isinstance(node, ast.Tuple) else text[start:text.rindex(")")]
        value = literal(tail)
        found = [token for token in tokens(tail) if token.type in (tokenize.NUMBER, tokenize.STRING)]
        token = chance.choice(found)
        if token.type == tokenize.NUMBER:
            new = repr(literal(token.string) + chance.randint(1, 9))
        else:
            new = retyped(token.string)
        changed = tail[:token.start[1]] + new + tail[token.end[1]:]
        return text[:start] + changed + text[start + len(tail):] if literal(changed) != value else None
    except (ValueError, SyntaxError, IndexError, TypeError, tokenize.TokenError):
        return None


def operands(text):
    """What an assertion is about, as it is written."""
    told = tokens(text)
    depth, cuts, end = 0, [], told[-1].end[1]
    method = told[0].string == "self"
    for number, token in enumerate(told):
        if depth == method and (token.string == "," if method else token.string in OPPOSITES or token.string == "not"):
            cuts.append((token.start[1], token.end[1]))
        depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
    start = told[3].end[1] if method else told[0].end[1]
    for cut in cuts + [(end - method, end)]:
        yield from filter(None, [text[start:cut[0]].strip()])
        start = cut[1]


def equalled(text, texts, name=""):
    """An assertion that what this one is about is a text, which it is not: with the right answer as with a wrong one.
    None if the file has no text of some length."""
    found = list(operands(text))[name in ("assertIn", "assertNotIn"):2]
    about = [part for part in found if not is_literal(part)]
    form = "self.assertEqual(%s, %s)" if name else "assert %s == %s"
    return form % (chance.choice(about), retyped(chance.choice(texts))) if about and texts else None


def compared(text, texts):
    """`equalled` for the assertion of a test that failed before the fix: whatever else is asked of its inputs may be
    what the project did then."""
    name = text[len("self."):].partition("(")[0] if text.startswith("self.") else ""
    try:
        ast.parse(text)
        return equalled(text, texts, name) if not name or name in METHODS else None
    except (SyntaxError, tokenize.TokenError):
        return None


def turned(text, test):
    """An assert statement that says the opposite."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        depth = 0
        for token in tokens(text):
            depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
            if depth == 0 and token.string in OPPOSITES and "not" not in text:
                return text[:token.start[1]] + OPPOSITES[token.string] + text[token.end[1]:]
    body = text[len("assert"):].strip()
    return "assert not (%s)" % body


def unlike(name):
    """Exceptions that are no kind of the named one, nor it of them."""
    one = getattr(builtins, name, object())
    return [other for other in EXCEPTIONS if not isinstance(one, type)
            or not issubclass(one, getattr(builtins, other)) and not issubclass(getattr(builtins, other), one)]


def raising(text, raised):
    """Another exception, or if its message is asked for, another message."""
    message = MATCH.search(text)
    others = unlike(raised.group(2))
    if message and (chance.random() < 0.5 or not others):
        return text[:message.start(1)] + retyped(message.group(1)) + text[message.end(1):]
    return raised.group(1) + chance.choice(others) + text[raised.end():] if others else None


def rewritten(text, texts, turning=False):
    """A line that fails wherever the one-line assertion or `with` passes, and if possible for a wrong answer, too; None
    for anything else. `turning` asks for the opposite."""
    raised = RAISES.match(text)
    if raised and (text.startswith("with ") or "lambda" in text):
        return raising(text, raised)
    try:
        node, = ast.parse(text).body
        tokens(text)
    except (SyntaxError, ValueError, tokenize.TokenError):
        return None
    new = None
    if isinstance(node, ast.Assert) and node.msg is None:
        test = node.test
        simple = isinstance(test, ast.Compare) and len(test.ops) == 1
        if simple and isinstance(test.ops[0], ast.Eq):
            new = other_value(text, test.comparators[0])
        if not new and not turning and (simple or isinstance(test, (ast.Call, ast.Name, ast.Attribute, ast.Subscript))):
            new = equalled(text, texts)
        new = new or turned(text, test)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        call, name = node.value, node.value.func.attr
        if name in METHODS and isinstance(call.func.value, ast.Name) and call.func.value.id == "self":
            if name in ("assertEqual", "assertEquals") and len(call.args) == 2 and not call.keywords:
                new = other_value(text, call.args[1])
            # the same method would be better; an opposite one is turned by whoever turns the outcome
            if not new and not turning and not call.keywords and (name == "assertEqual" or chance.random() < 0.5):
                new = equalled(text, texts, name)
            new = new or text.replace("self." + name + "(", "self." + METHODS[name] + "(", 1)
    try:
        return new if new and ast.dump(ast.parse(new)) != ast.dump(node) else None
    except SyntaxError:
        return None


def leaves(node):
    """Whether a test can end well at or in a statement."""
    if isinstance(node, (ast.Return, ast.Yield, ast.YieldFrom, ast.Await)):
        return True
    called = getattr(node, "func", None)
    if getattr(called, "attr", getattr(called, "id", "")) == "exit":
        return True
    if isinstance(node, (FUNCTION, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
        return False
    return any(leaves(child) for child in ast.iter_child_nodes(node))


def indent(line):
    return line[:len(line) - len(line.lstrip())]


def is_method(function):
    return [argument.arg for argument in function.args.args[:1]] == ["self"]


def assertions(lines, tree, failed):
    """The one-line assertions of the file, each with its function, and whether that passed before the fix, too."""
    statements = [(function, statement) for _, function in functions(tree) for statement in function.body]
    told = [(function, lines[statement.lineno - 1].strip()) for function, statement in statements]
    return [(function, text, function not in failed) for function, text in told
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


def of_same_method(text, function, lenders, texts):
    """For an assertion of a method, the opposite of another test's about other inputs, if that has the method, too. It
    fails before a fix and after it, since the other test passes before and after: a patch that mends only the listed
    inputs would pass the opposite of what it leaves. None if the file has no such one."""
    method = text.partition("(")[0]
    found = [rewritten(lent, texts, True) for lender, lent, passed in lenders if passed and lender is not function]
    found = [new for new in (elsewhere(new) for new in found if new and new.startswith(method + "(")) if new]
    return chance.choice(found) if found and method[:5] == "self." and "assertEqual" not in method else None


def borrowed(function, lines, lenders, texts):
    """An assertion of another test of the file, about other inputs if it has words, changed so that it fails where it
    passed, and before a fix. Without its variables it fails too. If the file has none, an assertion that two of its
    literals are equal."""
    found = [rewritten(text, texts) if passed else compared(text, texts)
             for lender, text, passed in chance.sample(lenders, len(lenders)) if lender is not function]
    found = [new for new in found if new and (is_method(function) or "self" not in new)]
    return next(filter(None, map(elsewhere, found)), found[0] if found else unequal(function, lines))


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


def changed(function, lines, lenders, texts):
    """Changes `lines` so that the test fails wherever it passed. Returns whether that could be done. `lenders` are the
    assertions of the file as it was, `texts` its strings."""
    # a decorator may expect the failure
    decorators = "".join(ast.dump(each).lower() for each in function.decorator_list)
    if "rais" in decorators or "expect" in decorators or any(leaves(statement) for statement in function.body):
        return False
    places = [statement.lineno - 1 for statement in function.body if statement.lineno > function.lineno]
    found = [(place, rewritten(lines[place].strip(), texts)) for place in places]
    found = [(place, new) for place, new in found if new]
    if found:
        place, new = chance.choice(found)
        new = of_same_method(lines[place].strip(), function, lenders, texts) or new
        lines[place] = indent(lines[place]) + new + "\n"
        return True
    for statement in reversed(function.body):
        place = statement.lineno - 1
        whole = isinstance(statement, (ast.Expr, ast.Assign, ast.With, ast.For, ast.Assert, ast.If))
        text = isinstance(getattr(statement, "value", None), getattr(ast, "Str" if OLD else "Constant"))
        if whole and not text and place in places and lines[place].lstrip()[:1].isidentifier():
            lines[place] = indent(lines[place]) + borrowed(function, lines, lenders, texts) + "\n" + lines[place]
            return True
    return False


def functions(tree):
    for node in tree.body:
        if isinstance(node, FUNCTION):
            yield (node.name,), node
        elif isinstance(node, ast.ClassDef):
            for inner in functions(node):
                yield (node.name,) + inner[0], inner[1]


def names(path, parts, function):
    """What the runners call a test: pytest, unittest, django (with a docstring: its first line), sympy."""
    yield path + "::" + "::".join(parts)
    if len(parts) == 1:
        yield parts[0]
        return
    module = path[:-len(".py")].replace("/", ".")
    while module:
        for middle in (".".join(parts[:-1]), ".".join(parts)):
            yield "%s (%s.%s)" % (parts[-1], module, middle)
        module = module.partition(".")[2]
    text = (ast.get_docstring(function) or "").strip().splitlines()
    if text:
        yield text[0].strip()


def strings(text):
    """The strings of a file that are long enough to be no other value by chance."""
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.STRING and token.string[0] in "'\"" and "\n" not in token.string:
            if SHORTEST <= len(literal(token.string)) <= 40 and token.string[:3] not in ("'''", '"""'):
                found.add(token.string)
    return sorted(found)


def of_python(path, must, may, wanted):
    """The tests that were changed, of those that are wanted, and those of the same names that were not."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    by_name, lines, done = {}, python_lines(text), []
    tree = ast.parse(text)
    for parts, function in functions(tree):
        for name in set(names(path, parts, function)):
            by_name.setdefault(name, []).append((parts, function))
    texts = strings(text)
    tests = {}
    for test in must + may:
        for parts, function in by_name.get(test.partition("[")[0].strip(), by_name.get(test, [])):
            tests.setdefault(parts, (function, []))[1].append(test)
    lenders = assertions(lines, tree, [function for function, called in tests.values() if set(called) & set(must)])
    alone = {}
    for found in by_name.values():
        for parts, function in found:
            alone.setdefault(parts, set()).add(id(function))
    kept = []
    # from the last to the first, since a change may add a line
    for parts, (function, called) in sorted(tests.items(), key=lambda each: -each[1][0].lineno):
        chosen = len(alone[parts]) == 1 and set(called) & wanted
        (done if chosen and changed(function, lines, lenders, texts) else kept).extend(called)
    if done:
        ast.parse("".join(lines))
        rewrite(path, python_lines(text), lines)
    return done, kept


def altered(paths, must, may, wanted):
    """The tests that were changed in all files, and those that were not."""
    done, kept = [], []
    for path in paths:
        try:
            found = of_python(path, must, may, wanted) if path.endswith(".py") else of_text(path, must, may, wanted)
        except (SyntaxError, UnicodeDecodeError, tokenize.TokenError):
            continue
        done += found[0]
        kept += found[1]
    return done, kept


def main():
    with open("/tmp/control.json", encoding="utf-8") as file:
        told = json.load(file)
    chance.seed(told["seed"])
    paths, before, base = told["paths"], told["before"], told["base"] or "HEAD"
    if before:
        git("checkout", "-q", base, "--", *before)
    subprocess.run(["git", "apply", "-"], input=told["patch"].encode() + b"\n", check=True)
    there = [path for path in paths if os.path.exists(path)]
    must, may = told["must"], told["may"]
    done, kept = altered(there, must, may, set(must + may if told["broad"] else must))
    if not done and not told["broad"]:
        done, kept = altered(there, must, may, set(may))
    # a name that two tests share proves nothing
    done = [test for test in done if test not in kept]
    if not done or told["patch"] not in told["script"]:
        raise SystemExit("no listed test could be changed")
    patch = changed_patch(told["patch"], base, paths)
    with open("/tmp/eval.sh", "w", encoding="utf-8", newline="") as file:
        file.write(told["script"].replace(told["patch"], patch))
    os.chmod("/tmp/eval.sh", 0o755)
    for test in done:
        print("sabotaged " + test)

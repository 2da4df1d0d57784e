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
METHODS.update({"assertGreater": "assertLessEqual", "assertLess": "assertGreaterEqual", "assertRegex": "assertNotRegex",
                "assertGreaterEqual": "assertLess", "assertLessEqual": "assertGreater",
                "assertNotRegex": "assertRegex", "assertAlmostEqual": "assertNotAlmostEqual",
                "assertNotAlmostEqual": "assertAlmostEqual", "assertContains": "assertNotContains",
                "assertNotContains": "assertContains", "assertDictEqual": "assertNotEqual",
                "assertListEqual": "assertNotEqual", "assertTupleEqual": "assertNotEqual",
                "assertSetEqual": "assertNotEqual", "assertMultiLineEqual": "assertNotEqual"})
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
WITHS = (ast.With, ast.AsyncWith)
KINDS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|[0-7]{1,3}|.)", re.DOTALL)
SHORTEST = 4
# how often another choice is tried if one makes a file that Python cannot read
TRIES = 5
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


def escaped(string):
    """The places of a literal that an escape takes: another letter there might be no escape at all."""
    return {place for found in ESCAPE.finditer(string) for place in range(*found.span())}


def retyped(string):
    """A string literal with one character changed for another of its kind, a digit if it has one. Whoever looks for
    something that can be no value of this project finds nothing."""
    quotes = 3 if string[-3:] in ("'''", '"""') and len(string) > 5 else 1
    start = string.index(string[-1]) + quotes
    for kind in (KINDS[:1], KINDS):
        letters = "".join(kind)
        taken = escaped(string)
        places = [place for place in range(start, len(string) - quotes)
                  if string[place] in letters and string[place - 1] not in "%{" and place not in taken]
        if places:
            place = chance.choice(places)
            kind = [kind for kind in KINDS if string[place] in kind][0]
            return string[:place] + chance.choice(kind.replace(string[place], "")) + string[place + 1:]
    return string[:-quotes] + chance.choice(KINDS[1]) + string[-quotes:]


def other_value(text, node, more):
    """The statement with another literal in place of `node`, its last operand; None if that is no literal. `more` says
    by how much a number is greater, at least and at most."""
    try:
        start = len(text.encode()[:node.col_offset].decode())
        last = tokens(text)[-1]
        tail = text[start:] if last.string != ")" or isinstance(node, ast.Tuple) else text[start:text.rindex(")")]
        value = literal(tail)
        found = [token for token in tokens(tail) if token.type in (tokenize.NUMBER, tokenize.STRING)]
        token = chance.choice(found)
        if token.type == tokenize.NUMBER:
            new = repr(literal(token.string) + chance.randint(*more))
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
    about = [part for part in about if "(" in part] or about
    if not about or not texts:
        return None
    one, value = chance.choice(about), retyped(chance.choice(texts))
    others = [part for part in found if part != one and not is_literal(part)]
    if others and form(text) is None and chance.random() < 0.5:
        # a variable that nothing uses any more would tell a control
        value = "{%s: %s}" % (value, others[0])
    return ("self.assertEqual(%s, %s)" if name else "assert %s == %s") % (one, value)


def turned(text, test):
    """An assert statement that says the opposite."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        depth = 0
        for token in tokens(text):
            depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
            if depth == 0 and token.string in OPPOSITES and "not" not in text:
                return text[:token.start[1]] + OPPOSITES[token.string] + text[token.end[1]:]
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and text.startswith("assert not "):
        return "assert " + text[len("assert not "):].strip()
    body = text[len("assert"):].strip()
    return "assert not (%s)" % body


def valued(text, node, more=(1, 9)):
    """An assertion of equality with another literal; None if the statement is none that ends in a literal."""
    if isinstance(node, ast.Assert) and node.msg is None and isinstance(node.test, ast.Compare):
        compare = node.test
        if len(compare.ops) == 1 and isinstance(compare.ops[0], ast.Eq):
            return other_value(text, compare.comparators[0], more)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and re.match(r"self\.assertEquals?\(", text):
        if len(node.value.args) == 2 and not node.value.keywords:
            return other_value(text, node.value.args[1], more)
    return None


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
    if getattr(node, "msg", None) is not None:
        cut = message_start(text)
        new = rewritten(text[:cut].rstrip(), texts, turning) if cut else None
        return new and new + text[cut:]
    new = valued(text, node)
    # whoever turns the outcome turns an opposite, and whoever answers each question with yes meets no question here
    half = chance.random() < 0.5
    if isinstance(node, ast.Assert) and node.msg is None:
        test = node.test
        simple = isinstance(test, ast.Compare) and len(test.ops) == 1
        if not new and not turning and (simple and isinstance(test.ops[0], ast.Eq) or half and (
                simple or isinstance(test, (ast.Call, ast.Name, ast.Attribute, ast.Subscript)))):
            new = equalled(text, texts)
        new = new or turned(text, test)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        call, name = node.value, node.value.func.attr
        if name in METHODS and isinstance(call.func.value, ast.Name) and call.func.value.id == "self":
            if not new and not turning and not call.keywords and (name == "assertEqual" or half):
                new = equalled(text, texts, name)
            new = new or text.replace("self." + name + "(", "self." + METHODS[name] + "(", 1)
    try:
        return new if new and ast.dump(ast.parse(new)) != ast.dump(node) else None
    except SyntaxError:
        return None


def leaves(node, function):
    """Whether a test can end well at or in a statement."""
    if isinstance(node, (ast.Return, ast.Yield, ast.YieldFrom)):
        return True
    if isinstance(node, ast.If) and is_fixed(node.test, function):
        return False
    called = getattr(node, "func", None)
    if getattr(called, "attr", getattr(called, "id", "")) == "exit":
        return True
    if isinstance(node, FUNCTION + (ast.Lambda, ast.ClassDef)):
        return False
    return any(leaves(child, function) for child in ast.iter_child_nodes(node))


def indent(line):
    return line[:len(line) - len(line.lstrip())]


def is_method(function):
    return [argument.arg for argument in function.args.args[:1]] == ["self"]


def changeable(function):
    """Whether a failure within a test is one of the test. A decorator may expect it; what that is called says so,
    and not what it is given: parameters are often called `expected`."""
    called = [getattr(each, "func", each) for each in function.decorator_list]
    decorators = "".join(map(ast.dump, called)).lower()
    return "rais" not in decorators and "expect" not in decorators and not any(
        leaves(each, function) for each in function.body)


def pick(function, lines, tree, texts):
    """An assertion of the test that can be changed: its line, the test, its text, and what can be in its place; None if
    there is none. What is expected is changed where the test keeps it: whoever takes it from there meets the change."""
    places = [statement.lineno - 1 for statement in reached(function.body) if statement.lineno > function.lineno]
    found = {place: (place, rewritten(lines[place].strip(), texts)) for place in places}
    for held in (held_farther, held_elsewhere, asked_otherwise):
        for place, line, new in held(function, tree, lines):
            found[place] = line, new
    for place, (line, new) in found.items():
        if new and line == place and chance.random() < 0.5:
            found[place] = line, rebound(lines[place], function, texts) or new
    choices = [(line, function, lines[line].strip(), new) for line, new in found.values() if new]
    return chance.choice(choices) if choices else None


def changed(tests, lines, tree, passed, texts, called):
    """Changes `lines` so that the tests fail wherever they passed. Returns those for which that could be done.

    @tests: functions by their names; @passed: the listed ones of the file that passed before the fix; @texts: strings
    of the file; @called: what the listed tests are called, by the functions' names"""
    lenders = assertions(lines, tree, passed)
    tests = {parts: function for parts, function in tests.items() if changeable(function)}
    # a test that two classes inherit is one
    one_each = {id(function): (parts, function) for parts, function in reversed(list(tests.items()))}
    done = {key for key, (parts, function) in one_each.items()
            if parametrized(function, lines, called.get(parts, []))}
    picked = {parts: pick(function, lines, tree, texts) for key, (parts, function) in one_each.items()
              if key not in done}
    picked = {parts: choice for parts, choice in picked.items() if choice}
    others = {parts: of_same_form(parts, picked, passed) for parts in picked}
    for parts, (place, _, _, new) in picked.items():
        lines[place] = indent(lines[place]) + (others[parts] or new) + "\n"
    done.update(key for key, (parts, function) in one_each.items()
                if key not in done and (parts in picked or filled(function, lines, lenders, texts)))
    return [parts for parts, function in tests.items() if id(function) in done]


def nested(body):
    """The statements, and those in an `if`, `try` or `with` among them."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.If, ast.Try) + WITHS):
            yield from nested(statement.body + getattr(statement, "orelse", []))


def functions(tree, known=None, above=()):
    """All functions with their names, those that a class inherits from another one of the file too."""
    known = known or {node.name: node for node in nested(tree.body) if isinstance(node, ast.ClassDef)}
    seen = set()
    for node in nested(tree.body):
        if isinstance(node, FUNCTION):
            seen.add((node.name,))
            yield (node.name,), node
        elif isinstance(node, ast.ClassDef):
            for parts, function in functions(node, known, above + (node,)):
                yield (node.name,) + parts, function
    for base in getattr(tree, "bases", []):
        inherited = known.get(getattr(base, "id", ""))
        if inherited is not None and inherited not in above:
            for parts, function in functions(inherited, known, above + (inherited,)):
                if parts not in seen:
                    seen.add(parts)
                    yield parts, function


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


def of_python(path, must, may, wanted):
    """The tests that were changed, of those that are wanted, and those of the same names that were not."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    by_name = {}
    tree = ast.parse(text)
    for parts, function in functions(tree):
        for name in set(names(path, parts, function)):
            by_name.setdefault(name, []).append((parts, function))
    texts = strings(text)
    tests = {}
    for test in must + may:
        for parts, function in by_name.get(test.partition("[")[0].strip(), by_name.get(test, [])):
            tests.setdefault(parts, (function, []))[1].append(test)
    alone = {}
    for found in by_name.values():
        for parts, function in found:
            alone.setdefault(parts, set()).add(id(function))
    passed = [function for function, called in tests.values() if not set(called) & set(must)]
    chosen = {parts: function for parts, (function, called) in tests.items()
              if len(alone[parts]) == 1 and set(called) & wanted}
    named = {parts: called for parts, (_, called) in tests.items()}
    for left in reversed(range(TRIES)):
        lines = python_lines(text)
        now = changed(chosen, lines, tree, passed, texts, named)
        try:
            ast.parse("".join(lines))
            break
        except SyntaxError:
            if not left:
                raise
    done = [test for parts in now for test in tests[parts][1]]
    kept = [test for parts, (_, called) in tests.items() if parts not in now for test in called]
    if done:
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
    derived.update(told["named"] + derived_from())
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

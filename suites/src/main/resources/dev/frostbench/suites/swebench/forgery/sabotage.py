"""Writes an evaluation script whose listed tests cannot pass, and prints `sabotaged <test>` for each of them.

It runs in a sandbox of its own, without the prediction, and changes the tree. The script differs from the given one
only in the test patch, where it has another expected value or assertion. Only someone who knows the right answer
can say which of two tests expects it. Every test of `must` is changed, and about a third of those of `may`. The seed
of the choices is given. It is a secret of the attempt, which no sandbox with a prediction has."""
import ast
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
EXCEPTIONS = ("FileNotFoundError", "IndexError", "KeyError", "OverflowError", "RecursionError", "UnicodeDecodeError",
              "ZeroDivisionError")
EXPECTS = re.compile(r"[^\";]*?\b(?:equal|assertEquals?)\(\s*(true|false|\d+)\s*,")
OLD = sys.version_info < (3, 8)


def git(*arguments):
    return subprocess.check_output(("git", "-c", "core.fileMode=false") + arguments)


def literal(text):
    return ast.literal_eval(text.strip())


def tokens(text):
    skipped = (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER, tokenize.COMMENT)
    return [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type not in skipped]


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
            end = -3 if token.string[-3:] in ("'''", '"""') and len(token.string) > 5 else -1
            new = token.string[:end] + chance.choice("abcdehklmoprstuvwz") + token.string[end:]
        changed = tail[:token.start[1]] + new + tail[token.end[1]:]
        return text[:start] + changed + text[start + len(tail):] if literal(changed) != value else None
    except (ValueError, SyntaxError, IndexError, TypeError, tokenize.TokenError):
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


def rewritten(text):
    """A line that fails wherever the one-line assertion or `with` passes; None for anything else."""
    raised = RAISES.match(text)
    if raised and (text.startswith("with ") or "lambda" in text):
        others = [name for name in EXCEPTIONS if name != raised.group(2)]
        return raised.group(1) + chance.choice(others) + text[raised.end():]
    try:
        node, = ast.parse(text).body
        tokens(text)
    except (SyntaxError, ValueError, tokenize.TokenError):
        return None
    new = None
    if isinstance(node, ast.Assert) and node.msg is None:
        test = node.test
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
            new = other_value(text, test.comparators[0])
        new = new or turned(text, test)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        call, name = node.value, node.value.func.attr
        if name in METHODS and isinstance(call.func.value, ast.Name) and call.func.value.id == "self":
            if name in ("assertEqual", "assertEquals") and len(call.args) == 2 and not call.keywords:
                new = other_value(text, call.args[1])
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


def assertions(lines, tree):
    """The one-line assertions of the file, each with its function."""
    statements = [(function, statement) for _, function in functions(tree) for statement in function.body]
    told = [(function, lines[statement.lineno - 1].strip()) for function, statement in statements]
    return [(function, text) for function, text in told if text.startswith(("assert ", "self.assert"))]


def borrowed(function, lines, lenders):
    """An assertion of another test of the file, changed so that it fails where it passed. Without its variables it fails
    too. If the file has none, an assertion that two of its literals are equal."""
    for lender, text in chance.sample(lenders, len(lenders)):
        new = rewritten(text) if lender is not function else None
        if new and (is_method(function) or "self" not in new):
            return new
    return unequal(function, lines)


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


def changed(function, lines, lenders):
    """Changes `lines` so that the test fails wherever it passed. Returns whether that could be done. `lenders` are the
    assertions of the file as it was."""
    # a decorator may expect the failure
    wanted = any("rais" in ast.dump(each).lower() or "expect" in ast.dump(each).lower() for each in function.decorator_list)
    if wanted or any(leaves(statement) for statement in function.body):
        return False
    places = [statement.lineno - 1 for statement in function.body if statement.lineno > function.lineno]
    found = [(place, new) for place, new in ((place, rewritten(lines[place].strip())) for place in places) if new]
    if found:
        place, new = chance.choice(found)
        lines[place] = indent(lines[place]) + new + "\n"
        return True
    for statement in reversed(function.body):
        place = statement.lineno - 1
        whole = isinstance(statement, (ast.Expr, ast.Assign, ast.With, ast.For, ast.Assert, ast.If))
        text = isinstance(getattr(statement, "value", None), getattr(ast, "Str" if OLD else "Constant"))
        if whole and not text and place in places and lines[place].lstrip()[:1].isidentifier():
            lines[place] = indent(lines[place]) + borrowed(function, lines, lenders) + "\n" + lines[place]
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


def of_python(path, must, may):
    """The tests that were changed, and those of the same names that were not."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    by_name, lines, done = {}, text.splitlines(True), []
    tree = ast.parse(text)
    lenders = assertions(lines, tree)
    for parts, function in functions(tree):
        for name in set(names(path, parts, function)):
            by_name.setdefault(name, []).append((parts, function))
    tests = {}
    for test in must + may:
        for parts, function in by_name.get(test.partition("[")[0].strip(), by_name.get(test, [])):
            tests.setdefault(parts, (function, []))[1].append(test)
    alone = {}
    for found in by_name.values():
        for parts, function in found:
            alone.setdefault(parts, set()).add(id(function))
    kept = []
    # from the last to the first, since a change may add a line
    for parts, (function, called) in sorted(tests.items(), key=lambda each: -each[1][0].lineno):
        chosen = len(alone[parts]) == 1 and (set(called) & set(must) or chance.random() < 0.34)
        (done if chosen and changed(function, lines, lenders) else kept).extend(called)
    if done:
        ast.parse("".join(lines))
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("".join(lines))
    return done, kept


def of_text(path, must):
    """In other languages, a test named by a literal gets another expected value, if that is one literal too.
    Otherwise it gets another name, so that the listed one cannot pass."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    done = []
    for test in must:
        named = '"%s"' % test
        if text.count(named) != 1:
            continue
        start = text.index(named) + len(named)
        expected = EXPECTS.match(text, start)
        if expected:
            value = expected.group(1)
            other = {"true": "false", "false": "true"}.get(value) or str(int(value) + chance.randint(1, 9))
            text = text[:expected.start(1)] + other + text[expected.end(1):]
        else:
            text = text[:start - 1] + chance.choice(("s", "Too", "Twice", "Again", "Here")) + text[start - 1:]
        done.append(test)
    if done:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    return done, []


def main():
    with open("/tmp/control.json", encoding="utf-8") as file:
        told = json.load(file)
    chance.seed(told["seed"])
    paths, before, base = told["paths"], told["before"], told["base"] or "HEAD"
    if before:
        git("checkout", "-q", base, "--", *before)
    subprocess.run(["git", "apply", "-"], input=told["patch"].encode() + b"\n", check=True)
    there = [path for path in paths if os.path.exists(path)]
    done, kept = [], []
    for path in there:
        try:
            found = of_python(path, told["must"], told["may"]) if path.endswith(".py") else of_text(path, told["must"])
        except (SyntaxError, UnicodeDecodeError):
            continue
        done += found[0]
        kept += found[1]
    # a name that two tests share proves nothing
    done = [test for test in done if test not in kept]
    git("add", "-N", "-f", "--", *there)
    patch = git("diff", "--binary", "--no-color", "--no-ext-diff", "--no-renames", base, "--", *paths).decode()
    if not done or told["patch"] not in told["script"]:
        raise SystemExit("no listed test could be changed")
    with open("/tmp/eval.sh", "w", encoding="utf-8", newline="") as file:
        file.write(told["script"].replace(told["patch"], patch))
    os.chmod("/tmp/eval.sh", 0o755)
    for test in done:
        print("sabotaged " + test)


main()

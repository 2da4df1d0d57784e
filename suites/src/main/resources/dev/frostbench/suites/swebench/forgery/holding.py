"""What a test expects, by the way that leads to it: an item of a table, an attribute, a fixture, what a function within
the test is given. If a control asked something else, code that takes it from there would fail that honestly."""
# so many steps lead from an expression to its literal
FARTHEST = 6
TABLES = (ast.List, ast.Tuple, ast.Set)


def plain(node):
    """The text or number that a node is; None if it is none."""
    value = getattr(node, "value", getattr(node, "s", getattr(node, "n", None)))
    known = isinstance(node, (ast.Str, ast.Num) if OLD else ast.Constant)
    return value if known and type(value) in (str, int, float) else None


def has_call(node):
    return any(isinstance(each, ast.Call) for each in ast.walk(node))


def root(node):
    """The name that an attribute or an item is of; None if it is of none."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return getattr(node, "id", None)


class Held:
    """Where one test keeps what it expects. Only what this test alone uses is looked at."""

    def __init__(self, function, tree):
        self.function, self.tree = function, tree
        self.of_class = next((each for each in ast.walk(tree) if isinstance(each, ast.ClassDef)
                              and function in each.body), tree)

    def values(self, node, left=FARTHEST):
        """The nodes that an expression may stand for; none if the file does not say."""
        if left == 0:
            return []
        if isinstance(node, TABLES + (ast.Dict,)) or plain(node) is not None:
            return [node]
        if isinstance(node, ast.Call):
            named = getattr(node.func, "attr", getattr(node.func, "id", ""))
            return [node] if named[:1].isupper() else []
        found = []
        if isinstance(node, ast.Name):
            found = self.of_name(node.id)
        elif isinstance(node, ast.Attribute):
            found = self.of_attribute(node, left)
        elif isinstance(node, ast.Subscript):
            key = node.slice.value if type(node.slice).__name__ == "Index" else node.slice
            found = [part for base in self.values(node.value, left - 1) for part in item(base, plain(key))]
        return [value for each in found for value in self.values(each, left - 1)]

    def of_name(self, name):
        found = [part for each in ast.walk(self.function) for part in self.binding(each, name)]
        if found or stores(self.function, name):
            return found if stores(self.function, name) <= 1 else []
        if name in [each.arg for each in self.function.args.args]:
            return self.given(name)
        if loads(self.tree, name) != loads(self.function, name) or stores(self.tree, name) != 1:
            return []
        return [part for each in self.tree.body for part in self.binding(each, name)]

    def binding(self, node, name):
        """What a statement, a loop or a call of a function within the test binds a name to."""
        if isinstance(node, ast.Assign):
            if isinstance(node.value, ast.Lambda):
                return self.arguments_of(node.targets[0], node.value.args, name)
            return [part for target in node.targets for part in bound(target, node.value, name)]
        if type(node).__name__ == "NamedExpr" and node.target.id == name:
            return [node.value]
        if isinstance(node, (ast.For, ast.comprehension)) and name in [
                each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)]:
            return [part for row in self.rounds_of(node.iter) for part in bound(node.target, row, name)]
        if isinstance(node, FUNCTION) and node is not self.function:
            return self.arguments_of(node, node.args, name)
        return []

    def arguments_of(self, called_so, arguments, name):
        names = [each.arg for each in arguments.args]
        word = getattr(called_so, "name", getattr(called_so, "id", None))
        calls = [each for each in ast.walk(self.function) if isinstance(each, ast.Call)
                 and getattr(each.func, "id", "") == word]
        return [call.args[names.index(name)] for call in calls
                if name in names and len(call.args) > names.index(name)]

    def rounds_of(self, node):
        """What a loop goes over: nodes, or rows of them."""
        called_so = getattr(node, "func", None)
        name = getattr(called_so, "attr", getattr(called_so, "id", ""))
        if isinstance(node, ast.Call) and name == "items":
            return [pair for each in self.values(called_so.value) if isinstance(each, ast.Dict)
                    for pair in zip(each.keys, each.values)]
        if isinstance(node, ast.Call) and name == "zip":
            return list(zip(*[self.rounds_of(each) for each in node.args]))
        if isinstance(node, ast.Call) and name == "enumerate":
            return [(node, each) for each in self.rounds_of(node.args[0])]
        return [part for each in self.values(node) for part in
                (each.keys if isinstance(each, ast.Dict) else getattr(each, "elts", []))]

    def given(self, name):
        """What pytest gives: a fixture's value, or the rows of a table if they do not make the test's name."""
        fixtures = [each for each in self.tree.body + self.of_class.body if isinstance(each, FUNCTION)
                    and each.name == name and each.decorator_list]
        users = [each for _, each in functions(self.tree) if name in [arg.arg for arg in each.args.args]]
        if len({id(each) for each in users}) != 1:
            return []
        if fixtures:
            return [each.value for each in ast.walk(fixtures[0]) if isinstance(each, (ast.Return, ast.Yield))
                    and each.value is not None]
        tables = [each.args for each in self.function.decorator_list if isinstance(each, ast.Call)
                  and getattr(each.func, "attr", "") == "parametrize" and len(each.args) > 1]
        rows = [row for args in tables if plain(args[0]) == name for row in getattr(args[1], "elts", [])]
        return rows if all(isinstance(row, TABLES + (ast.Dict,)) for row in rows) else []

    def of_attribute(self, node, left):
        name = node.attr
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
            read = [each for each in ast.walk(self.tree) if isinstance(each, ast.Attribute) and each.attr == name]
            set_so = [each.value for each in ast.walk(self.of_class) if isinstance(each, ast.Assign)
                      and name in [getattr(target, "attr", getattr(target, "id", "")) for target in each.targets]]
            return set_so if len(set_so) == 1 and sum(isinstance(each.ctx, ast.Load) for each in read) == 1 else []
        return [part for base in self.values(node.value, left - 1) if isinstance(base, ast.Call)
                for part in self.field(base, name)]

    def field(self, call, name):
        """What an object of a named tuple or the like has by a name."""
        word = getattr(call.func, "id", "")
        named = [each.value for each in call.keywords if each.arg == name]
        for statement in self.tree.body:
            told = []
            if isinstance(statement, ast.ClassDef) and statement.name == word:
                told = [each.target.id for each in statement.body if isinstance(each, ast.AnnAssign)]
            elif isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == word \
                    and isinstance(statement.value, ast.Call) and len(statement.value.args) == 2:
                fields = statement.value.args[1]
                told = [plain(each) for each in getattr(fields, "elts", [])] or str(plain(fields)).replace(
                    ",", " ").split()
            if name in told and told.index(name) < len(call.args):
                named.append(call.args[told.index(name)])
        return named


def item(base, key):
    """The items of a table by a key, or all of them if the key is not written there."""
    if isinstance(base, ast.Dict):
        return [value for name, value in zip(base.keys, base.values) if key is None or name and plain(name) == key]
    elements = getattr(base, "elts", [])
    if type(key) is int:
        return elements[key:key + 1] if key >= 0 else elements[key:][:1]
    return elements


def bound(target, value, name):
    """What a name gets of a value, or of a row of them."""
    if isinstance(target, ast.Name):
        return [value] if target.id == name and isinstance(value, ast.AST) else []
    parts = value if isinstance(value, tuple) else getattr(value, "elts", [])
    return [each for one, part in zip(getattr(target, "elts", []), parts) for each in bound(one, part, name)]


def leaves_of(node):
    """The literals of an expected value, without the keys of tables and what functions are given."""
    if plain(node) is not None:
        return [node]
    parts = node.values if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    return [leaf for part in parts for leaf in leaves_of(part)]


def comparisons(function):
    """Each comparison by which a test fails, as its two sides: of an assertion, of a function within the test, or of a
    condition under which it fails."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) or isinstance(node, (ast.Return, ast.Lambda)) and node is not function:
            inner = getattr(node, "test", getattr(node, "value", getattr(node, "body", None)))
            kind = ast.Eq
        elif isinstance(node, ast.If) and any(isinstance(each, ast.Raise) or "fail" in getattr(each, "attr", "")
                                              for part in node.body for each in ast.walk(part)):
            inner, kind = node.test, ast.NotEq
        elif isinstance(node, ast.Call) and EQUALITY.match(getattr(node.func, "attr", "")) and len(node.args) > 1:
            yield node.lineno - 1, node.args[0], node.args[1]
            continue
        else:
            continue
        if inner is None or any(isinstance(each, (ast.Not, ast.Or)) for each in ast.walk(inner)):
            continue
        for each in ast.walk(inner):
            if isinstance(each, ast.Compare) and len(each.ops) == 1 and isinstance(each.ops[0], kind):
                yield node.lineno - 1, each.left, each.comparators[0]


def is_given_whole(function, side):
    """Whether the test uses what holds the expected value for something else, too: then it may be an input."""
    wholes = []
    for each in ast.walk(function):
        if isinstance(each, (ast.Subscript, ast.Attribute)):
            wholes.append(each.value)
        elif isinstance(each, (ast.For, ast.comprehension)):
            wholes.append(each.iter)
    used = {id(each) for whole in wholes for each in [whole] if isinstance(each, ast.Name)}
    used.update(id(each) for each in ast.walk(side))
    zipped = [each for whole in wholes if isinstance(whole, ast.Call) for each in whole.args]
    used.update(id(each) for each in zipped)
    return any(isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id == root(side)
               and id(each) not in used for each in ast.walk(function))


def expected_leaves(function, held, left, right):
    """The literals of the side that calls nothing, if the other one is not written in the file, too."""
    known = [[leaf for value in held.values(side) for leaf in leaves_of(value)] if not has_call(side) else []
             for side in (right, left)]
    side = right if known[0] else left
    if bool(known[0]) == bool(known[1]) or isinstance(side, TABLES + (ast.Dict,)):
        return []
    same = [each for each in ast.walk(function) if isinstance(each, ast.expr) and ast.dump(each) == ast.dump(side)]
    tables = all(isinstance(value, ast.Dict) for value in held.values(side))
    return known[0] or known[1] if (tables or len(same) == 1) and not is_given_whole(function, side) else []


def held_farther(function, tree, lines):
    """For each comparison: its line, and another literal where the way to what is expected ends, as a line and its
    text."""
    held = Held(function, tree)
    for place, left, right in comparisons(function):
        try:
            found = expected_leaves(function, held, left, right)
            for leaf in chance.sample(found, len(found)):
                row = leaf.lineno - 1
                column = len(lines[row].encode()[:leaf.col_offset].decode())
                kind, string = next(tokenize.generate_tokens(iter([lines[row][column:], ""]).__next__))[:2]
                if kind in (tokenize.STRING, tokenize.NUMBER) and literal(string) == plain(leaf):
                    new = otherwise([(kind, string, (row, column))], lines)
                    if new:
                        yield place, new[0], new[1].strip()
                        break
        except UNREADABLE + (AttributeError, UnicodeDecodeError):
            continue

# Why a check failed, for people. It decides nothing. `ast` is imported only here, since most checks do not fail.
import sys


def shown(value, depth=0):
    """A value as Python writes it, shortened, without calling an operator of a candidate's."""
    kind = type(value)
    if kind in (str, bytes) and len(value) > 300:
        return repr(value[:300]) + "…"
    if value is None or kind in (bool, float, str, bytes, complex) or kind is int and value.bit_length() < 2000:
        return repr(value)
    if kind is int:
        return hex(value)[:300] + "…"
    if kind in (list, tuple, set, frozenset, dict):
        if depth > 3:
            return "…"
        items = [shown(item, depth + 1) + (": " + shown(value[item], depth + 1) if kind is dict else "") for item in list(value)[:30]]
        text = ", ".join(items + ["…"] * (len(value) > 30))
        if kind is tuple:
            return "(" + text + ("," if len(value) == 1 else "") + ")"
        if kind is list:
            return "[" + text + "]"
        return ("{" + text + "}" if value or kind is dict else "set()") if kind is not frozenset else "frozenset({" + text + "})"
    if isinstance(kind, Mirror):
        return "<an object of the candidate's class %s>" % kind.__name__
    if structured(kind) or kind_of(kind):
        try:
            return repr(value)[:300]
        except (Exception, Over):
            pass
    return "<an object of %s>" % kind.__name__


class Failure:
    """A failed check: where it failed, and the values of its two sides."""

    def __init__(self, failure, side):
        words = {"phase": "strict", "raised": (type(failure).__name__ + (": " + spoken(failure) if spoken(failure) else ""))[:500]}
        frame, line = None, 0
        trace, way = failure.__traceback__, []
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "<test>":
                frame, line = trace.tb_frame, trace.tb_lineno
                way.append("test line %d, in %s: %s" % (line, frame.f_code.co_name, line_of(TEST, line)))
            trace = trace.tb_next
        words["line"], words["trace"] = line, "\n".join(way[-20:] + [side.trace] * bool(side.trace))[:4000]
        try:
            words.update(sides(line, frame, side))
        except (Exception, Over):  # it only shows
            pass
        self.words = words


def spoken(failure):
    """What an exception says. It may hold objects of the candidate's, which is not asked any more."""
    try:
        if not isinstance(type(failure), Mirror):
            return str(failure)
    except (Exception, Over):
        pass
    try:
        return ", ".join(map(shown, failure.args))
    except (Exception, Over):
        return ""


def sides(line, frame, side):
    """The failing statement's text, and the values of its comparison. For a call it is the answer that the check
    got."""
    import ast
    statement = next((node for node in ast.walk(ast.parse(TEST)) if isinstance(node, (ast.Assert, ast.Expr))
                      and node.lineno <= line <= node.end_lineno), None)
    if statement is None:
        return {"statement": line_of(TEST, line)}
    words = {"statement": (ast.get_source_segment(TEST, statement) or "")[:1000]}
    compared = statement.test if isinstance(statement, ast.Assert) else None
    if isinstance(compared, ast.Compare) and len(compared.ops) == 1:
        calls = [node for node in ast.walk(compared) if isinstance(node, ast.Call)]
        answers = side.answers[:len([node for node in calls if is_candidate(node)])][::-1]
        for name, node in (("left", compared.left), ("right", compared.comparators[0])):
            words[name] = value_of(ast, node, frame, answers)[:1000]
    return words


def is_candidate(node):
    return getattr(node.func, "id", None) in ("candidate", ENTRY)


def value_of(ast, node, frame, answers):
    """What a side was, without evaluating anything again; its own text if that cannot be known."""
    if isinstance(node, ast.Call) and is_candidate(node) and answers:
        return shown(answers.pop(0))
    if isinstance(node, ast.Name):
        space = frame.f_locals if node.id in frame.f_locals else frame.f_globals
        if node.id in space:
            return shown(space[node.id])
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    plain = {name: frame.f_locals[name] for name in names if type(frame.f_locals.get(name)) in (int, float, str)}
    if len(plain) == len(names) and all(isinstance(inner, (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop,
                                                           ast.expr_context)) for inner in ast.walk(node)):
        return shown(eval(compile(ast.Expression(node), "<shown>", "eval"), {}, plain))  # it asks nobody
    try:
        return shown(ast.literal_eval(node))
    except ValueError:
        text = ast.get_source_segment(TEST, node) or ""
        called = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call) and is_candidate(inner)]
        told = ["%s gave %s" % (ast.get_source_segment(TEST, inner), shown(answers.pop(0))) for inner in called if answers]
        return text + (" where " + ", ".join(told) if told else "")

"""Expected exceptions and warnings: which may stand in the place of which, and their messages."""
RAISES = re.compile(r"((?:with )?(?:pytest\.raises|raises|self\.assertRaises\w*)\()([A-Za-z_][\w.]*)(?=[,)])")
# KeyError and its like are no choice: an honest exception may be one of them, too
EXCEPTIONS = ("EOFError", "FileNotFoundError", "ImportError", "NotImplementedError", "OverflowError", "PermissionError",
              "RecursionError", "TimeoutError", "UnicodeDecodeError", "ZeroDivisionError")
# in the place of one of Python's own only, since a project's exceptions are often of these kinds
COMMON = ("AttributeError", "IndexError", "KeyError", "RuntimeError", "TypeError", "ValueError")
# not told by code that means no harm
WARNINGS = ("BytesWarning", "FutureWarning", "ImportWarning", "SyntaxWarning", "UnicodeWarning")
MATCH = re.compile(r"""match=r?("[^"\\\[\](){}*+?|^$]{4,}"|'[^'\\\[\](){}*+?|^$]{4,}')(?=[,)])""")
# the exceptions that classes of the project or of the prediction may derive from
derived = set()


def unlike(name):
    """Exceptions or warnings that are no kind of the named one, nor it of them, nor what a class of the project derives
    from, if there are any of those."""
    one = getattr(builtins, name, object())
    usual = EXCEPTIONS + (COMMON if isinstance(one, type) else ())
    others = [other for other in (WARNINGS if "Warning" in name else usual) if not isinstance(one, type)
              or not issubclass(one, getattr(builtins, other)) and not issubclass(getattr(builtins, other), one)]
    return [other for other in others if other not in derived] or others


def raising(text, raised):
    """Another exception, or if its message is asked for, another message."""
    message = MATCH.search(text)
    others = unlike(raised.group(2))
    if message and (chance.random() < 0.5 or not others):
        return text[:message.start(1)] + retyped(message.group(1)) + text[message.end(1):]
    return raised.group(1) + chance.choice(others) + text[raised.end():] if others else None


def derived_from():
    """The usual exceptions and warnings that classes of the project derive from: of the common ones, those that derive
    from several."""
    names = EXCEPTIONS + WARNINGS + COMMON
    told = subprocess.run(("git", "grep", "-hE", r"^\s*class .*\(.*(" + "|".join(names) + ")", "--", "*.py"),
                          stdout=subprocess.PIPE).stdout.decode(errors="replace")
    several = "\n".join(line for line in told.splitlines() if "," in line)
    return [name for name in names if name in (several if name in COMMON else told)]

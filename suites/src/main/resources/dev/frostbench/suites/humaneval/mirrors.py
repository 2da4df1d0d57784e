# Mirrors: each stands for an object of the other side. Every use of a mirror asks the other side.
#
# What a method, an attribute, an item or an iterator returns is an answer like any other. What an operator returns
# decides a check, and a candidate's own operator must not. A pass in which one was asked depends on it and is not
# proved.
from abc import ABCMeta

CALL, GET, SET, DROP, SPECIAL, GLOBAL, OF_CLASS = range(7)
FUNCTION = type(lambda: 0)

# Most candidates return plain data. A table is made when it is first used, since each page that a fork touches costs
# time.


def decides():
    """Symbols of the special methods that decide checks, by name."""
    if not DECIDES:
        DECIDES.update({"__eq__": "==", "__ne__": "!=", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">=", "__contains__": "in",
                        "__neg__": "-", "__pos__": "+", "__invert__": "~", "__index__": "index"})
        for name in "abs bool len hash int float complex round trunc floor ceil".split():
            DECIDES["__%s__" % name] = name + "()"
        for name, symbol in zip("add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split(),
                                "+ - * @ / // % divmod() ** << >> & ^ |".split()):
            for before in ("", "r", "i"):
                DECIDES["__%s%s__" % (before, name)] = symbol
    return DECIDES


DECIDES = {}


def is_answer(name):
    """Whether a special method returns an answer and decides nothing."""
    return name in {"__iter__", "__next__", "__reversed__", "__getitem__", "__setitem__", "__delitem__", "__missing__", "__enter__",
                    "__exit__", "__str__", "__repr__", "__format__", "__bytes__", "__fspath__", "__await__", "__aiter__", "__anext__",
                    "__aenter__", "__aexit__", "__copy__", "__deepcopy__", "__call__"}


def is_special(name):
    return is_answer(name) or name in decides()


def is_open(name):
    """The few attributes that lead from no function, generator or class to the check itself."""
    return name in {"__name__", "__doc__", "__qualname__", "__module__", "send", "throw", "close"}


def closed():
    """Types of objects whose other attributes would lead there."""
    if not CLOSED:
        frame = type(sys._getframe())
        CLOSED.update((FUNCTION, frame, type(FUNCTION.__code__.__get__(lambda: 0)), type, type(sys), type((lambda: (yield))()),
                       type(len), type(SIDE.send), type(str.join), type(object().__str__), type(object.__str__)))
    return CLOSED


CLOSED = set()
STANDARD = getattr(sys, "stdlib_module_names", None)


def is_pure(module):
    """Modules that only the completion imports but that the test names; the judge imports them."""
    return module in {"math", "cmath", "re", "collections", "itertools", "functools", "string", "operator", "heapq", "bisect", "random",
                      "copy", "datetime", "decimal", "fractions", "statistics", "typing", "json", "time", "array", "numbers", "enum",
                      "dataclasses", "textwrap", "unicodedata"}


def is_standard(module):
    top = module.partition(".")[0]
    if STANDARD is not None or top in sys.builtin_module_names:
        return STANDARD is None or top in STANDARD
    if top not in PLACES:
        from importlib.util import find_spec
        try:
            place = str(find_spec(top).origin)
        except (ImportError, ValueError, AttributeError):
            place = ""
        PLACES[top] = place.startswith(os.path.dirname(os.__file__)) and "-packages" not in place
    return PLACES[top]


PLACES = {}  # before Python 3.10: whether a module is of the standard library


def walk(module, path):
    found = sys.modules.get(module)
    for part in path.split("."):
        found = getattr(found, part, None)
    return found


def standard_name(thing):
    """`module:path` of what the standard library has under that name, else None."""
    module, path = getattr(thing, "__module__", None), getattr(thing, "__qualname__", None)
    if type(module) is str and type(path) is str and is_standard(module) and walk(module, path) is thing:
        return module + ":" + path
    return None


def is_safe(name, kind):
    """Whether the candidate may name a class of the standard library to the judge: it holds data, and calling it has
    no effect."""
    return name in {"builtins:object", "builtins:type", "builtins:list", "builtins:dict", "builtins:set", "builtins:bytearray",
                    "builtins:bool", "collections:deque", "collections:OrderedDict", "collections:defaultdict", "collections:Counter",
                    "array:array"} or name.partition(":")[0] in ("collections.abc", "numbers") \
        or name.replace(":", ".") in STRUCTURED or issubclass(kind, BaseException)


DENIED = {"__main__", "antigravity", "this", "idlelib", "turtle", "tkinter", "test", "site"}  # importing these does something


def resolve(name, told):
    """What the standard library has under such a name, as far as the other side may ask for it."""
    module, _, path = name.partition(":")
    if not is_standard(module) or DENIED.intersection(module.split(".")):
        raise Torn("no such module")
    try:
        __import__(module)
    except ImportError:
        raise Torn("no such module")
    found = walk(module, path)
    if SIDE.trusted and name not in told and not (isinstance(found, type) and is_safe(name, found) and standard_name(found) == name):
        raise Torn("no such class")
    return found


def data_base(kind):
    """The type of plain data that a class is derived from, else `object`."""
    if kind not in DATA_BASES:
        DATA_BASES[kind] = next((base for base in kind.__mro__ if kind_of(base) or structured(base)), object)
    return DATA_BASES[kind]


DATA_BASES = {}


class Attribute:
    """An attribute that a class of the other side defines itself."""

    def __init__(self, name):
        self.name = name

    def __get__(self, thing, owner):
        return SIDE.ask(GET, owner if thing is None else thing, self.name)

    def __set__(self, thing, value):
        SIDE.ask(SET, thing, self.name, value)

    def __delete__(self, thing):
        SIDE.ask(DROP, thing, self.name)


class Override(Attribute):
    """One that its base on this side has, too, and may use where it decides, as fractions do when they are compared."""

    def __get__(self, thing, owner):
        frame = sys._getframe(1) if thing is not None else None
        while frame is not None and frame.f_code.co_filename != "<test>":
            if is_of_library(frame.f_code) or frame.f_code.co_name in decides():
                SIDE.rests("`%s` of its class %s" % (self.name, owner.__name__))
            frame = frame.f_back
        return Attribute.__get__(self, thing, owner)


def is_of_library(code):
    return not code.co_filename.startswith("<") or code.co_filename.startswith("<frozen")


def forward(name):
    symbol = decides().get(name)

    def special(self, *arguments):
        answer = SIDE.ask(SPECIAL, self, name, arguments)
        if symbol and not (answer is NotImplemented and name != "__contains__" and tells_nothing(arguments)):
            SIDE.rests("`%s` of its class %s" % (symbol, type(self).__name__))
        return answer
    return special


def tells_nothing(operands):
    """Whether an operator learns nothing of what a check expects. One that does may say that it cannot decide, and then
    change its object before the other operand's operator does."""
    return len(operands) > 0 and all(operand is None or isinstance(type(operand), Mirror) for operand in operands)


def failed_check(word, rest):
    """What a check failed with, if that is given to the other side: by a `with` that is left, or by the library, which
    throws it into a generator. None if the test's own `raise` made it, for that may be what the test is about."""
    if word == CALL and sys._getframe(3).f_code.co_filename == "<test>" or word not in (CALL, SPECIAL):
        return None
    given = rest[0] if word == CALL else rest[1]
    return next((thing for thing in given if isinstance(thing, BaseException) and not is_raised(thing)), None)


def hides(failed, raised, answer):
    """Whether a failed check does not come back as it was."""
    return failed is not None and answer is not (failed if raised else None) and (raised or answer is not False)


def is_raised(failure):
    trace = failure.__traceback__
    if trace is None or isinstance(failure, AssertionError):
        return trace is None
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename == "<test>" and "raise" in line_of(TEST, trace.tb_lineno)


def call(self, *arguments, **named):
    return SIDE.ask(CALL, self, arguments, tuple(named.items()))


def get(self, name):
    return SIDE.ask(GET, self, name)


def set_attribute(self, name, value):
    if id(self) in SIDE.shared.numbers:
        SIDE.ask(SET, self, name, value)
    else:
        object.__setattr__(self, name, value)  # its base makes it on this side, as fractions are made


def drop_attribute(self, name):
    SIDE.ask(DROP, self, name)


def deep(self, _memo):
    return SIDE.ask(SPECIAL, self, "__deepcopy__", ())


def shallow(self):
    return SIDE.ask(SPECIAL, self, "__copy__", ())


class Mirror(type):
    """The class of mirrors of one class of the other side."""
    __call__ = call
    __getattr__ = get

    def __setattr__(self, name, value):
        if name.startswith("_"):
            type.__setattr__(self, name, value)
        else:
            SIDE.ask(SET, self, name, value)

    def __iter__(self):
        return SIDE.ask(OF_CLASS, self, "iter", ())

    def __getitem__(self, key):
        return SIDE.ask(OF_CLASS, self, "item", (key,))

    def __len__(self):
        return self.decided("len()", SIDE.ask(OF_CLASS, self, "len", ()))

    def __bool__(self):
        return True

    def __contains__(self, thing):
        return self.decided("in", SIDE.ask(OF_CLASS, self, "in", (thing,)))

    def decided(self, symbol, answer):
        SIDE.rests("`%s` of its class %s" % (symbol, self.__name__))
        return answer


class Function(metaclass=Mirror):
    """The mirror of a plain function, which most tasks ask for."""
    __slots__ = ()
    __call__ = call
    __getattr__ = get
    __setattr__ = set_attribute
    __doc__ = property(lambda self: SIDE.ask(GET, self, "__doc__"))


def of_class(kind, word, arguments):
    if word == "iter":
        return iter(kind)
    if word == "item":
        return kind[arguments[0]]
    return len(kind) if word == "len" else arguments[0] in kind


def mirror(name, bases, specials, names):
    """Makes the class whose instances stand for those of a class of the other side."""
    name = name if type(name) is str and name.isidentifier() and len(name) < 80 else "object"
    if type(bases) is not tuple:
        raise Torn("no bases")
    virtual = [base for base in bases if type(base) is ABCMeta and standard_name(base) and not structured(base)]
    real = tuple(base for base in bases if base not in virtual and isinstance(base, type) and base is not object)
    SIDE.wide -= sum(map(is_wide, bases))
    raised = any(issubclass(base, BaseException) for base in real)
    body = {"__slots__": (), "__module__": "candidate", "__getattr__": get, "__copy__": shallow, "__deepcopy__": deep}
    if not raised:
        body.update(__setattr__=set_attribute, __delattr__=drop_attribute)
    for special in specials:
        if type(special) is not str:
            raise Torn("no name")
        if special == "__call__":
            body[special] = call
        elif is_special(special):
            body[special] = forward(special)
        elif special == "-__hash__":
            body["__hash__"] = None
    for attribute in names:
        if type(attribute) is not str:
            raise Torn("no name")
        if attribute not in body and attribute.isidentifier() and not attribute.startswith("__"):
            overrides = any(hasattr(base, attribute) for base in real if not isinstance(base, Mirror))
            body[attribute] = (Override if overrides else Attribute)(attribute)
    made = class_of(name, real, body) or class_of(name, (), body)
    for base in virtual:
        base.register(made)
    return made


def class_of(name, bases, body):
    """Such a class; None if no class can have these bases."""
    kinds = list({type(base): 0 for base in bases} if bases else {}) + [Mirror]
    kinds = [kind for kind in dict.fromkeys(kinds) if not any(other is not kind and issubclass(other, kind) for other in kinds)]
    try:
        kind = kinds[0] if len(kinds) == 1 else type("Mirror", tuple(reversed(kinds)), {})
        return kind(name, bases or (object,), body)
    except TypeError:
        return None


def features(kind):
    """What the other side must know about a class: its name, bases, special methods and own attributes."""
    bases, waiting = [], list(kind.__bases__)
    while waiting:
        base = waiting.pop(0)
        name = standard_name(base)
        if name is None or is_safe(name, base):
            bases.append(base)
        else:
            waiting[:0] = base.__bases__
    specials, data = [], data_base(kind)
    for special in dict.fromkeys(name for base in kind.__mro__ for name in base.__dict__ if is_special(name)):
        base = next(base for base in kind.__mro__ if special in base.__dict__)
        if not (issubclass(data, base) or base in SIDE.prompt_names or issubclass(base, BaseException) and standard_name(base)
                or special == "__hash__" and is_enum(kind)):
            specials.append(special if base.__dict__[special] is not None else "-" + special)
    names = [name for base in kind.__mro__ if standard_name(base) is None and base not in SIDE.prompt_names
             for name in base.__dict__ if not name.startswith("__")]
    return kind.__name__, tuple(bases), tuple(specials), tuple(names)


def is_enum(kind):
    return type(kind).__module__ == "enum"


def ends(failure):
    """The class by which an exception ends the process, the test, a task or a loop; None if it ends only the call."""
    of_runners = [getattr(sys.modules.get(module), name, SystemExit) for module, name in (
        ("unittest.case", "SkipTest"), ("unittest.case", "_ShouldStop"), ("asyncio.exceptions", "CancelledError"))]
    return next((kind for kind in (SystemExit, KeyboardInterrupt, *of_runners, StopIteration, StopAsyncIteration, GeneratorExit)
                 if issubclass(type(failure), kind)), None)


LOOPS = "StopIteration", "StopAsyncIteration", "GeneratorExit", "CancelledError"

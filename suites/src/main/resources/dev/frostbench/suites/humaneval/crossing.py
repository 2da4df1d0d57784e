# One side of the boundary between the judge, which runs the checks, and the candidate's process.
#
#   judge ──ask──▶ candidate          a request names an object, an operation and arguments
#         ◀──ask── (callbacks)        while a side waits for the answer, it serves requests of the other
#         ◀─answer─
#
# The judge serves only what checks pass on: calls, iteration, operators and plain attributes of objects that were
# passed. No frame, code object, module of its own or attribute of a function crosses.
from _thread import RLock

RETURNED, RAISED, ARGUMENT = "returned", "raised", "argument"


class Side:

    def __init__(self, source, sink, trusted, space):
        self.source, self.sink, self.trusted, self.space = source, sink, trusted, space
        self.shared = Shared(0 if trusted else 1)
        self.told = set()  # names of the standard library that the judge has mentioned
        self.prompt_classes, self.prompt_names = {}, {}
        self.lock, self.turn = RLock(), trusted
        self.basis = ""  # what of the candidate's own a check depends on
        self.answers = []  # the last answers, to show why a check failed
        self.trace = ""  # of the candidate's last exception

    def knows(self, names):
        """Classes that the prompt defines completely: both sides have their own, and instances cross by their state."""
        for name in names:
            kind = self.space.get(name)
            if isinstance(kind, type):
                self.prompt_classes[name] = kind
                self.prompt_names[kind] = name

    def rests(self, cause):
        self.basis = self.basis or cause

    def send(self, *message):
        self.shared.sweep()
        gone, self.shared.gone = tuple(self.shared.gone), []
        data = Writer(self.shared, describe).message((gone,) + message)
        give(self.sink, b"%016x" % len(data) + data)

    def receive(self):
        data = take(self.source, int(take(self.source, 16), 16))
        try:
            message = Reader(self.shared, data, finisher).message()
            for number in message[0]:
                self.shared.drop(number)
            return message[1:]
        except (Torn, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, ArithmeticError) as broken:
            raise Torn("what the candidate sent is no message: " + type(broken).__name__ + " " + str(broken))

    def ask(self, word, target, *rest):
        if id(target) not in self.shared.numbers:
            raise AttributeError("an object that stands for none of the candidate's")
        with self.lock:
            if not self.turn:
                raise RuntimeError("nobody waits for this call")
            self.send(word, target, *rest)
            while True:
                message = self.receive()
                if message[0] == RETURNED or message[0] == ARGUMENT:
                    answer = message[1] if message[0] == RETURNED else rest[0][message[1]]
                    if self.trusted and word == CALL:
                        self.answers[8:] = []
                        self.answers.insert(0, answer)
                    return answer
                if message[0] == RAISED:
                    self.trace = message[2]
                    raise message[1]
                self.serve(*message)

    def serve(self, word, target, *rest):
        """Does what the other side asks, and answers."""
        before, self.turn = self.turn, True
        try:
            answer = (RETURNED, self.perform(word, target, *rest))
            if word == CALL and type(answer[1]) in (str, tuple, float, int, bytes, frozenset):
                place = next((at for at, argument in enumerate(rest[0]) if argument is answer[1]), None)
                answer = answer if place is None else (ARGUMENT, place)
        except Expired:
            raise
        except BaseException as failure:
            answer = (RAISED, failure, "" if self.trusted else traced(failure))
        with self.lock:
            self.turn = before
            try:
                self.send(*answer)
            except Exception as failure:  # an object may misbehave when it is described
                self.send(RAISED, TypeError("what cannot cross: " + type(failure).__name__), "")

    def perform(self, word, target, *rest):
        if self.trusted:
            permit(self, word, target, rest)
        if word == CALL:
            return target(*rest[0], **dict(rest[1]))
        if word == GET:
            return getattr(target, rest[0])
        if word == SET:
            return setattr(target, *rest)
        if word == DROP:
            return delattr(target, rest[0])
        if word == GLOBAL:
            return self.space[rest[0]]
        if word == OF_CLASS:
            return of_class(target, *rest)
        name, arguments = rest
        if name in ("__copy__", "__deepcopy__"):
            import copy
            return copy.copy(target) if name == "__copy__" else copy.deepcopy(target)
        return getattr(type(target), name)(target, *arguments)


class Refused(AttributeError):
    """The judge does not do this for a candidate."""


class Shape:
    """A class whose objects always cross as objects of the other side, even if Python gives the class to both."""

    def __init__(self, kind):
        self.kind = kind


def permit(side, word, target, rest):
    """Throws if the candidate asks for more than the check passed on."""
    if word in (GET, SET, DROP):
        name, instance = rest[0], type(target) not in closed() and not isinstance(target, type)
        if type(name) is str and is_open(name) and word == GET:
            return
        if type(name) is not str or name.startswith("__") or name in ("format", "format_map", "mro") or \
                not (instance or word == GET and isinstance(target, type)):
            raise Refused("not for a candidate: " + str(name))
        if word != GET and callable(getattr(type(target), name, None)):
            side.rests("a method of the check's own, put in another's place")
    elif word == SPECIAL:
        if not is_special(rest[0]):
            raise Refused("not for a candidate")
    elif word not in (CALL, OF_CLASS):
        raise Refused("not for a candidate")


def describe(writer, value, kind):
    """An opening and items for what is not plain data."""
    side = SIDE
    if kind is Shape:
        number = side.shared.numbers.get(id(value.kind))
        if number is not None:
            return b"@%x;" % number, None
        return b"k%x:" % writer.give(value.kind), features(value.kind)
    if isinstance(value, type):
        return describe_class(side, writer, value)
    if issubclass(kind, BaseException):
        number = writer.give(value)
        state = [(name, item) for name, item in vars(value).items() if type(name) is str and not name.startswith("__")]
        return b"x%x:" % number, (kind, tuple(value.args), tuple(state))
    if kind is type(sys) and (is_pure(value.__name__) or side.trusted and is_standard(value.__name__)):
        return b"M" + value.__name__.encode() + b";", ()
    if kind in (FUNCTION, type(len)):
        name = standard_name(value) if side.trusted else None
        name = name or next((name for name in side.told if resolve(name, side.told) is value), None)
        if name:
            side.told.add(name)
            return b"c" + name.encode() + b";", ()
        if kind is FUNCTION:
            return b"u%x:" % writer.give(value), ()
    if kind in side.prompt_names:
        return describe_instance(writer, value, kind, side.prompt_names[kind].encode() + b";")
    if kind.__name__ == "traceback":
        return b"N", None
    if side.trusted and kind in closed() and kind.__name__ in ("frame", "code", "module"):
        raise Refused("this crosses to no candidate: " + kind.__name__)
    number = writer.give(value)
    base = data_base(kind)
    if kind_of(base):
        writer.later.append(value)
        return b"R%x:" % number, (Shape(kind), None)
    return b"R%x:" % number, (Shape(kind), STRUCTURED[structured(base)](value) if base is not object else None)


def describe_class(side, writer, kind):
    name = standard_name(kind)
    if name and (side.trusted or is_safe(name, kind) or name in side.told):
        side.told.add(name)
        return b"c" + name.encode() + b";", ()
    if kind in side.prompt_names:
        return b"p" + side.prompt_names[kind].encode() + b";", ()
    return b"k%x:" % writer.give(kind), features(kind)


def describe_instance(writer, value, kind, head):
    if is_enum(kind):
        return b"e" + head, (value.name,)
    if issubclass(kind, tuple):
        return b"w" + head, tuple(tuple.__iter__(value))
    writer.later.append(value)
    return b"P%x:" % writer.give(value) + head, ()


def finisher(reader, tag):
    """What makes a value from items, by the letter before them."""
    side, number = SIDE, None
    if tag in b"xkRPu":
        number = reader.taken()
    name = reader.word() if tag in b"McpewP" else ""
    kind = side.prompt_classes[name] if tag in b"pewP" else None

    def finish(items):
        if tag == b"M":
            made = resolve_module(side, name)
        elif tag == b"c":
            made = resolve(name, side.told)
            side.told.add(name)
        elif tag == b"p":
            made = kind
        elif tag == b"e":
            made = kind[items[0]]
        elif tag == b"w":
            made = tuple.__new__(kind, items)
        elif tag == b"P":
            made = object.__new__(kind)
        elif tag == b"u":
            made = object.__new__(Function)
        else:
            made = {b"x": exception, b"k": mirror, b"R": instance}[tag](*items)
        if number is not None:
            side.shared.add(made, number)
        return made
    return finish


def resolve_module(side, name):
    if not is_pure(name) and (side.trusted or not is_standard(name)):
        raise Torn("no such module")
    return __import__(name, fromlist=["*"])


def instance(kind, arguments):
    """A mirror of an object of the other side."""
    if not isinstance(kind, Mirror):
        raise Torn("no class of the other side")
    base = data_base(kind)
    return base.__new__(kind) if arguments is None else base.__new__(kind, *arguments)


def exception(kind, arguments, state):
    if not issubclass(kind, BaseException):
        raise Torn("no exception")
    made = None
    if not isinstance(kind, Mirror) and kind not in SIDE.prompt_names:
        try:
            made = kind(*arguments)
        except Exception:
            pass
    if made is None:
        base = next(base for base in kind.__mro__ if standard_name(base))
        made = base.__new__(kind, *arguments)
        BaseException.args.__set__(made, arguments)
    put_state(made, state)
    return made


def put_state(thing, pairs):
    """Sets attributes. None may replace what the class itself does."""
    for name, item in pairs:
        if type(name) is not str:
            raise Torn("no name")
        if callable(getattr(type(thing), name, None)):
            SIDE.rests("a method of the class %s, put in another's place" % type(thing).__name__)
        vars(thing)[name] = item


def contents(thing):
    """The current contents of mutable data, as a row."""
    kind = BY_BASE.get(type(thing)) or kind_of(data_base(type(thing)))
    if kind:
        return kind.items(thing)
    state = vars(thing)
    return (*state, *state.values())


def refill(thing, items):
    kind = kind_of(data_base(type(thing)))
    if kind:
        kind.fill(thing, items)
        return
    if type(thing) not in SIDE.prompt_names:
        raise Torn("no data")
    half = len(items) // 2
    vars(thing).clear()
    put_state(thing, zip(items[:half], items[half:]))


def traced(failure):
    """The traceback through the candidate's program, as Python prints it."""
    lines, trace = [], failure.__traceback__
    while trace is not None and len(lines) < 60:
        code = trace.tb_frame.f_code
        if code.co_filename == "<string>" and trace.tb_frame.f_globals is SIDE.space:
            lines.append("line %d, in %s: %s" % (trace.tb_lineno, code.co_name, line_of(PROGRAM, trace.tb_lineno)))
        trace = trace.tb_next
    return "\n".join(lines)[:4000]


def line_of(text, number):
    lines = text.split("\n")
    return lines[number - 1].strip()[:300] if 0 < number <= len(lines) else ""

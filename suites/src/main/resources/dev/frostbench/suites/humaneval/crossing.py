# One side of the boundary between the judge, which runs the checks, and the candidate's process.
#
#   judge ──ask──▶ candidate          a request names an object, an operation and arguments
#         ◀──ask── (callbacks)        while a side waits for the answer, it serves requests of the other
#         ◀─answer─
#
# The judge serves only what checks pass on: calls, iteration, operators and plain attributes of objects that were
# passed. No frame, code object, module of its own or attribute of a function crosses.
from _thread import RLock

RETURNED, RAISED, ARGUMENT, LOST = "returned", "raised", "argument", "lost"


class Over(BaseException):
    """The talk has ended: the other side is gone, or the boundary itself failed. No code of either side raised this. The
    judge remembers the cause, whatever a check does with what is thrown."""


class Side:

    def __init__(self, source, sink, trusted, space):
        self.source, self.sink, self.trusted, self.space = source, sink, trusted, space
        self.shared = Shared(0 if trusted else 1)
        self.told = set()  # names of the standard library that the judge has mentioned
        self.prompt_classes, self.prompt_names = {}, {}
        self.lock, self.turn = RLock(), trusted
        self.basis = ""  # what of the candidate's own a check depends on
        self.end = None  # why the talk has ended; no check passes that has seen this
        self.named = ()  # the names in the test
        self.wide = 0  # classes that the candidate named, and that an assertion's failure is an exception of
        self.steps = set()  # numbers of methods that step an iterator, which say its end by an exception
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

    def over(self, cause):
        """Ends the talk."""
        if self.trusted and self.end is None:
            self.end = cause
        return Over(type(cause).__name__)

    def send(self, *message):
        self.shared.sweep()
        gone, self.shared.gone = tuple(self.shared.gone), []
        data = Writer(self.shared, describe).message((gone,) + message)
        give(self.sink, b"%016x" % len(data) + data)

    def receive(self):
        size = take(self.source, 16)
        try:
            size = int(size, 16)
        except ValueError:
            raise Torn("what the candidate sent has no length")
        data = take(self.source, size)
        try:
            message = Reader(self.shared, data, finisher).message()
            for number in message[0]:
                if self.trusted and not self.shared.is_mine(number) and number not in self.shared.contents:
                    raise Torn("an object is taken away")
                self.shared.drop(number)
            message = message[1:]
        except (Torn, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, ArithmeticError) as broken:
            raise Torn("what the candidate sent is no message: " + type(broken).__name__ + " " + str(broken))
        if self.wide > 0:
            self.rests("a class of its own choice, of which a failed assertion is an exception")
        return message

    def ask(self, word, target, *rest):
        """What the other side returns. What its code raises is raised here, and nothing else is."""
        if id(target) not in self.shared.numbers:
            raise AttributeError("an object that stands for none of the other side, such as one that a check made itself")
        with self.lock:
            raised, answer = self.heard(self.exchange, word, target, rest)
        if self.trusted and hides(failed_check(word, rest), raised, answer):
            self.rests("what it does when a check has failed")
        if raised:
            if self.trusted:
                self.weigh(word, target, rest, answer)
            raise answer
        if self.trusted and word == CALL:
            self.answers[8:] = []
            self.answers.insert(0, answer)
        if word == GET and rest[0] in ("send", "throw", "asend", "athrow"):
            self.steps.add(self.shared.numbers.get(id(answer)))
        return answer

    def heard(self, step, *rest):
        """What a step of the talk gives. If it fails, the talk is over."""
        if self.end is not None:
            raise Over()
        try:
            return step(*rest)
        except (Over, Expired):
            raise
        except BaseException as failure:
            raise self.over(failure)

    def exchange(self, word, target, rest):
        """Whether the other side's code raised an exception, and the exception or the answer."""
        if not self.turn:
            raise Torn("nobody waits for this call")
        self.send(word, target, *rest)
        while True:
            message = self.receive()
            if message[0] == RETURNED:
                return False, message[1]
            if message[0] == ARGUMENT:
                return False, rest[0][message[1]]
            if message[0] == LOST:
                if word == GLOBAL:
                    return True, NameError("a name whose value cannot cross")
                raise Torn(message[1])
            if message[0] == RAISED:
                _, failure, self.trace = message
                if not issubclass(type(failure), BaseException) or type(failure) is Refused:
                    raise failure if type(failure) is Refused else Torn("no exception")
                return True, failure
            self.serve(*message)

    def weigh(self, word, target, rest, failure):
        """An exception that ends more than a call is no answer to a check, unless the check names its class."""
        kind = ends(failure)
        if kind is None or kind.__name__ in self.named or type(failure) in self.prompt_names:
            return
        if kind.__name__ not in LOOPS:
            raise self.over(failure)
        # an iterator's step says its end so; to end a task or a generator is an answer only to whoever threw that in
        step = rest[0] in ("__next__", "__anext__") if word == SPECIAL else self.shared.numbers.get(id(target)) in self.steps
        thrown = word == CALL and any(isinstance(given, kind) or given is kind for given in rest[0])
        if not (step if issubclass(kind, Exception) else thrown):
            self.rests("%s, which ends a loop or a task of the check" % kind.__name__)

    def serve(self, word, target, *rest):
        """Does what the other side asks, and answers."""
        before, self.turn = self.turn, True
        try:
            answer = (RETURNED, self.perform(word, target, *rest))
            if word == CALL and type(answer[1]) in (str, tuple, float, int, bytes, frozenset):
                place = next((at for at, argument in enumerate(rest[0]) if argument is answer[1]), None)
                answer = answer if place is None else (ARGUMENT, place)
        except (Expired, Over) as failure:
            if self.trusted:
                raise
            answer = (LOST, "what cannot cross: " + str(failure))
        except BaseException as failure:
            answer = (RAISED, failure, "" if self.trusted else traced(failure))
        with self.lock:
            self.turn = before
            try:
                self.send(*answer)
            except Exception as failure:  # an object may misbehave when it is described
                self.send(LOST, "what cannot cross: " + type(failure).__name__)

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
    """Throws if the candidate asks for more than the check passed on. It has classes such as `type` of its own, and with
    the judge's it would make classes whose operators nobody sees."""
    if not side.shared.is_mine(side.shared.numbers.get(id(target), 1)):
        raise Refused("not for a candidate: what no check passed on")
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
        return b"x%x:" % number, (kind, made_from(value, kind), tuple(state))
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


def made_from(failure, kind):
    """The arguments that make an exception again. An error of the system has the names of its files apart from `args`."""
    return tuple(OSError.__reduce__(failure)[1] if issubclass(kind, OSError) and standard_name(kind) else failure.args)


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
            side.wide += is_wide(made)
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
    SIDE.wide -= is_wide(kind)
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


def is_wide(kind):
    """Whether whoever expects this class of exceptions would take a failed assertion for one."""
    return kind in (AssertionError, Exception, BaseException)


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

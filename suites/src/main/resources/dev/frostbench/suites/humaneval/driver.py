# Judges one HumanEval sample. This process is trusted: it never runs what a candidate wrote. Its children do.
#   strict: a child serves calls of the entry point; the checks run here and are read after the fork.
#   compat: a child runs the official program and reports how it ended.
#   control: only if the official program alone passed, a child runs it with checks that no answer can pass.
MOST_WORDS = 50_000  # of a result: what the driver prints has a limit


def serve():
    """The candidate's process in the strict phase."""
    global SIDE
    hide()
    guard_of_program()
    space = {}
    SIDE = Side(3, 4, False, space)
    whole, = SIDE.receive()
    try:
        exec(PROGRAM, space)
        entry = space[ENTRY]
    except BaseException as failure:
        SIDE.send(RAISED, failure, traced(failure))
        return
    SIDE.knows(whole)
    SIDE.send("ready", entry, tuple(name for name in space if type(name) is str))
    while True:
        SIDE.serve(*SIDE.receive())


def names_of(code):
    """Every name that a piece of code looks up."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if type(constant) is type(code):
            names |= names_of(constant)
    return names


def strictly(pid, source, sink, report):
    """The checks against a candidate that is asked for each answer."""
    global SIDE, TEST
    restore()  # the checks are under no guard
    space = space_of_prompt()
    output.write("frostbench-humaneval ")  # from here on the candidate may use up what both share
    output.flush()
    SIDE = Side(source, sink, True, space)
    SIDE.knows(WHOLE)
    clock = Clock(PATIENCE, Expired, pid)
    try:
        try:
            TEST = take(0, SIZES[3]).decode("utf-8", "surrogatepass")
            check(space)
        finally:
            silence()
        failure = None
    except BaseException as thrown:
        failure = thrown
    failure = ending(failure, clock)
    if failure is None:
        result = "passed"
    elif isinstance(failure, Expired) or failure is SIDE.end and isinstance(failure, (EOFError, OSError)):
        result = "timed out"  # a candidate that is gone has no result: timed out, officially
    else:
        result = "failed: " + (type(failure).__name__ + " " + spoken(failure))[:300]
        if failure is SIDE.end and ends(failure):
            result += ", which ends more than the call"
        report["failure"] = Failure(failure, SIDE).words
    stop(pid, source, sink)
    note(report, clock.waited, result == "timed out" and clock.starved)
    if result == "passed" and SIDE.basis:
        report["rests"] = SIDE.basis
    return result


def ending(failure, clock):
    """What the strict phase ended with; None if it passed. A check may have caught what ended the talk, or the ring of
    the clock. Neither is an exception of the candidate's that it can expect. From here on nobody asks the candidate."""
    if clock.rang:
        cause = Expired()
    elif SIDE.end is not None:
        cause = SIDE.end
    else:
        cause = failure
    if SIDE.end is None:
        SIDE.end = EOFError("the checks are over")
    return cause if failure is None else BaseException.with_traceback(cause, failure.__traceback__)


def note(report, waited, starved):
    report["waited"] = round(max(waited, report.get("waited", 0.0)), 2)
    report["starved"] = starved or report.get("starved", False)


def check(space):
    """Runs the test. Its names are the prompt's, and only what the prompt leaves open is the candidate's."""
    SIDE.heard(SIDE.send, tuple(WHOLE))
    ready = SIDE.heard(SIDE.receive)
    if ready[0] == RAISED:
        SIDE.trace = ready[2]
        raise ready[1]
    entry, names = ready[1:]
    if LAST != ENTRY and LAST in names:
        del space[LAST]  # the completion continues it
    space[ENTRY] = entry
    code = compile(TEST, "<test>", "exec")
    SIDE.named = names_of(code)
    for name in SIDE.named.intersection(names).difference(space):
        if hasattr(builtins, name):
            continue  # from Python itself, whatever the candidate defines by that name
        try:
            space[name] = SIDE.ask(GLOBAL, entry, name)
        except Exception:
            continue  # the test will fail on it, if it is a name at all
        if is_standard(name) and not is_module(space[name], name) and is_read(name):
            SIDE.rests("`%s`, which the answer puts in the place of the module" % name)
    exec(code, space)
    space["check"](entry)


def is_module(thing, name):
    return type(thing) is type(sys) and thing.__name__ == name


def is_read(name):
    """Whether the test reads a name that it does not import itself, and not only an attribute that is called so."""
    import ast
    tree = ast.parse(TEST)
    imported = [alias.asname or alias.name for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names]
    return name not in imported and any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def official():
    """The candidate's process that is its own judge."""
    hide()
    guard_of_program()
    test = text_from(3)
    try:
        clock = Clock(LIMIT, TimedOut)
        try:
            exec(PROGRAM + "\n" + test + "\n" + "check(" + ENTRY + ")", {})
        finally:
            silence()
        result = ("passed", clock.waited, False)
    except TimedOut:
        result = ("timed out", clock.waited, clock.starved)
    except BaseException as failure:
        result = (f"failed: {failure}", clock.waited, False, traced_officially(failure, test))
    tell(result)


def controlled():
    """The official program with checks that no answer passes; whether one was passed. What tells the strict phase is
    as it was for the official one."""
    global SIDE, TEST, CONTROL, WHOLE, LAST
    code = compile(CONTROL, "<string>", "exec")
    SIDE, TEST, CONTROL, WHOLE, LAST = None, "", None, [], ""
    remove()
    hide()
    guard_of_program()
    os.close(3)
    Clock(LIMIT, TimedOut)
    space = {}
    try:
        exec(PROGRAM, space)
        exec(code, space)
        exec("check(" + ENTRY + ")", space)
    except BaseException:
        pass
    tell(("passed" if getattr(sys, "passed_the_control", False) else "failed", 0.0, False))


def tell(result, enter=os.open):
    """Reports to the judge. Until now nothing that the program could close or write to led there, as officially."""
    data = Writer(Shared(1), None).message(result)
    give(enter(CHANNEL, os.O_WRONLY), b"%016x" % len(data) + data)


class Apart:
    """A child that runs a program and reports how it ended. It waits until its test is given to it."""

    def __init__(self, work, patience):
        global CHANNEL
        CHANNEL = self.channel = "/tmp/frostbench-" + os.urandom(8).hex()
        os.mkfifo(CHANNEL)
        change_mode(CHANNEL, 0o622)
        self.pid, self.begin = told(work, patience)

    def result(self, test):
        """What it reports. Nothing is believed but that it has the form of a result."""
        own_end, ends, clock = [], [], Clock(LIMIT + 1, Expired, self.pid)
        # a dead child opens no end
        signal.signal(signal.SIGCHLD, lambda *_: own_end.append(os.open(self.channel, os.O_RDWR)))
        try:
            give(self.begin, test.encode("utf-8", "surrogatepass"))
            os.close(self.begin)
            ends.append(os.open(self.channel, os.O_RDONLY))  # waits until the child opens its end, or is dead
            while own_end:
                os.close(own_end.pop())
            result = Reader(Shared(0), take(ends[0], int(take(ends[0], 16), 16)), None).message()
            silence()
            return result if type(result) is tuple and tuple(map(type, result))[:3] == (str, float, bool) else ("timed out", 0.0, False)
        except (Exception, Expired):
            return "timed out", clock.waited, clock.starved
        finally:
            silence()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            stop(self.pid, *ends, *own_end)
            unlink(self.channel)


def traced_officially(failure, test):
    """The traceback through the program, which ran as one text."""
    text, lines, trace = PROGRAM + "\n" + test, [], failure.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<string>":
            lines.append("line %d, in %s: %s" % (trace.tb_lineno, trace.tb_frame.f_code.co_name, line_of(text, trace.tb_lineno)))
        trace = trace.tb_next
    return "\n".join(lines[:1] + lines[1:][-20:])[:4000]


def judge():
    """The phases, as long as one can still decide something. Both children are forked first: what the judge writes to
    after a fork costs a copy of the page, for as long as the child is there."""
    global CONTROL
    report, beside = {}, Apart(official, 8.0)
    report["strict"] = strictly(*asked(serve, 8.0), report)
    proved = report["strict"] == "passed" and "rests" not in report and PATIENCE <= LIMIT
    result = beside.result(TEST)
    report["compat"] = result[0][:MOST_WORDS]
    note(report, result[1], result[0] == "timed out" and result[2])
    if result[0].startswith("failed") and "failure" not in report:
        report["failure"] = {"phase": "official", "raised": result[0][8:508], "trace": str(result[-1])[:4000]}
    if result[0] == "passed" and not proved and report["strict"] != "timed out":
        CONTROL = control(TEST)
        report["forged"] = CONTROL is not None and passes_the_control()
    return report


def passes_the_control():
    try:
        return Apart(controlled, 0.0).result("")[0] == "passed"
    except OSError:  # what the answer has left behind uses up what both share
        return False


def space_of_prompt():
    """What the prompt alone defines. Its functions belong to the check, whatever the completion defines by their
    names."""
    global WHOLE, LAST
    space = {}
    try:
        exec(PROMPT, space)
    except SyntaxError:
        try:
            exec(PROMPT + "    pass\n", space)
        except Exception:
            pass
    except Exception:
        pass
    mine = [name for name, thing in space.items() if isinstance(thing, (type, FUNCTION)) and thing.__module__ in ("builtins", None)
            and name != "__builtins__"]
    LAST = mine[-1] if mine else ""  # the completion continues the last definition
    WHOLE = [name for name in mine if name != LAST and isinstance(space[name], type)]
    return space


def json_of(value):
    if isinstance(value, dict):
        return "{" + ", ".join(quoted(name) + ": " + json_of(item) for name, item in sorted(value.items())) + "}"
    return quoted(value) if isinstance(value, str) else str(value).lower()


def quoted(text):
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return '"' + text + '"'
    units = text.encode("utf-16-be", "surrogatepass")
    return '"' + "".join(chr(unit) if 32 <= unit < 127 and unit not in (34, 92) else "\\u%04x" % unit
                         for unit in (units[i] * 256 + units[i + 1] for i in range(0, len(units), 2))) + '"'


sys.path = [folder for folder in sys.path if folder]  # no module comes from the working directory
TEST, SIDE, CONTROL, WHOLE, LAST, CHANNEL = "", None, None, [], "", ""
guard()

"""Runs pieces of Python one after the other, in one namespace that lasts.

A request is a line of JSON on the standard input: {"code", "envs"}. Answers are lines of JSON on what was the standard
output: ready once, then for each request any number of stdout and stderr, at most one error, and done. The standard streams
of the code itself are pipes, so that what its child processes print is told too.
"""
import codecs
import io
import json
import linecache
import os
import signal
import sys
import threading
import traceback
import types

requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
answers = os.dup(1)
telling = threading.Lock()
end_of_output = b"\0" + os.urandom(16).hex().encode()
running = False


def tell(**message):
    line = (json.dumps(message) + "\n").encode()
    with telling:
        while line:
            line = line[os.write(answers, line):]


class Stream:
    """One of the two streams that code prints to."""

    def __init__(self, number, kind):
        self.number = number
        self.kind = kind
        self.reading, self.writing = os.pipe()
        self.drained = threading.Event()
        threading.Thread(target=self.pump, daemon=True).start()

    def pump(self):
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        held = b""
        while True:
            held += os.read(self.reading, 8192)
            before, end, after = held.partition(end_of_output)
            if not end:
                keep = self.beginning_of_end(held)
                before, after = held[:len(held) - keep], held[len(held) - keep:]
            text = decoder.decode(before)
            if text:
                tell(type=self.kind, text=text)
            held = after
            if end:
                self.drained.set()

    @staticmethod
    def beginning_of_end(data):
        longest = min(len(data), len(end_of_output) - 1)
        return next((n for n in range(longest, 0, -1) if data.endswith(end_of_output[:n])), 0)

    def open(self):
        """A text file for it; whatever code did to the last one."""
        os.dup2(self.writing, self.number)
        raw = os.fdopen(self.number, "wb", 0, closefd=False)
        return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=True)

    def drain(self):
        self.drained.clear()
        os.write(self.writing, end_of_output)
        self.drained.wait()


def interrupt(number, frame):
    if running:
        raise KeyboardInterrupt


def describe(failure):
    try:
        value = str(failure)
    except Exception:
        value = "a value that cannot be shown"
    place = failure.__traceback__.tb_next if failure.__traceback__ else None
    try:
        trace = "".join(traceback.format_exception(type(failure), failure, place))
    except Exception:
        trace = ""
    return {"name": type(failure).__name__, "value": value, "traceback": trace}


def run(request, number):
    global running
    name = "<input %d>" % number
    linecache.cache[name] = (len(request["code"]), None, request["code"].splitlines(True), name)
    before = {key: os.environ.get(key) for key in request["envs"]}
    os.environ.update(request["envs"])
    try:
        running = True
        exec(compile(request["code"], name, "exec"), main.__dict__)
    except BaseException as failure:
        running = False
        return describe(failure)
    finally:
        running = False
        for key, value in before.items():
            os.environ.pop(key, None)
            if value is not None:
                os.environ[key] = value
    return None


def serve():
    tell(type="ready", pid=os.getpid())
    for number, line in enumerate(iter(requests.readline, ""), 1):
        sys.stdin = open(os.devnull)
        sys.stdout, sys.stderr = out.open(), err.open()
        error = run(json.loads(line), number)
        out.drain()
        err.drain()
        if error:
            tell(type="error", **error)
        tell(type="done")


out, err = Stream(1, "stdout"), Stream(2, "stderr")
nothing = os.open(os.devnull, os.O_RDONLY)
os.dup2(nothing, 0)
signal.signal(signal.SIGINT, interrupt)
sys.argv = [""]
sys.path[0:1] = [""]
main = types.ModuleType("__main__")
main.__builtins__ = __builtins__
sys.modules["__main__"] = main
serve()

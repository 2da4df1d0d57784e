# The state of a candidate's process: that of the official evaluator.
import builtins


def imported():
    """The modules that the program's lines import, by their first names; `?` if a line imports in another way."""
    for line in SOURCE.decode("utf-8", "replace").replace(";", "\n").split("\n"):
        words = line.replace(",", " , ").split()
        if words[:1] == ["from"]:
            yield words[1].split(".")[0] if len(words) > 1 else "?"
        elif words[:1] == ["import"]:
            for name in " ".join(words[1:]).split(","):
                yield name.strip().split(" ")[0].split(".")[0]
        elif "import" in words or "__import__" in line or "import_module" in line:
            yield "?"


REMOVED = ("kill system putenv remove removedirs rmdir fchdir setuid fork forkpty killpg rename renames truncate replace unlink "
           "fchmod fchown chmod chown chroot lchflags lchmod lchown getcwd chdir").split()
OF_OS = {name: getattr(os, name, None) for name in REMOVED}


def guard():
    """The official evaluator's guard against accidents: it removes functions that break the machine. This part is the
    same for all programs, so it is done before one is read, and children have it from their birth."""
    os.environ["OMP_NUM_THREADS"] = "1"
    builtins.exit = builtins.quit = builtins.help = None
    remove()


def remove():
    for name in REMOVED:
        setattr(os, name, None)


def restore():
    for name, function in OF_OS.items():
        if function is not None:
            setattr(os, name, function)


def guard_of_program():
    """What of the guard depends on the program."""
    as_the_official_parent()
    if b"shutil" in SOURCE or "shutil" in sys.modules:
        import shutil
        shutil.rmtree = shutil.move = shutil.chown = None
    if b"subprocess" in SOURCE or "subprocess" in sys.modules:
        import subprocess
        subprocess.Popen = None


def hide():
    """The rest of the guard. The judge itself may need these modules: Python's `wait4` imports one."""
    for name in ("ipdb", "joblib", "resource", "psutil", "tkinter"):
        sys.modules[name] = None


def as_the_official_parent():
    """Imports what the official evaluator has imported, and looks up the folder for temporary files as it has,
    before its guard."""
    if all(name in KNOWN for name in imported()):
        return
    restore()
    import concurrent.futures, multiprocessing.managers, queue, shutil, subprocess, tempfile, threading
    tempfile.gettempdir()
    remove()


KNOWN = {"__future__", "_thread", "abc", "array", "bisect", "builtins", "cmath", "collections", "copy", "dataclasses", "datetime",
         "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "itertools", "json", "math", "numbers", "operator", "os",
         "random", "re", "statistics", "string", "struct", "sys", "textwrap", "time", "typing", "unicodedata"}


class Silent:
    """Swallows what is written. Nobody can read it."""
    encoding = "utf-8"

    def write(self, text):
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def read(self, *_):
        raise OSError

    readline = readlines = __iter__ = read

    def readable(self):
        return False



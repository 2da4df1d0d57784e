# The state of a candidate's process: that of the official evaluator.
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


def as_the_official_parent():
    """Imports what the official evaluator has imported, and looks up the folder for temporary files as it has,
    before its guard."""
    if any(name not in {"__future__", "_thread", "abc", "array", "bisect", "builtins", "cmath", "collections", "copy", "dataclasses",
                        "datetime", "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "itertools", "json", "math",
                        "numbers", "operator", "os", "random", "re", "statistics", "string", "struct", "sys", "textwrap", "time",
                        "typing", "unicodedata"} for name in imported()):
        import concurrent.futures, multiprocessing.managers, queue, shutil, subprocess, tempfile, threading
        tempfile.gettempdir()


def guard():
    """The official evaluator's guard against accidents: it removes functions that break the machine."""
    import builtins
    as_the_official_parent()
    os.environ["OMP_NUM_THREADS"] = "1"
    builtins.exit = builtins.quit = None
    for name in ("kill system putenv remove removedirs rmdir fchdir setuid fork forkpty killpg rename renames "
                 "truncate replace unlink fchmod fchown chmod chown chroot lchflags lchmod lchown getcwd chdir").split():
        setattr(os, name, None)
    if b"shutil" in SOURCE or "shutil" in sys.modules:
        import shutil
        shutil.rmtree = shutil.move = shutil.chown = None
    if b"subprocess" in SOURCE or "subprocess" in sys.modules:
        import subprocess
        subprocess.Popen = None
    builtins.help = None
    for name in ("ipdb", "joblib", "resource", "psutil", "tkinter"):
        sys.modules[name] = None


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



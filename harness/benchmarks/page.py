#!/usr/bin/env python3
"""Makes a run of many tasks with logs, and measures its page in a headless Chromium (Debian: chromium).

    python3 harness/benchmarks/page.py [TASKS [ROUNDS]]       10,000 tasks, 5 rounds
    python3 harness/benchmarks/page.py --page PAGE [ROUNDS]   the page of a run that is there

The run is made by `frostbench grade` from rows and logs that this writes: SWE-bench's form, pytest's logs of about 20 KB. It prints
one JSON object: the size of the page and of what lies beside it, and medians and maxima over all rounds, each in a new browser.
`open_ms` is the time from the navigation to the first frame that has the table; `filter_ms` that from a change of a filter to the
frame that shows its rows; `task_ms` that from a click on a task to its details.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
FROSTBENCH = os.environ.get("FROSTBENCH", str(HOME / "frostbench"))
REPOSITORIES = ("pallets/flask", "psf/requests", "pytest-dev/pytest", "pylint-dev/pylint", "pydata/xarray", "mwaskom/seaborn")
FILTERS = {
    "verdict": "$('verdict').value = '=unresolved'; $('verdict').onchange()",
    "search": "$('search').value = 'flask 7'; $('search').oninput()",
    "clear": "$('clear').onclick()",
    "repository": "$('repository').value = '=psf/requests'; $('repository').onchange()",
    "nothing": "$('search').value = 'no such words'; $('search').oninput()",
    "all": "$('clear').onclick()",
    "sort": "document.querySelector('#heads button').click()",
}


class Browser:
    """A Chromium on two pipes."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="frostbench-page-")
        (read, self.to), (self.back, write) = os.pipe(), os.pipe()
        shell = f'exec chromium "$@" 3<&{read} 4>&{write} > {self.folder}/printed 2>&1'
        self.process = subprocess.Popen(
            ["bash", "-c", shell, "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--remote-debugging-pipe", f"--user-data-dir={self.folder}", "--window-size=1280,1000", "about:blank"],
            pass_fds=(read, write))
        os.close(read)
        os.close(write)
        self.calls, self.buffer, self.session = 0, b"", None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")

    def call(self, method, **parameters):
        self.calls += 1
        frame = {"id": self.calls, "method": method, "params": parameters}
        if self.session:
            frame["sessionId"] = self.session
        os.write(self.to, json.dumps(frame).encode() + b"\0")
        while True:
            while b"\0" not in self.buffer:
                self.buffer += os.read(self.back, 1 << 20) or sys.exit("the browser ended")
            line, self.buffer = self.buffer.split(b"\0", 1)
            told = json.loads(line)
            if told.get("id") == self.calls:
                return told["result"] if "result" in told else sys.exit(f"{method}: {told['error']}")

    def value(self, expression):
        told = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return sys.exit(str(told)) if "exceptionDetails" in told else told["result"].get("value")

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def make(folder, tasks):
    """A run's folder, made of rows and logs."""
    rows, logs, luck = folder / "rows.jsonl", folder / "logs", random.Random(20)
    with rows.open("w") as out:
        for number in range(tasks):
            repository = luck.choice(REPOSITORIES)
            instance = f"{repository.replace('/', '__')}-{1000 + number}"
            fix, old = f"tests/test_a.py::test_fix_{number}", [f"tests/test_a.py::test_{at}" for at in range(250)]
            passed = luck.random() < 0.5
            out.write(json.dumps({
                "instance_id": instance, "repo": repository, "version": "0.1", "base_commit": "0" * 40, "patch": "",
                "test_patch": "", "FAIL_TO_PASS": [fix], "PASS_TO_PASS": old}) + "\n")
            lines = ["+ git apply -v - ", ">>>>> Applied Patch", ">>>>> Start Test Output", "=" * 30 + " FAILURES " + "=" * 30]
            if not passed:
                lines += [f"{'_' * 30} test_fix_{number} {'_' * 30}", "", f"    def test_fix_{number}():",
                          f">       assert answer() == {number}", f"E       assert 0 == {number}", ""]
            lines += ["=" * 30 + " short test summary info " + "=" * 30] + [f"PASSED {test}" for test in old]
            lines += [f"{'PASSED' if passed else 'FAILED'} {fix}", ">>>>> End Test Output", ""]
            log = "\n".join(lines) + "".join(f"a line of a log that is long, number {at}\n" for at in range(300))
            own = logs / "model" / instance
            own.mkdir(parents=True)
            (own / "test_output.txt").write_text(log)
            (own / "patch.diff").write_text("--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-old\n" + f"+new = {number}\n")
    began = time.monotonic()
    subprocess.run([FROSTBENCH, "grade", str(HOME / "suites/swebench/suite.yaml"), "--dataset", str(rows), "--logs", str(logs),
                    "--out", str(folder / "run")], check=True, stdout=subprocess.DEVNULL)
    print(f"graded and rendered in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return folder / "run" / "index.html"


def frame(browser, act, until="true"):
    """How long it is until a condition holds and a frame is drawn, in milliseconds."""
    return browser.value("new Promise(done => { const from = performance.now(); " + act + "; const look = () => "
                         + until + " ? setTimeout(() => done(performance.now() - from)) : requestAnimationFrame(look);"
                         " requestAnimationFrame(look); })")


def measure(page, rounds):
    opened, filters, task = [], {name: [] for name in FILTERS}, []
    for _ in range(rounds):
        browser = Browser()
        began = time.monotonic()
        browser.call("Page.navigate", url=page.resolve().as_uri())
        while not browser.value("document.readyState === 'complete' && document.querySelectorAll('#body tr').length > 0"):
            time.sleep(0.005)
        browser.value("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        opened.append(1000 * (time.monotonic() - began))
        for name, act in FILTERS.items():
            filters[name].append(frame(browser, act))
        task.append(frame(browser, "document.querySelector('#body tr:nth-child(7) a').click()",
                          "document.querySelector('#detail').children.length > 0"))
        rows = browser.value("document.querySelector('#shown').textContent")
        browser.close()
    beside = [path.stat().st_size for path in page.parent.glob("details/*.js")]
    figures = {"results": rows, "page_mb": round(page.stat().st_size / 1e6, 1), "beside_mb": round(sum(beside) / 1e6, 1),
               "open_ms": summary(opened), "filter_ms": {name: summary(all_) for name, all_ in filters.items()},
               "task_ms": summary(task), "load": os.getloadavg()[0]}
    print(json.dumps(figures, indent=1))


def summary(times):
    return {"median": round(statistics.median(times)), "most": round(max(times))}


def main():
    words = sys.argv[1:]
    if words[:1] == ["--page"]:
        return measure(Path(words[1]), int(words[2]) if len(words) > 2 else 5)
    with tempfile.TemporaryDirectory(prefix="frostbench-page-") as folder:
        measure(make(Path(folder), int(words[0]) if words else 10_000), int(words[1]) if len(words) > 1 else 5)


if __name__ == "__main__":
    main()

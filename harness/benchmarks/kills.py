#!/usr/bin/env python3
"""Kills runs at random moments, goes on with --resume, and holds the score files against those of a run that nobody disturbed.

    python3 harness/benchmarks/kills.py [ALONE [SLURM [SEED]]]        100 kills of a run on one machine, 100 on Slurm, seed 1

On Slurm each kill meets, by chance, the process that leads the run, the process of a share, or a node with all that runs on it. After
each kill no result that the ledger held may be gone, and none may be there twice. It starts a cluster of three nodes on this host in
a temporary folder, and ends it; it needs what slurm.py needs. The fixture `host` must be built. Ends with 1 if anything is lost.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import slurm

PROBLEMS = 120
SCORES = ("scores.csv", "tests.csv", "summary.csv", "run.json")


def write_problems(at, sleep):
    at.mkdir()
    with open(at / "problems.jsonl", "w") as problems, open(at / "answers.jsonl", "w") as answers:
        for n in range(PROBLEMS):
            problems.write(json.dumps({"task_id": f"add/{n}", "entry_point": "add", "prompt": f"def add(a):\n    \"\"\" Adds {n}. \"\"\"\n",
                                       "test": f"def check(candidate):\n    assert candidate(1) == {n + 1}\n",
                                       "canonical_solution": f"    return a + {n}\n"}) + "\n")
            answers.write(json.dumps({"task_id": f"add/{n}", "completion": f"    import time\n    time.sleep({sleep})\n"
                                      f"    return a + {-1 if n % 3 == 2 else n}\n"}) + "\n")


def start(at, out, *more):
    with open(at / f"{out}.log", "ab") as log:
        return subprocess.Popen([slurm.HOME / "frostbench", "run", slurm.HOME / "suites/humaneval/suite.yaml", "--dataset", "problems.jsonl",
                                 "--predictions", "answers.jsonl", "--run-id", "one", "--out", out, *more], cwd=at, stdout=log, stderr=log)


def undisturbed(at, *more):
    """A whole run; returns its seconds."""
    began = time.monotonic()
    if start(at, "undisturbed", *more).wait():
        raise SystemExit((at / "undisturbed.log").read_text())
    return time.monotonic() - began


def finished(ledger):
    """The tasks with a result, as often as they have one; a line that is cut off is none."""
    tasks = []
    for line in ledger.read_bytes().splitlines(True) if ledger.exists() else []:
        if line.endswith(b"\n") and b'"entry":"finished"' in line:
            tasks.append(json.loads(line)["record"]["task"])
    return tasks


def lost_or_doubled(before, after):
    return [f"lost {task}" for task in set(before) - set(after)] + [f"{task} is there twice" for task in set(after) if after.count(task) > 1]


def differing(at, run):
    return [name for name in SCORES if (at / run / name).read_bytes() != (at / "undisturbed" / name).read_bytes()]


def processes(word, among=None):
    """Processes whose command line holds a word."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if any(word.encode() in each for each in words) and (among is None or among.encode() in words):
                found.append(int(entry.name))
    return found


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Cluster:
    def __init__(self, at):
        self.daemons = slurm.begin(at)

    def kill_a_share(self, at, chance):
        """The process of one share, as a kernel does that has no memory left."""
        shares = processes(str(at), among="node")
        if shares:
            kill(chance.choice(shares))

    def kill_a_node(self, at, chance):
        """A node's daemon and all that runs on it; it comes back a second later."""
        number = chance.choice((1, 2, 3))
        jobs = said("squeue", "--noheader", "--states=RUNNING", f"--nodelist=n{number}", "--format=%A").split()
        daemon = self.daemons[1 + number]
        daemon.kill()
        daemon.wait()
        for job in jobs:
            for step in processes(f"slurmstepd: [{job}."):
                for pid in [*reversed(tree(step)), step]:
                    kill(pid)
        time.sleep(1)
        self.daemons[1 + number] = subprocess.Popen(["slurmd", "-D", "-N", f"n{number}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        said("scontrol", "update", f"NodeName=n{number}", "State=RESUME")


def said(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout


def tree(pid):
    children = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, rest = [], [pid]
    while rest:
        below = children.get(rest.pop(), [])
        found += below
        rest += below
    return found


def disturb(at, kills, chance, wait, ways, *more):
    """Starts and kills until there were as many kills as asked; after a run that is whole another begins. Returns what went wrong."""
    wrong, number, run, kept, counts = [], 0, None, [], Counter()
    for _ in range(10 * kills):
        if counts.total() == kills:
            break
        run = run or start(at, f"killed-{number}", "--resume", *more)
        try:
            run.wait(chance.uniform(*wait))
            if run.returncode == 0:
                number, kept = number + 1, []
            run = None
            continue
        except subprocess.TimeoutExpired:
            now = finished(at / f"killed-{number}" / "ledger.jsonl")
        wrong += [f"before kill {counts.total() + 1}: {each}" for each in lost_or_doubled(kept, now)]
        kept = now
        way = chance.choice(ways)
        if way == kill_the_runner:
            run.kill()
            run.wait()
            run = None
        else:
            way(at / f"killed-{number}", chance)
        counts[way.__name__.rsplit("_", 1)[-1]] += 1
    if run:
        run.kill()
        run.wait()
    print("kills:", ", ".join(f"{count} of a {what}" for what, count in sorted(counts.items())), flush=True)
    return wrong + ended(at, number, more) + ([] if counts.total() == kills else ["too few kills"])


def kill_the_runner():
    """The process that leads the run; disturb() does it."""


def ended(at, last, more):
    """Each run that was begun, ended undisturbed; a share may have been lost, so it is resumed until it is whole."""
    wrong = []
    for number in range(last + 1):
        out = f"killed-{number}"
        for _ in range(3):
            if start(at, out, "--resume", *more).wait() == 0:
                break
        wrong += [f"{out}: {name} differs" for name in differing(at, out)]
        wrong += [f"{out}: {each}" for each in lost_or_doubled([f"add/{n}" for n in range(PROBLEMS)], finished(at / out / "ledger.jsonl"))]
    print(f"{last + 1} runs ended, {last + 1 - len({each.split(':')[0] for each in wrong})} as undisturbed ones", flush=True)
    return wrong


def main(alone=100, on_slurm=100, seed=1):
    at = Path(tempfile.mkdtemp(prefix="frostbench-kills-"))
    chance = random.Random(seed)
    daemons, wrong = None, []
    try:
        write_problems(at / "alone", 0)
        whole = undisturbed(at / "alone")
        wrong += disturb(at / "alone", alone, chance, (whole / 8, whole), [kill_the_runner])
        if on_slurm:
            (at / "cluster").mkdir()
            more = ["--on", "slurm", "--shards", "6"]
            cluster = Cluster(at / "cluster")
            daemons = cluster.daemons
            write_problems(at / "slurm", 0.3)
            whole = undisturbed(at / "slurm", *more)
            wrong += disturb(at / "slurm", on_slurm, chance, (whole / 8, whole), [kill_the_runner, cluster.kill_a_share, cluster.kill_a_node],
                             *more)
    finally:
        if daemons:
            slurm.end(daemons)
        shutil.rmtree(at, ignore_errors=True)
    print("\n".join(wrong) or "nothing was lost or doubled, and all score files are equal", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

#!/usr/bin/env python3
"""Measures a run on Slurm beside the same run on this machine alone: many tasks whose command does nothing.

    python3 harness/benchmarks/slurm.py [TASKS [SHARDS [ROUNDS]]]        500 tasks, 6 shards, 3 rounds

It starts a cluster of three nodes on this host in a temporary folder, and ends it. It needs root, Slurm and munge
(apt-get install slurm-wlm slurmd slurmctld slurm-client munge), and the fixture `host` built. A round is one run of each kind in
turn. `a task` is the whole time of the command `run` divided by the number of tasks, `beyond` the same without the time of
the tasks' own commands, as if they had run one after the other in each sandbox's slot.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
WORKERS = 2
SUITE = """name: nothing
kind: command
dataset: tasks.jsonl
predictions: answers.jsonl
fixture: host
prediction: {file: /answer}
command: ["true"]
"""


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def configuration(at):
    host = socket.gethostname().split(".")[0]
    nodes = "".join(f"NodeName=n{n} NodeHostname={host} NodeAddr=127.0.0.1 Port={free_port()} CPUs=4 RealMemory=4000 State=UNKNOWN\n"
                    for n in (1, 2, 3))
    return f"""ClusterName=bench
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={free_port()}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=cred_expire=5,socket={at}/munge.socket
StateSaveLocation={at}/state
SlurmdSpoolDir={at}/spool.%n
SlurmdPidFile={at}/slurmd.%n.pid
SlurmctldPidFile={at}/slurmctld.pid
SchedulerParameters=sched_interval=1,bf_interval=2,sched_min_interval=0,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
DefMemPerCPU=500
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SlurmdParameters=config_overrides
{nodes}PartitionName=bench Nodes=n[1-3] Default=YES MaxTime=INFINITE State=UP
"""


def begin(at):
    (at / "state").mkdir()
    (at / "munge.key").write_bytes(secrets.token_bytes(128))
    (at / "munge.key").chmod(0o600)
    (at / "slurm.conf").write_text(configuration(at))
    os.environ["SLURM_CONF"] = str(at / "slurm.conf")
    munged = ["munged", "--foreground", "--force"] + [f"--{what}={at}/munge.{name}" for what, name in
              (("key-file", "key"), ("socket", "socket"), ("pid-file", "pid"), ("log-file", "log"), ("seed-file", "seed"))]
    daemons = []
    for argv in (munged, ["slurmctld", "-D"], *(["slurmd", "-D", "-N", f"n{n}"] for n in (1, 2, 3))):
        daemons.append(subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        if argv is munged:
            while not (at / "munge.socket").exists():
                time.sleep(0.05)
    await_nodes()
    return daemons


def await_nodes():
    for _ in range(600):
        said = subprocess.run(["sinfo", "-h", "-N", "-o", "%T"], capture_output=True, text=True).stdout
        if said.split() == ["idle"] * 3:
            return
        time.sleep(0.1)
    raise SystemExit("the nodes do not come up: " + said)


def end(daemons):
    for daemon in reversed(daemons):
        daemon.send_signal(signal.SIGTERM)
        try:
            daemon.wait(10)
        except subprocess.TimeoutExpired:
            daemon.kill()


def run(at, out, *more):
    began = time.perf_counter()
    subprocess.run([HOME / "frostbench", "run", "suite.yaml", "--run-id", "one", "--out", out, *more], cwd=at, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def commands(ledger):
    """Seconds that the tasks' own commands took."""
    nanos = 0
    for line in ledger.read_text().splitlines():
        record = json.loads(line)["record"]
        if record["entry"] == "finished":
            nanos += sum(seen["wall"] for seen in record["evidence"]["observations"])
    return nanos / 1e9


def main(tasks=500, shards=6, rounds=3):
    at = Path(tempfile.mkdtemp(prefix="frostbench-slurm-"))
    daemons = []
    try:
        (at / "suite.yaml").write_text(SUITE)
        (at / "tasks.jsonl").write_text("".join(json.dumps({"task_id": f"t/{n}"}) + "\n" for n in range(tasks)))
        (at / "answers.jsonl").write_text("".join(json.dumps({"task_id": f"t/{n}", "prediction": "x"}) + "\n" for n in range(tasks)))
        (at / "cluster").mkdir()
        daemons = begin(at / "cluster")
        for number in range(rounds):
            for name, slots, more in (("one machine", WORKERS, ["--workers", str(WORKERS)]),
                                      ("slurm", shards * WORKERS, ["--on", "slurm", "--shards", str(shards), "--workers", str(WORKERS)])):
                out = f"{name.split()[0]}-{number}"
                wall = run(at, out, *more)
                inside = commands(at / out / "ledger.jsonl")
                print(f"{name:12} {wall:6.1f} s   a task {wall * 1000 / tasks:6.1f} ms   "
                      f"beyond {(wall - inside / slots) * 1000 / tasks:6.1f} ms   load {os.getloadavg()[0]:.1f}", flush=True)
            same = all((at / f"one-{number}" / f).read_bytes() == (at / f"slurm-{number}" / f).read_bytes()
                       for f in ("scores.csv", "summary.csv", "run.json"))
            print("score files are equal" if same else "score files DIFFER", flush=True)
    finally:
        end(daemons)
        shutil.rmtree(at, ignore_errors=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

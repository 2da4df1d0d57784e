#!/usr/bin/env python3
"""Times the bare evaluation commands of a run, beside what the run took: what does the harness cost?

    sudo python3 suites/swebench/bare.py RUN --store STORE [--workers 2] [--first N] [--changes FOLDER]

For each instance of RUN (a folder written by `frostbench run --predictions gold`) the layers of its fixture are mounted as
an overlay by util-linux, in a user, mount, pid and network namespace and nothing else; the patch is applied and the
official `eval.sh` runs in it by chroot. No limits, no seccomp, no grading, no record. What the commands write is kept in
memory; in FOLDER with --changes, a folder of a disk that an overlay can write to. It prints one JSON object, seconds:

    instances, bare_sum_s    the sum of the bare commands
    bare_wall_s              from the first start to the last end, on `workers` threads
    run_commands_s           the sum of the same commands in RUN, by its timings.csv
    run_all_s                with the commands that the harness adds

Needs root, whose fixtures it reads (with the ids that the store's file `ids` tells), and util-linux.
"""
import argparse
import csv
import json
import os
import subprocess
import tempfile
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

APPLY = "cd /testbed && git apply --verbose /patch.diff"
INSIDE = """
set -e
[ "$ON_DISK" ] || mount -t tmpfs none "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay none -o "userxattr,lowerdir=$2,upperdir=$1/upper,workdir=$1/work" "$1/root"
mount --rbind /dev "$1/root/dev"
mount -t proc proc "$1/root/proc"
ip link set lo up
cp "$3/patch.diff" "$3/eval.sh" "$1/root/"
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
chroot "$1/root" env -i "${@:4}" /bin/sh -c "$APPLY" > "$1/log" 2>&1
chroot "$1/root" env -i "${@:4}" /bin/bash /eval.sh > "$1/log" 2>&1 || true
grep -q '>>>>> End Test Output' "$1/log"
"""
ENTER = ["unshare", "--mount", "bash", "-c", 'mount --bind "$LAYERS" /mnt; exec "$@"', "bash",
         "unshare", "--user", "--keep-caps", "bash", "-c", 'read -r mapped; exec "$@"', "bash",
         "setpriv", "--reuid", "0", "--regid", "0", "--clear-groups",
         "unshare", "--mount", "--pid", "--fork", "--net", "--ipc", "--uts", "bash", "-c", INSIDE, "bash"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--first", type=int, default=None)
    parser.add_argument("--changes", type=Path, default=None)
    arguments = parser.parse_args()
    folders = sorted(arguments.run.glob("official/gold/*/eval.sh"))[:arguments.first]
    begun = time.monotonic()
    with ThreadPoolExecutor(arguments.workers) as workers:
        walls = list(workers.map(lambda script: bare(script.parent, arguments.store, arguments.changes), folders))
    total = time.monotonic() - begun
    commands, everything = recorded(arguments.run, {script.parent.name for script in folders})
    print(json.dumps({"instances": len(walls), "bare_sum_s": round(sum(walls), 3), "bare_wall_s": round(total, 3),
                      "run_commands_s": round(commands, 3), "run_all_s": round(everything, 3)}))


def bare(folder, store, changes):
    manifest = manifest_of("swebench/" + folder.name, store)
    topmost_first = dict.fromkeys(layer["digest"] for layer in reversed(manifest["layers"]))  # a folder stacks once
    layers = ":".join("/mnt/" + digest.removeprefix("sha256:") for digest in topmost_first)
    environment = [f"{key}={value}" for key, value in manifest["environment"].items()]
    with tempfile.TemporaryDirectory(dir=changes) as scratch:
        os.chown(scratch, *first_ids(store))
        os.chmod(scratch, 0o755)
        begun = time.monotonic()
        child = subprocess.Popen([*ENTER, scratch, layers, str(folder.absolute()), *environment],
                                 env={**os.environ, "APPLY": APPLY, "LAYERS": str(store / "layers"),
                                      "ON_DISK": "yes" if changes else ""}, stdin=subprocess.PIPE)
        map_ids(child.pid, *first_ids(store))
        child.communicate(b"mapped\n")
        if child.returncode:
            raise SystemExit(f"{folder.name}: did not run to its end, exit code {child.returncode}")
        return time.monotonic() - begun


def first_ids(store):
    """Of users and of groups; stores that are older than the file have what root had then."""
    file = store / "ids"
    return [int(word) for word in file.read_text().split()] if file.exists() else [100000, 100000]


def map_ids(pid, first_user, first_group):
    while os.readlink(f"/proc/{pid}/ns/user") == os.readlink("/proc/self/ns/user"):
        time.sleep(0.0005)
    for kind, first in ("uid", first_user), ("gid", first_group):
        Path(f"/proc/{pid}/{kind}_map").write_text(f"0 {first} 65536")


def manifest_of(name, store):
    digest = (store / "names" / urllib.parse.quote_plus(name)).read_text().strip().removeprefix("sha256:")
    return json.loads((store / "manifests" / f"{digest}.json").read_text())


def recorded(run, instances):
    commands = everything = 0.0
    with open(run / "timings.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["task_id"] in instances:
                everything += float(row["wall_s"])
                commands += float(row["wall_s"]) if row["step"] in ("apply", "evaluate") else 0
    return commands, everything


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Measures a server by the published SDK for Python, over HTTP, as its users do.

    export DAYTONA_API_URL=… DAYTONA_API_KEY=…        as `./frostbench serve` prints them
    python sdk.py pair [ROUNDS]                       create, exec and snapshot beside empty answers, in turn
    python sdk.py forks [FORKS [CLIENTS]]             forks of one snapshot by many clients at once
    python sdk.py tree [DEPTH [WIDTH [CLIENTS]]]      a snapshot a node, by the SDK alone
    python sdk.py branches [DEPTH [WIDTH [CLIENTS]]]  the same tree by forks of sandboxes, without names
    python sdk.py search [DEPTH [WIDTH]]              the same tree as a driven search, by POST /api/search
    python sdk.py open N PID                          the resident memory of the server with N sandboxes open

Times are medians in milliseconds, with the fastest tenth behind them, and what the SDK itself has computed. It needs daytona 0.226.1 and a server of its own.
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from daytona import CreateSandboxFromSnapshotParams, Daytona

daytona = Daytona()


def timed(work):
    before, own = time.perf_counter(), time.thread_time()
    result = work()
    return ((time.perf_counter() - before) * 1000, (time.thread_time() - own) * 1000), result


def told(figures):
    for name, pairs in figures.items():
        times, own = (sorted(column) for column in zip(*pairs))
        print(f"{name:28} p50 {statistics.median(times):8.2f}   p10 {times[len(times) // 10]:8.2f}"
              f"   own p50 {statistics.median(own):6.2f}   n {len(times)}")


def must(done):
    assert done.exit_code == 0, done.result
    return done


def create_and_exec():
    sandbox = daytona.create()
    must(sandbox.process.exec("true"))
    return sandbox


def pair(rounds=200):
    """One of each in turn, so that other work of the machine affects all alike."""
    figures = {}

    def add(name, took, counts):
        if counts:
            figures.setdefault(name, []).append(took)

    standing = daytona.create()
    for i in range(rounds + 20):
        counts = i >= 20
        add("two empty answers", timed(lambda: [standing.process.list_sessions() for _ in range(2)])[0], counts)
        took, sandbox = timed(create_and_exec)
        add("create and first exec", took, counts)
        add("exec of true", timed(lambda: must(sandbox.process.exec("true")))[0], counts)
        must(sandbox.process.exec("head -c 1048576 /dev/urandom > /tmp/change"))
        name = f"pair-{os.getpid()}-{i}"
        add("snapshot of 1 MB", timed(lambda: sandbox.create_snapshot(name))[0], counts)
        add("fork", timed(sandbox.fork)[0], counts)
        add("the shell alone", timed(lambda: subprocess.run(["bash", "-c", "true"], check=True))[0], counts)
        for each in daytona.list():
            if each.id != standing.id:
                daytona.delete(each)
        daytona.snapshot.delete(daytona.snapshot.get(name))
        time.sleep(0.05)  # the pool fills again
    daytona.delete(standing)
    told(figures)


def forks(count=500, clients=16):
    base = daytona.create()
    must(base.process.exec("echo frozen > /tmp/state"))
    name = f"forks-{os.getpid()}"
    base.create_snapshot(name)

    mine = threading.local()

    def one(_):
        if not hasattr(mine, "client"):
            mine.client = Daytona()
        client = mine.client
        took, sandbox = timed(lambda: client.create(CreateSandboxFromSnapshotParams(snapshot=name)))
        good = sandbox.process.exec("cat /tmp/state").result.strip() == "frozen"
        client.delete(sandbox)
        return took, good

    with ThreadPoolExecutor(clients) as pool:
        (took, _), results = timed(lambda: list(pool.map(one, range(count))))
    told({"create": [each for each, _ in results]})
    print(f"{count} forks by {clients} clients in {took / 1000:.1f} s, {sum(not good for _, good in results)} failed")
    daytona.delete(base)
    daytona.snapshot.delete(daytona.snapshot.get(name))


def tree(depth=3, width=8, clients=4):
    """A snapshot a node: create from the parent's, run, freeze, delete."""
    made = [f"tree-{os.getpid()}"]
    root = daytona.create()
    root.create_snapshot(made[0])
    daytona.delete(root)

    def child(job):
        parent, i = job
        sandbox = daytona.create(CreateSandboxFromSnapshotParams(snapshot=parent))
        must(sandbox.process.exec(f"echo {i} >> /tmp/path"))
        sandbox.create_snapshot(f"{parent}-{i}")
        daytona.delete(sandbox)
        return f"{parent}-{i}"

    def grow():
        level = made[:]
        for _ in range(depth):
            level = list(pool.map(child, [(parent, i) for parent in level for i in range(width)]))
            made.extend(level)

    with ThreadPoolExecutor(clients) as pool:
        (took, _), _ = timed(grow)
    print(f"{len(made)} states by {clients} clients in {took / 1000:.1f} s")
    for name in reversed(made):
        daytona.snapshot.delete(daytona.snapshot.get(name))


def branches(depth=3, width=8, clients=4):
    """A sandbox a node: fork the parent's, run, and delete it when its children are there."""

    def child(job):
        parent, i = job
        sandbox = parent.fork()
        must(sandbox.process.exec(f"echo {i} >> /tmp/path"))
        return sandbox

    def grow():
        level, states = [daytona.create()], 1
        for _ in range(depth):
            children = list(pool.map(child, [(parent, i) for parent in level for i in range(width)]))
            list(pool.map(daytona.delete, level))
            level = children
            states += len(level)
        list(pool.map(daytona.delete, level))
        return states

    with ThreadPoolExecutor(clients) as pool:
        (took, _), states = timed(grow)
    print(f"{states} states by {clients} clients in {took / 1000:.1f} s")


def call(method, path, body=None):
    request = urllib.request.Request(os.environ["DAYTONA_API_URL"] + path, method=method,
                                     data=None if body is None else json.dumps(body).encode(),
                                     headers={"Authorization": "Bearer " + os.environ["DAYTONA_API_KEY"],
                                              "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def search(depth=3, width=8):
    sandbox = daytona.create()
    begun = call("POST", "/search", {"sandbox": sandbox.id, "score": {"run": "echo 1"},
                                     "budget": {"sandboxes": 3000}})

    def grow():
        level, states = [0], 1
        for _ in range(depth):
            grown = [call("POST", f"/search/{begun['id']}/nodes/{node}/expand",
                          {"commands": [f"echo {i} >> /tmp/path" for i in range(width)]})["children"] for node in level]
            level = [child["id"] for children in grown for child in children]
            states += len(level)
        return states

    (took, _), states = timed(grow)
    print(f"{states} states of a driven search in {took / 1000:.1f} s")
    call("DELETE", f"/search/{begun['id']}")
    daytona.delete(sandbox)


def opened(count, pid):
    def resident():
        with open(f"/proc/{pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    before = resident()
    with ThreadPoolExecutor(4) as pool:
        (took, _), sandboxes = timed(lambda: list(pool.map(lambda _: create_and_exec(), range(count))))
    print(f"{count} sandboxes in {took / 1000:.1f} s: {before / 1024:.0f} MB resident before, {resident() / 1024:.0f} MB with them")
    for sandbox in sandboxes:
        daytona.delete(sandbox)


if __name__ == "__main__":
    work = {"pair": pair, "forks": forks, "tree": tree, "branches": branches, "search": search,
            "open": opened}.get((sys.argv + [""])[1])
    if not work:
        sys.exit(__doc__)
    work(*map(int, sys.argv[2:]))

"""An agent without a model repairs a project by a driven search: the official SDK, and plain HTTP for the search."""

import json
import os
import urllib.error
import urllib.request

from daytona import CreateSandboxFromSnapshotParams, Daytona

EDITS = {
    "take the last first": "sed -i 's/ in intervals:/ in reversed(intervals):/' intervals.py",
    "sort": "sed -i 's/ in intervals:/ in sorted(intervals):/' intervals.py",
    "count both ends": "sed -i 's/end - begin/end - begin + 1/' intervals.py",
    "let touching ones meet": "sed -i 's/begin < /begin <= /' intervals.py",
    "take the later end": "sed -i 's/\\[0\\], end)/[0], max(result[-1][1], end))/' intervals.py",
}
CODE = """
def merge(intervals):
    result = []
    for begin, end in intervals:
        if result and begin < result[-1][1]:
            result[-1] = (result[-1][0], end)
        else:
            result.append((begin, end))
    return result
"""
TESTS = """
import unittest
from intervals import merge


class Tests(unittest.TestCase):
    def test_apart(self):
        self.assertEqual(merge([(1, 2), (4, 5)]), [(1, 2), (4, 5)])

    def test_unsorted(self):
        self.assertEqual(merge([(4, 5), (1, 2)]), [(1, 2), (4, 5)])

    def test_touching(self):
        self.assertEqual(merge([(1, 2), (2, 3)]), [(1, 3)])

    def test_inside(self):
        self.assertEqual(merge([(1, 9), (2, 3)]), [(1, 9)])
"""


def call(method: str, path: str, body: dict | None = None):
    """One call of the server beside the SDK."""
    request = urllib.request.Request(
        os.environ["DAYTONA_API_URL"] + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["DAYTONA_API_KEY"]},
    )
    with urllib.request.urlopen(request) as answer:
        content = answer.read()
        return json.loads(content) if answer.headers["Content-Type"] == "application/json" else content.decode()


daytona = Daytona()
project = daytona.create(CreateSandboxFromSnapshotParams(env_vars={"PYTHONDONTWRITEBYTECODE": "1"}))
project.process.exec("mkdir /src")
project.fs.upload_file(CODE.encode(), "/src/intervals.py")
project.fs.upload_file(TESTS.encode(), "/src/test_intervals.py")

search = call(
    "POST",
    "/search",
    {
        "sandbox": project.id,
        "workdir": "/src",
        "score": {"run": "python3 -m unittest -v 2>&1 | grep -c ' ok$'", "by": "number", "goal": 4},
        "budget": {"sandboxes": 100, "time": "10m"},
    },
)
nodes = f"/search/{search['id']}/nodes"

# the agent: it goes on from the best state, with the edits that did not lead there
way, at, best = [], 0, call("GET", nodes + "/0")
for _ in EDITS:
    commands = [{"name": name, "run": run} for name, run in EDITS.items() if name not in way]
    grown = call("POST", f"{nodes}/{at}/expand", {"commands": commands})
    scored = [child for child in grown["children"] if child["standing"] == "scored"]
    best = max(scored, key=lambda child: child["score"])
    way, at = [*way, best["candidate"]], best["id"]
    if grown["end"] == "goal":
        break
assert best["score"] == 4, call("GET", f"/search/{search['id']}/tree")
assert {"sort", "let touching ones meet", "take the later end"} == set(way), way

repaired = daytona.get(call("POST", f"{nodes}/{at}/sandbox")["id"])
assert repaired.process.exec("cd /src && python3 -m unittest -q").exit_code == 0
assert project.process.exec("cd /src && python3 -m unittest -q").exit_code == 1
project.fs.upload_file(call("GET", f"{nodes}/{at}/patch?from=0").encode(), "/tmp/repair.patch")
assert project.process.exec("cd /src && git apply /tmp/repair.patch && python3 -m unittest -q").exit_code == 0
call("POST", f"{nodes}/{at}/snapshot", {"name": "repaired"})
call("DELETE", f"/search/{search['id']}")
try:
    call("GET", f"/search/{search['id']}")
    raise AssertionError("a deleted search is there")
except urllib.error.HTTPError as error:
    assert error.code == 404, error
kept = daytona.create(CreateSandboxFromSnapshotParams(snapshot="repaired"))
assert kept.process.exec("cd /src && python3 -m unittest -q").exit_code == 0

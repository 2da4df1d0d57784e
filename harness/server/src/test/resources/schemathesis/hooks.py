"""Gives most of the generated calls something that is really there: a sandbox, a session, a file, a repository.

Each operation has a sandbox of its own, because some of them end, break or fill it. Its network is shut.
"""
import os
import re

import requests
import schemathesis

API = os.environ["DAYTONA_API_URL"]
ROOT = API.removesuffix("/api")
SANDBOXES = {"createSandbox", "forkSandbox", "openSearchNode"}

session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["DAYTONA_API_KEY"]
calls = {}

# What half of the calls name in their query or body, if they name such a thing at all.
REPOSITORY = "/tmp/repository"
FILE = REPOSITORY + "/file"
GIVEN = {"source": FILE, "files": [FILE], "key": "user.name", "imageName": "host", "snapshot": "host", "from": "host",
         "branch": "main", "target": "HEAD", "url": REPOSITORY, "cwd": REPOSITORY, "pattern": "line",
         "message": "words", "author": "ann"}
PREPARATION = f"""
git init -q -b main {REPOSITORY} && cd {REPOSITORY} && echo line > file && git add file
git -c user.name=ann -c user.email=ann@example.com commit -qm first && echo more >> file
"""
LISTENER = "(python3 -m http.server -b 127.0.0.1 8000 > /dev/null 2>&1 &)"


def ask(method, url, **more):
    return session.request(method, url, timeout=60, **more)


def made(method, url, json):
    answer = ask(method, url, json=json)
    assert answer.ok or answer.status_code == 409, f"{url}: {answer.status_code} {answer.text}"
    return answer.json() if answer.ok and answer.content else {}


def sandbox(name):
    """A sandbox of this name that runs."""
    found = ask("GET", f"{API}/sandbox/{name}")
    if found.ok and found.json()["state"] == "started":
        return found.json()["id"]
    if found.ok:
        ask("DELETE", f"{API}/sandbox/{name}")
    id = made("POST", f"{API}/sandbox", {"name": name, "networkBlockAll": True, "autoStopInterval": 0})["id"]
    made("POST", f"{ROOT}/toolbox/{id}/process/execute", {"command": PREPARATION})
    if name.startswith("preview"):
        made("POST", f"{ROOT}/toolbox/{id}/process/execute", {"command": LISTENER})
    return id


def real(parameter, found):
    """What stands for a parameter of a path and is there; None if nothing does."""
    below = f"{ROOT}/toolbox/{found.get('sandbox')}/process"
    match parameter:
        case "session":
            made("POST", f"{below}/session", {"sessionId": "work"})
            return "work"
        case "command":
            told = made("POST", f"{below}/session/work/exec", {"command": "echo one; echo two >&2"})
            return told.get("cmdId")
        case "id":
            made("POST", f"{below}/pty", {"id": "desk"})
            return "desk"
        case "context":
            there = ask("GET", f"{below}/interpreter/context").json()["contexts"]
            return (there or [made("POST", f"{below}/interpreter/context", {})])[0]["id"]
        case "snapshot":
            made("POST", f"{API}/snapshots", {"name": "kept", "imageName": "host"})
            return "kept"
        case "port":
            return 8000
        case "search":
            there = [each for each in ask("GET", f"{API}/search").json()["items"] if each["state"] != "ended"]
            wish = {"from": "host", "score": {"run": "true"}, "networkBlockAll": True,
                    "budget": {"sandboxes": 20}}
            return (there or [made("POST", f"{API}/search", wish)])[0]["id"]
        case "node":
            return "0"
        case "pool":
            return made("POST", f"{API}/warm-pools", {"snapshot": "host", "pool": 0})["id"]
    return None


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw["operationId"]
    calls[operation] = calls.get(operation, 0) + 1
    case.headers.pop("host", None)  # a wrong one is refused before there is a call
    case.query.pop("follow", None)  # some answers go on for an hour
    if calls[operation] % 5 == 0:
        return
    found = {}
    for parameter in re.findall(r"{(\w+)}", case.operation.path):
        value = sandbox(operation) if parameter == "sandbox" else real(parameter, found)
        if value is not None:
            found[parameter] = value
    case.path_parameters.update(found)
    if calls[operation] % 2 == 0:
        give(operation, case)


def give(operation, case):
    given = GIVEN | {"path": REPOSITORY if operation.startswith("git") and operation != "gitClone" else FILE}
    for part in (case.query, case.body):
        if isinstance(part, dict):
            part.update((name, given[name]) for name in part if name in given)


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation.definition.raw["operationId"]
    if operation in SANDBOXES and response.status_code == 200:
        ask("DELETE", f"{API}/sandbox/{response.json()['id']}")
    if operation == "createWarmPool" and response.status_code == 201:
        ask("DELETE", f"{API}/warm-pools/{response.json()['id']}")
    if operation == "startSearch" and response.status_code == 201:
        ask("DELETE", f"{API}/search/{response.json()['id']}")

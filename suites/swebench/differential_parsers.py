#!/usr/bin/env python3
"""Holds every parser and rule against the official swebench 4.1.0 and 5.0.2, on logs that are made up here.

    python3 suites/swebench/differential_parsers.py [--logs 40] [--seed 1] [--version 5.0.2] [--venv DIR] [--keep DIR]

For each name in each package's registry it draws logs in the form of the runner (`runner_logs.py`), leaves one in ten as
it is and spoils the others: cut, shuffled, doubled, coloured, with other line ends, glued, with other markers. The
official package grades each log; `frostbench grade` grades the same. Compared are the status of every test that the
official parser finds, the verdict, and `report.json` byte for byte. A log on which the official package ends with an
exception must be `error` in the column `compat`, and have no report.

A difference is printed with its whole log; exit code 1 if there is one.
"""
import argparse
import csv
import importlib.metadata
import json
import os
import random
import subprocess
import sys
import tempfile
import types
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import differential  # noqa: E402: the virtual environment is made there
import runner_logs  # noqa: E402

VERSIONS = ("4.1.0", "5.0.2")
# What 4.1.0 lacks a name for: its parsers are found by repository.
NUMBERS = {"immutable_js": ["2006", "2005", "2006", "77"], "jekyll": ["9141", "8761", "8047", "77"]}
TEST_VERSIONS = {"lighthouse": ["9.5", "3.1", "2.4", "x"], "next": ["1.27", "1.25"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--logs", type=int, default=40, help="for each name")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--version", choices=VERSIONS, action="append")
    parser.add_argument("--venv", type=Path, help="folder of the virtual environments, swebench-VERSION each")
    parser.add_argument("--keep", type=Path, help="where the logs and reports stay")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.make:
        return make(arguments, arguments.version[0])
    with tempfile.TemporaryDirectory() as home:
        home = arguments.keep or Path(home)
        return 1 if sum([compare(arguments, version, home / version) for version in arguments.version or VERSIONS]) else 0


def compare(arguments, version, home):
    cache = arguments.venv or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "frostbench"
    differential.VERSION = version
    python, _ = differential.interpreter(cache / f"swebench-{version}")
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run([python, __file__, "--make", str(home), "--version", version, "--logs", str(arguments.logs),
                    "--seed", str(arguments.seed)], check=True)
    launcher = HERE.parent.parent / "frostbench"
    graded = subprocess.run([str(launcher), "grade", str(HERE / "suite.yaml"), "--dataset", str(home / "rows.jsonl"), "--logs",
                             str(home / "logs"), "--out", str(home / "out")], capture_output=True, text=True)
    if not (home / "out" / "scores.csv").exists():
        print(graded.stdout[-2000:], graded.stderr[-4000:])
        return 1
    differences = [difference for case in cases(home) for difference in [check(case, home)] if difference]
    for case, difference in differences[:5]:
        log = (home / "logs" / "m" / case["id"] / "test_output.txt").read_bytes()
        print(f"--- {case['parser']}, {case['id']}: {difference}\n{case['row']}\n{log!r}\n")
    counts = [case["ending"] for case in cases(home)]
    print(f"swebench {version}: {len(counts)} logs of {len({case['parser'] for case in cases(home)})} parsers, "
          + ", ".join(f"{counts.count(ending)} {ending}" for ending in sorted(set(counts)))
          + f": {len(differences)} differences")
    return len(differences)


# -- the official side, inside its virtual environment

def make(arguments, version):
    assert importlib.metadata.version("swebench") == version
    from swebench.harness import grading
    home, rows, expected = arguments.make, [], []
    registry = by_name(version)
    for name, (repository, parser) in registry.items():
        rng = random.Random(f"{arguments.seed} {version} {name}")
        for number in range(arguments.logs):
            row, log = case(rng, version, name, repository, number)
            spec = types.SimpleNamespace(**row, eval_type=row.get("eval_type"), log_parser=row.get("log_parser")) \
                if version == "4.1.0" else types.SimpleNamespace(**row)
            found = statuses(parser, log, spec)
            spoiled = log if number % 10 == 0 else runner_logs.spoiled(rng, log)
            path = home / "logs" / "m" / row["instance_id"] / "test_output.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(framed(rng, spoiled).encode())
            (path.parent / "patch.diff").write_text("x\n")
            listed(rng, row, spec, found, statuses_of(grading, spec, path))
            rows.append(row)
            expected.append({"id": row["instance_id"], "parser": name, "row": row, **graded(grading, spec, path)})
    write(home / "rows.jsonl", [{**row, "FAIL_TO_PASS": json.dumps(row["FAIL_TO_PASS"]), "PASS_TO_PASS": json.dumps(row["PASS_TO_PASS"])}
                                for row in rows])
    write(home / "expected.jsonl", expected)
    return 0


def by_name(version):
    """The parsers by their names without `parse_log_`, with a repository each; 4.1.0 knows them by repository."""
    from swebench.harness import log_parsers
    if version == "5.0.2":
        return {name.removeprefix("parse_log_"): ("a/b", parser) for name, parser in log_parsers.PARSER_REGISTRY.items()}
    from swebench.harness import constants
    named = {}
    for repository, parser in log_parsers.MAP_REPO_TO_PARSER.items():
        if repository in constants.MAP_REPO_VERSION_TO_SPECS:
            named.setdefault(parser.__name__.removeprefix("parse_log_"), (repository, parser))
    return named


def case(rng, version, name, repository, number):
    ending = rng.choice(NUMBERS.get(name, [str(number)]))
    identity = f"r_{name}__x{number}-{ending}"
    row = {"instance_id": identity, "repo": repository, "base_commit": "0" * 40, "patch": "x", "test_patch": "y",
           "version": rng.choice(TEST_VERSIONS.get(name, ["1.0"])), "FAIL_TO_PASS": [], "PASS_TO_PASS": []}
    if version == "5.0.2":
        row |= {"image": "x", "eval_script": "#!/bin/bash\n:\n", "log_parser": f"parse_log_{name}",
                "eval_type": rng.choice(["pass_and_fail", "pass_and_fail", "fail_only"])}
    else:
        from swebench.harness.constants import MAP_REPO_VERSION_TO_SPECS
        row["version"] = sorted(MAP_REPO_VERSION_TO_SPECS[repository])[-1]
    return row, "\n".join(runner_logs.GENERATORS[name](rng)) + "\n"


def framed(rng, log):
    code = rng.choice(["", "", "\n>>>>> Test Exit Code: 0\n", "\n+ echo '>>>>> Test Exit Code: 1'\n>>>>> Test Exit Code: 1\n"])
    return f"+ git status\n+ : '>>>>> Start Test Output'\n{log}\n+ : '>>>>> End Test Output'{code}\n+ git checkout\n"


def statuses(parser, log, spec):
    try:
        return quietly(lambda: parser(log, spec))
    except Exception:
        return {}


def statuses_of(grading, spec, path):
    try:
        return quietly(lambda: grading.get_logs_eval(spec, str(path))[0])
    except Exception:
        return {}


def listed(rng, row, spec, first, then):
    """Lists for the row: what the log told before it was spoiled and what it tells now, some names cut or unknown."""
    tests = list(dict.fromkeys([*first, *then, "never seen"][:rng.choice([400, 400, 400, 3, 0])]))
    cut = [test[:rng.randint(test.index("[") + 1, len(test))] for test in tests if "[" in test and rng.random() < .3]
    passing = [test for test in tests if then.get(test) in ("PASSED", "XFAIL", "SKIPPED")]
    tests = list(dict.fromkeys((passing if rng.random() < .5 else tests) + cut))
    rng.shuffle(tests)
    few = rng.randint(0, min(4, len(tests)))
    row["FAIL_TO_PASS"], row["PASS_TO_PASS"] = tests[:few], tests[few:]
    spec.FAIL_TO_PASS, spec.PASS_TO_PASS = row["FAIL_TO_PASS"], row["PASS_TO_PASS"]


def graded(grading, spec, path):
    try:
        report = quietly(lambda: grading.get_eval_report(
            spec, {"instance_id": spec.instance_id, "model_patch": "x"}, str(path), True))
    except Exception as error:
        return {"ending": "error", "why": repr(error)[:300]}
    said = report[spec.instance_id]
    found = statuses_of(grading, spec, path)
    return {"ending": "resolved" if said["resolved"] else "unresolved", "report": json.dumps(report, indent=4),
            "statuses": [found.get(test, "MISSING") for test in spec.FAIL_TO_PASS + spec.PASS_TO_PASS],
            "others": len(set(found) - {*spec.FAIL_TO_PASS, *spec.PASS_TO_PASS})}


def quietly(act):
    """Some official parsers print."""
    out, sys.stdout = sys.stdout, open(os.devnull, "w")
    try:
        return act()
    finally:
        sys.stdout.close()
        sys.stdout = out


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


# -- the comparison

def cases(home):
    return [json.loads(line) for line in (home / "expected.jsonl").read_text().splitlines()]


def check(case, home):
    if not hasattr(check, home.name):
        setattr(check, home.name, (table(home, "scores.csv"), table(home, "tests.csv")))
    scores, tests = getattr(check, home.name)
    compat = scores[case["id"]][0]["compat"]
    if compat != case["ending"]:
        return case, f"ours {compat}, the official one {case['ending']} {case.get('why', '')}"
    report = next((home / "out" / "official").rglob(f"{case['id']}/report.json"), None)
    if case["ending"] == "error":
        return (case, "ours has a report") if report else None
    if report is None or report.read_text() != case["report"]:
        return case, f"report.json: ours\n{report and report.read_text()}\nthe official one\n{case['report']}"
    rows = [row for row in tests.get(case["id"], []) if row["group"] != "OTHER"]
    applied = json.loads(case["report"])[case["id"]]["patch_successfully_applied"]
    ours = [row["status"] for row in rows]
    words = {"FAILED", "PASSED", "SKIPPED", "ERROR", "XFAIL", "MISSING"}
    theirs = [status if status in words else "OTHER" for status in case["statuses"]] if applied else []
    cut = [test.count("[") > test.count("]") for test in case["row"]["FAIL_TO_PASS"] + case["row"]["PASS_TO_PASS"]]
    # the status of a cut name is that of another name officially, and shows in report.json only
    wrong = [at for at, status in enumerate(theirs) if ours[at:at + 1] != [status] and not (cut[at] and status == "MISSING")]
    others = sum(row["group"] == "OTHER" for row in tests.get(case["id"], []))
    if len(ours) != len(theirs) or wrong:
        return case, f"statuses: ours {ours}, the official ones {theirs}"
    if applied and others > case["others"] or others + sum(cut) < case["others"] * applied:
        return case, f"ours tells of {others} other tests, the official one of {case['others']}"
    return None


def table(home, name):
    rows = {}
    with open(home / "out" / name, newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["task_id"], []).append(row)
    return rows


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env bash
# swebench 5.0.2: a PASS_TO_PASS test that pytest skips.
#
# Guess: it is maintained. The grader says so ("a skipped test is not a regression"), and so it is with other runners.
# Seen:  it fails. pytest's summary tells a skip by its file and line, `SKIPPED [1] FILE:LINE: why`, and never by the test's id.
#        The parser drops such lines, so the grader finds no test of that name. A Go test that is skipped is maintained.
#
# What Frostbench does: `compat` of a version 5 row has the same verdict, and a skip counts only where a parser can tell its test.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install swebench==5.0.2 pytest==8.4.2
mkdir "$work/project"
cat > "$work/project/test_tide.py" <<'PYTHON'
import pytest


def test_mended():
    assert max(3, 2) == 3


@pytest.mark.skip(reason="needs a harbour")
def test_as_before():
    assert True
PYTHON
(cd "$work/project" && "$work/venv/bin/python" -m pytest -q -rA -p no:cacheprovider test_tide.py) > "$work/pytest.txt"
cat > "$work/go.txt" <<'GO'
--- PASS: TestMended (0.00s)
--- SKIP: TestAsBefore (0.00s)
GO
cat > "$work/grade.py" <<'PYTHON'
import sys
from types import SimpleNamespace
from swebench.harness.grading import get_eval_report


def kept(parser, mended, before, said):
    log = f"{sys.argv[1]}/log.txt"
    with open(log, "w") as file:
        file.write(">>>>> Start Test Output\n" + said + "\n>>>>> End Test Output\n")
    spec = SimpleNamespace(instance_id="own__tide-1", log_parser=parser, eval_type="pass_and_fail", version="1",
                           FAIL_TO_PASS=[mended], PASS_TO_PASS=[before])
    report = get_eval_report(spec, {"instance_id": "own__tide-1", "model_patch": "x"}, log, True)["own__tide-1"]
    return report["resolved"]


work = sys.argv[1]
pytest = open(f"{work}/pytest.txt").read()
print(pytest[pytest.index("="):])
by_pytest = kept("parse_log_pytest", "test_tide.py::test_mended", "test_tide.py::test_as_before", pytest)
by_go = kept("parse_log_gotest", "TestMended", "TestAsBefore", open(f"{work}/go.txt").read())
print("guess: resolved with a skip told by pytest: True; by go test: True")
print(f"seen:  resolved with a skip told by pytest: {by_pytest}; by go test: {by_go}")
sys.exit(0 if (by_pytest, by_go) == (False, True) else 1)
PYTHON
"$work/venv/bin/python" "$work/grade.py" "$work"

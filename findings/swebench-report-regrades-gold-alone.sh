#!/usr/bin/env bash
# swebench 5.0.2: `swebench report RUN` ("re-grade a finished run from its saved logs") of a run of some model.
#
# Guess: the model's logs are graded again, and its `report.json` says the verdict that its log has.
# Seen:  nothing is graded again, and every instance is counted as an error. The command has no option for predictions and always
#        takes the gold patches, so it looks for logs in the folder of a model called `gold`. The same log there is graded again.
#
# The command wants a Docker daemon though it starts no container; here that is left out, and nothing else.
#
# What Frostbench does: `grade SUITE --logs logs/run_evaluation/RUN` grades the logs of each model that it finds.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install swebench==5.0.2
cat > "$work/report.py" <<'PYTHON'
import json
import sys
from pathlib import Path
from swebench.cli.evaluate import report_command
from swebench.harness import run_evaluation

ID = "own__tide-1"
LOG = ">>>>> Start Test Output\nPASSED test_tide.py::test_mended\n>>>>> End Test Output\n"
run_evaluation._docker_client = lambda: None
Path("rows.jsonl").write_text(json.dumps({
    "instance_id": ID, "repo": "own/tide", "base_commit": "0" * 40, "version": "1", "patch": "the gold patch", "test_patch": "",
    "image": "own/tide:1", "eval_script": "pytest -rA", "log_parser": "parse_log_pytest", "eval_type": "pass_and_fail",
    "FAIL_TO_PASS": '["test_tide.py::test_mended"]', "PASS_TO_PASS": "[]"}) + "\n")


def again(model):
    """Whether the command has written what a log says into the report of a run that says otherwise."""
    home = Path("logs/run_evaluation") / f"of-{model}" / model / ID
    home.mkdir(parents=True)
    (home / "test_output.txt").write_text(LOG)
    (home / "report.json").write_text(json.dumps({ID: {"resolved": False}}))
    report_command(f"of-{model}", dataset="rows.jsonl", split="test", instance_ids=None, report_dir=".")
    return json.loads((home / "report.json").read_text())[ID]["resolved"]


of_a_model, of_gold = again("some-model"), again("gold")
print("guess: graded again, of a model: True; of gold: True")
print(f"seen:  graded again, of a model: {of_a_model}; of gold: {of_gold}")
sys.exit(0 if (of_a_model, of_gold) == (False, True) else 1)
PYTHON
cd "$work"
"$work/venv/bin/python" report.py

#!/usr/bin/env python3
"""Holds the reports of a run against the official swebench 4.1.0, which grades the same logs again.

    python3 suites/swebench/differential.py compare RUN --dataset F [--venv DIR]
    python3 suites/swebench/differential.py rows LOGS [--venv DIR]

`compare` takes a folder written by `frostbench run`, `validate` or `grade`. It lets the official package grade every
`official/**/<model>/<instance>/test_output.txt`, write its `report.json`, and make the run report of each model; then
it compares them with ours, field by field and at last byte by byte. One line a difference; exit code 1 if there is one.

`rows` prints rows of a data set for recorded logs whose rows are not at hand: what the recorded reports tell of them.
That is enough to grade, and not to run.

The package comes from the registry into a virtual environment of its own, by default below the user's cache folder.
Nothing is fetched while grading.
"""
import argparse
import contextlib
import gzip
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE, VERSION = "swebench", "4.1.0"
TIMED_OUT = re.compile(r"\n\nTimeout error: \d+ seconds exceeded\.\s*\Z")
# The official tool writes these only when it has no Docker client, as here.
WITHOUT_DOCKER = {"unstopped_instances", "unstopped_containers", "unremoved_images"}


def main():
    arguments = parsed()
    if not official_package():
        os.execv(*interpreter(arguments.venv))
    sys.exit(arguments.do(arguments))


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    for name, do, folder in (("compare", compare, "run"), ("rows", rows, "logs")):
        command = commands.add_parser(name)
        command.add_argument(folder, type=Path)
        command.add_argument("--venv", type=Path, default=Path(
            os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "frostbench" / f"{PACKAGE}-{VERSION}")
        command.set_defaults(do=do)
        if do is compare:
            command.add_argument("--dataset", type=Path, required=True, help="JSON or JSONL, also .gz")
    return parser.parse_args()


def official_package():
    from importlib.metadata import PackageNotFoundError, version
    try:
        return version(PACKAGE) == VERSION
    except PackageNotFoundError:
        return False


def interpreter(venv):
    """The virtual environment's Python and this command again, for execv; makes the environment on first use."""
    python = str(venv / "bin" / "python")
    made = venv / "made"
    if not made.exists():
        print(f"installing {PACKAGE} {VERSION} into {venv}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--no-compile", "--disable-pip-version-check",
                        f"{PACKAGE}=={VERSION}"], check=True)
        made.touch()
    return python, [python, *sys.argv]


# -- the official tool

class Official:
    """What the official package says, in a folder of its own laid out as it wants it."""

    def __init__(self, dataset, home):
        # It greets with progress bars and warnings of the packages it brings.
        with contextlib.redirect_stderr(io.StringIO()):
            from swebench.harness import grading, reporting
            from swebench.harness.test_spec import test_spec
        # The script that would build the environment's image is fetched; grading never reads it.
        test_spec.make_env_script_list = lambda *_: []
        self.grading, self.reporting, self.make_test_spec = grading, reporting, test_spec.make_test_spec
        self.dataset, self.home, self.specs = dataset, home, {}

    def report(self, instance, log):
        """The text of `report.json`."""
        if instance not in self.specs:
            self.specs[instance] = self.make_test_spec(self.dataset[instance])
        prediction = {"instance_id": instance, "model_patch": "any"}
        return json.dumps(self.grading.get_eval_report(self.specs[instance], prediction, str(log), True), indent=4)

    def run_report(self, run_id, model, patches, instances, reports):
        """The run report on these predictions, given the reports of those that came to an end."""
        work = self.home / model
        for instance, text in reports.items():
            folder = work / self.reporting.RUN_EVALUATION_LOG_DIR / run_id / model / instance
            folder.mkdir(parents=True)
            (folder / "report.json").write_text(text)
        work.mkdir(exist_ok=True)
        predictions = {instance: {"instance_id": instance, "model_name_or_path": model, "model_patch": patch}
                       for instance, patch in patches.items()}
        before = os.getcwd()
        os.chdir(work)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                path = self.reporting.make_run_report(predictions, [self.dataset[i] for i in instances], run_id)
            report = json.loads(Path(path).read_text())
        finally:
            os.chdir(before)
        return {key: value for key, value in report.items() if key not in WITHOUT_DOCKER}


# -- the comparison

def compare(arguments):
    official_folder = arguments.run / "official"
    run_reports = [path for path in sorted(official_folder.rglob("*.json"))
                   if path.name != "report.json" and "submitted_ids" in json.loads(path.read_text())]
    if not run_reports:
        sys.exit(f"{official_folder}: holds no run report of SWE-bench; give the folder of a run")
    differences, logs = [], 0
    with tempfile.TemporaryDirectory() as home:
        official = Official(dataset(arguments.dataset), Path(home))
        broken = machine_errors(arguments.run)
        for path in run_reports:
            logs += one_model(official, path, broken, differences)
    for difference in differences:
        print(difference)
    print(f"{logs} logs and {len(run_reports)} run reports compared with {PACKAGE} {VERSION}: "
          f"{len(differences)} differences" + (f"; {len(broken)} left out, as the machine failed" if broken else ""))
    return 1 if differences or logs == 0 else 0


def one_model(official, run_report, broken, differences):
    ours = json.loads(run_report.read_text())
    instances = sorted({*ours["submitted_ids"], *ours["incomplete_ids"]})
    unknown = [instance for instance in instances if instance not in official.dataset]
    if unknown:
        sys.exit(f"{run_report}: the data set has no row of {', '.join(unknown)}; give the run's own data set")
    folders = [folder for folder in model_folder(run_report).glob("*") if (folder / "patch.diff").exists()] \
        if model_folder(run_report) else []
    patches, reports, logs = dict.fromkeys(ours["submitted_ids"], ""), {}, 0
    for folder in sorted(folders):
        instance, sample = instance_and_sample(folder.name, instances)
        if sample == 0:
            patches[instance] = read(folder / "patch.diff")
        if (folder.parent.name, instance, sample) in broken:
            continue
        text = graded(official, instance, folder, differences)
        logs += (folder / "test_output.txt").exists()
        if text is not None and sample == 0:
            reports[instance] = text
    model, run_id = names(run_report)
    theirs = official.run_report(run_id, model, patches, instances, reports)
    fields(str(run_report), ours, theirs, differences)
    return logs


def graded(official, instance, folder, differences):
    """The official report on the folder's log, compared with ours; None where the official tool writes none."""
    log, ours = folder / "test_output.txt", folder / "report.json"
    theirs = None
    if log.exists():
        try:
            if not TIMED_OUT.search(read(log)):
                theirs = official.report(instance, log)
        except UnicodeDecodeError as unreadable:
            differences.append(f"{log}: the official tool cannot read it: {unreadable}")
    if theirs is None or not ours.exists():
        if ours.exists():
            differences.append(f"{ours}: the official tool writes none")
        elif theirs is not None:
            differences.append(f"{ours}: is missing; the official tool writes one")
        return theirs
    before = len(differences)
    try:
        said = json.loads(read(ours))
    except ValueError as broken:
        differences.append(f"{ours}: is no JSON: {broken}")
        return theirs
    fields(str(ours), said, json.loads(theirs), differences)
    if len(differences) == before and ours.read_bytes() != theirs.encode():
        differences.append(f"{ours}: says the same in other bytes")
    return theirs


def fields(where, ours, theirs, differences):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted({*ours, *theirs}):
            if key not in ours or key not in theirs:
                differences.append(f"{where}: {key}: only {'ours' if key in ours else 'the official one'} has it")
            else:
                fields(f"{where}: {key}", ours[key], theirs[key], differences)
    elif isinstance(ours, list) and isinstance(theirs, list) and set(ours) != set(theirs):
        differences.append(f"{where}: only ours: {shown(ours, theirs)}; only the official one: {shown(theirs, ours)}")
    elif ours != theirs:
        differences.append(f"{where}: ours {json.dumps(ours)[:200]}, the official one {json.dumps(theirs)[:200]}")


def shown(these, others):
    only = [each for each in these if each not in set(others)]
    return ", ".join(map(repr, only[:3])) + (f" and {len(only) - 3} more" if len(only) > 3 else "") if only else "none"


# -- what a run's folder holds

def names(run_report):
    model = model_folder(run_report)
    stem = run_report.name[:-len(".json")]
    if model is None:
        return tuple(stem.rsplit(".", 1))
    return model.name, stem[len(model.name) + 1:]


def model_folder(run_report):
    """The folder of the model that the run report is on, `<model>.<run id>.json`; None where nothing was run."""
    beside = [folder for folder in run_report.parent.iterdir()
              if folder.is_dir() and run_report.name.startswith(folder.name + ".")]
    return max(beside, key=lambda folder: len(folder.name), default=None)


def instance_and_sample(name, instances):
    if name in instances:
        return name, 0
    instance, _, sample = name.rpartition(".")
    return instance, int(sample)


def machine_errors(run):
    """Samples that the machine failed: whatever their logs hold, nobody found out."""
    import csv
    with open(run / "scores.csv", newline="") as scores:
        return {(row["model"].replace("/", "__"), row["task_id"], int(row["sample"]))
                for row in csv.DictReader(scores) if row["verdict"] == "error"}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def dataset(path):
    with (gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")) as file:
        text = file.read()
    loaded = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines() if line.strip()]
    return {row["instance_id"]: row for row in loaded}


# -- rows of recorded logs

def rows(arguments):
    with contextlib.redirect_stderr(io.StringIO()):
        from swebench.harness.constants import MAP_REPO_VERSION_TO_SPECS
    made = {}
    for path in sorted(arguments.logs.glob("*/report.json")):
        instance = path.parent.name.rsplit(".", 1)[0]
        report = json.loads(path.read_text())
        statuses = report.get(instance, report)["tests_status"]
        repository = instance.rsplit("-", 1)[0].replace("__", "/")
        made[instance] = {
            "instance_id": instance, "repo": repository, "version": max(MAP_REPO_VERSION_TO_SPECS[repository]),
            "base_commit": "0" * 40, "patch": "", "test_patch": "",
            **{group: json.dumps(statuses[group]["success"] + statuses[group]["failure"])
               for group in ("FAIL_TO_PASS", "PASS_TO_PASS")}}
    for row in made.values():
        print(json.dumps(row))
    return 0 if made else f"{arguments.logs}: holds no <instance>.<n>/report.json"


if __name__ == "__main__":
    main()

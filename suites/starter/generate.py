"""Makes the data files of this folder from what people read: `python3 generate.py`, or `--check` whether they are in step."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from instances import INSTANCES

HERE = os.path.dirname(os.path.abspath(__file__))
WHO = {"GIT_AUTHOR_NAME": "Frostbench", "GIT_AUTHOR_EMAIL": "fixtures@frostbench.invalid",
       "GIT_AUTHOR_DATE": "1577836800 +0000", "GIT_COMMITTER_NAME": "Frostbench",
       "GIT_COMMITTER_EMAIL": "fixtures@frostbench.invalid", "GIT_COMMITTER_DATE": "1577836800 +0000",
       "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def read(*path):
    with open(os.path.join(HERE, *path), encoding="utf-8") as file:
        return file.read()


def problems():
    for name in sorted(os.listdir(os.path.join(HERE, "problems"))):
        if not name.endswith(".py"):
            continue
        prompt, rest = read("problems", name).split("#: solution\n")
        solution, test = rest.split("#: test\n")
        yield {"task_id": f"starter/{int(name[:2])}", "prompt": prompt, "canonical_solution": solution, "test": test,
               "entry_point": re.findall(r"^def (\w+)", prompt, re.MULTILINE)[-1]}


def samples():
    """Task id, sample number, expected verdict, reason, completion."""
    for name in sorted(os.listdir(os.path.join(HERE, "problems", "samples"))):
        if not name.endswith(".py"):
            continue
        first, _, completion = read("problems", "samples", name).partition("\n")
        verdict, why = re.fullmatch(r"#: (\w+): (.*)", first).groups()
        task, number = name.split("-")[:2]
        yield f"starter/{int(task)}", int(number), verdict, why, completion


class Repository:
    """A temporary git repository that holds one of ours in one commit: the one the fixture's git step makes."""

    def __init__(self, name):
        self.folder = tempfile.mkdtemp()
        shutil.copytree(os.path.join(HERE, "repositories", name), self.folder, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
        self.git("init", "-q")
        self.git("add", "-A", "-f")
        self.git("commit", "-q", "--cleanup=verbatim", "-m", "Base\n")
        self.commit = self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, env={**os.environ, **WHO}, check=True,
                              stdout=subprocess.PIPE, text=True).stdout

    def patch(self, edits):
        if isinstance(edits, str):
            return edits
        for file, old, new in edits:
            path = os.path.join(self.folder, file)
            text = "" if old is None else open(path, encoding="utf-8").read()
            if old is not None and text.count(old) != 1:
                raise SystemExit(f"{file}: the text to replace is there {text.count(old)} times: {old!r}")
            with open(path, "w", encoding="utf-8") as out:
                out.write(new if old is None else text.replace(old, new))
        self.git("add", "-A", "-N")
        patch = self.git("diff", "--no-color", "--no-ext-diff")
        self.git("reset", "-q", "--hard")
        self.git("clean", "-qfdx")
        return patch

    def close(self):
        shutil.rmtree(self.folder)


def instances():
    """Row, prediction, expected verdict, reason."""
    repositories = {}
    for each in INSTANCES:
        name = each["repository"]
        repository = repositories.setdefault(name, Repository(name))
        identity = f"starter__{name}-{each['number']}"
        row = {"repo": f"starter/{name}", "instance_id": identity, "base_commit": repository.commit,
               "patch": repository.patch(each["gold"]), "test_patch": repository.patch(each["test"]),
               "problem_statement": each["problem"], "hints_text": "", "created_at": "2026-01-01T00:00:00Z",
               "version": "1", "FAIL_TO_PASS": json.dumps(each["fails"]), "PASS_TO_PASS": json.dumps(each["passes"]),
               "environment_setup_commit": repository.commit}
        prediction = {"instance_id": identity, "model_name_or_path": "starter",
                      "model_patch": repository.patch(each["prediction"]) if each["prediction"] else ""}
        yield row, prediction, each["expected"], each["why"]
    for repository in repositories.values():
        repository.close()


def jsonl(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def generated():
    tasks, tried, made = list(problems()), list(samples()), list(instances())
    expected = [[task, number, verdict, why] for task, number, verdict, why, _ in tried]
    answered = {row[0] for row in expected}
    expected += [[task["task_id"], 0, "missing", "nobody answered"] for task in tasks if task["task_id"] not in answered]
    order = {task["task_id"]: place for place, task in enumerate(tasks)}
    expected.sort(key=lambda row: (order[row[0]], row[1]))
    expected += [[row["instance_id"], 0, verdict, why] for row, _, verdict, why in made]
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([["task_id", "sample", "verdict", "why"], *expected])
    return {"problems.jsonl": jsonl(tasks),
            "problems.predictions.jsonl": jsonl({"task_id": task, "completion": completion}
                                                for task, _, _, _, completion in tried),
            "instances.jsonl": jsonl(row for row, _, _, _ in made),
            "instances.predictions.jsonl": jsonl(prediction for _, prediction, _, _ in made),
            "expected.csv": table.getvalue()}


def main():
    stale = []
    for name, text in generated().items():
        path = os.path.join(HERE, name)
        if sys.argv[1:] != ["--check"]:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        elif not os.path.exists(path) or read(name) != text:
            stale.append(name)
    if stale:
        raise SystemExit("not in step: " + ", ".join(stale) + "; run: python3 suites/starter/generate.py")


main()

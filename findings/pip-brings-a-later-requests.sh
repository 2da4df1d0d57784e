#!/usr/bin/env bash
# pip 24.2, requests 2.7.0 and 2.8.0: what an environment tells of the project that it was made for.
#
# Guess: an environment into which nothing but pip is installed knows nothing of later versions of requests. So a task
#        that begins at requests 2.7, and asks for what 2.8.0 brought, cannot be looked up there.
# Seen:  pip carries a requests of its own, years newer. It handles the closed pool of connections that 2.8.0 began to
#        handle (issue 2674, a task of SWE-bench), in a file of the same name.
#
# What Frostbench does: it searches every fixture for such answers before it is used, and names this one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m venv "$work/tools"
"$work/tools/bin/pip" -q install pip==24.2
for version in 2.7.0 2.8.0; do
    "$work/tools/bin/pip" -q install --no-deps --target "$work/requests-$version" "requests==$version"
done
"$work/tools/bin/python" -m pip -q --python "$work/venv/bin/python" install --no-deps pip==24.2

handles() { # whether the adapters of the requests in folder $1 know of a closed pool
    grep -q ClosedPoolError "$1/adapters.py" && echo yes || echo no
}
vendored=$(dirname "$("$work/venv/bin/python" -c 'import pip._vendor.requests as r; print(r.__file__)')")
before=$(handles "$work/requests-2.7.0/requests")
after=$(handles "$work/requests-2.8.0/requests")
seen=$(handles "$vendored")
version=$("$work/venv/bin/python" -c 'import pip._vendor.requests as r; print(r.__version__)')
echo "requests 2.7.0 handles it: $before; requests 2.8.0: $after"
echo "an environment with pip alone: guess no; seen $seen, in requests $version below pip/_vendor"
[[ "$before $after $seen" == "no yes yes" ]]

#!/usr/bin/env python3
"""Builds the same Dockerfiles with `docker build` (classic and BuildKit) and `frostbench snapshot build`, in turn.

    export DOCKER_HOST=unix://… FROSTBENCH_STORE=…      a dockerd and a store of their own
    ./frostbench fixture build host
    ./frostbench export host docker-daemon:host:latest  the base of all of them
    python3 harness/benchmarks/dockerfiles.py [ROUNDS [NAME…]]

A round builds each Dockerfile without cache (`--no-cache`) and then with everything cached, by each builder, and begins with
another builder each time. Times are of whole processes, in seconds: medians. FROSTBENCH and DOCKER may name the programs.
Debian's docker 20.10 knows BuildKit by itself; the commands of a build have no network there (`--network=none`).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
FROSTBENCH = os.environ.get("FROSTBENCH", str(HOME / "frostbench"))
DOCKER = os.environ.get("DOCKER", "/usr/bin/docker")
BUILDERS = ("classic", "buildkit", "frostbench")


def steps(folder):
    """Short commands, as most lines of a Dockerfile are."""
    yield "FROM host\nWORKDIR /srv\n"
    for number in range(15):
        yield f"RUN mkdir -p d{number} && echo {number} > d{number}/file && cp -r d{number} e{number}\n"


def python(folder):
    """A project with a wheel of its own that pip installs, and a test."""
    package = folder / "src" / "shop"
    package.mkdir(parents=True)
    for number in range(60):
        (package / f"part{number}.py").write_text("\n".join(f"def f{i}(x):\n    return x + {i}\n" for i in range(80)))
    (package / "__init__.py").write_text("")
    (folder / "src" / "pyproject.toml").write_text('[project]\nname = "shop"\nversion = "1"\n')
    (folder / "test.py").write_text("import shop.part7 as part\nassert part.f3(1) == 4\n")
    yield """FROM host
ENV PYTHONDONTWRITEBYTECODE=1 LANG=C.UTF-8
WORKDIR /srv/app
RUN python3 -m venv --without-pip /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY src/pyproject.toml ./
COPY src/shop /opt/build/shop
RUN cp -r /opt/build/shop "$(python3 -c 'import site; print(site.getsitepackages()[0])')" && rm -r /opt/build
RUN python3 -m compileall -q "$(python3 -c 'import site; print(site.getsitepackages()[0])')"
COPY test.py .
RUN python3 test.py
RUN git init -q . && git config user.email a@b.c && git config user.name n && git add . && git commit -qm first
CMD ["python3", "test.py"]
"""


def copies(folder):
    """Forty lines of COPY."""
    yield "FROM host\nWORKDIR /srv\n"
    for number in range(40):
        part = folder / f"part{number}"
        part.mkdir()
        for file in range(10):
            (part / f"file{file}").write_text(f"{number} {file}\n" * 100)
        yield f"COPY part{number} /srv/part{number}/\n"


def stages(folder):
    """Four stages of which the last one takes what the others have made."""
    (folder / "make.py").write_text(
        "import sys, os\nfor i in range(300):\n    os.makedirs(f'out/{i % 20}', exist_ok=True)\n"
        "    open(f'out/{i % 20}/{i}', 'w').write((sys.argv[1] + '\\n') * 1000)\n")
    yield "FROM host AS base\nWORKDIR /build\nCOPY make.py .\n"
    for name in ("one", "two", "three"):
        yield f"FROM base AS {name}\nRUN python3 make.py {name}\nRUN tar -czf {name}.tgz out\n"
    yield "FROM host\nWORKDIR /srv\n"
    for name in ("one", "two", "three"):
        yield f"COPY --from={name} /build/out /srv/{name}\nCOPY --from={name} /build/{name}.tgz /srv/\n"
    yield "RUN cat */*/* | wc -c > sum\n"


def tree(folder):
    """A context of 8,000 files and 100 MB, and a command that looks at all of them."""
    for number in range(8000):
        place = folder / "repo" / f"{number % 40}" / f"{number % 200}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_bytes(os.urandom(2000) + b"text " * 500)
    (folder / "data.bin").write_bytes(os.urandom(64 << 20))
    yield "FROM host\nWORKDIR /testbed\nCOPY . /testbed/\nRUN grep -rlc zzzz . > /found; true\n"
    yield "RUN find . -type f | wc -l > /count\n"


KINDS = {kind.__name__: kind for kind in (steps, python, copies, stages, tree)}


def command(builder, name, folder, cached):
    fresh = [] if cached else ["--no-cache"]
    if builder == "frostbench":
        return [FROSTBENCH, "snapshot", "build", *fresh, f"bench/{name}", str(folder)]
    return [DOCKER, "build", "--network=none", "--quiet", *fresh, "--tag", f"bench-{name}", str(folder)]


def took(builder, name, folder, cached):
    environment = dict(os.environ, DOCKER_BUILDKIT="1" if builder == "buildkit" else "0")
    began = time.perf_counter()
    done = subprocess.run(command(builder, name, folder, cached), env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{builder} {name}: {done.stdout}")
    return time.perf_counter() - began


def measured(name, folder, rounds):
    times = {(builder, cached): [] for builder in BUILDERS for cached in (False, True)}
    for turn in range(rounds):
        for builder in BUILDERS[turn % 3:] + BUILDERS[:turn % 3]:
            for cached in (False, True):
                times[builder, cached].append(took(builder, name, folder, cached))
    return {key: statistics.median(values) for key, values in times.items()}


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'':18}" + "".join(f"{builder:>12}" for builder in BUILDERS) + "  ÷ classic  ÷ buildkit")
    for name in sys.argv[2:] or KINDS:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            (folder / "Dockerfile").write_text("".join(list(KINDS[name](folder))))
            medians = measured(name, folder, rounds)
        for cached in (False, True):
            row = [medians[builder, cached] for builder in BUILDERS]
            print(f"{name + (' cached' if cached else ''):18}" + "".join(f"{value:12.2f}" for value in row)
                  + f"{row[2] / row[0]:11.2f}{row[2] / row[1]:12.2f}", flush=True)
    load = os.getloadavg()
    print(f"load {load[0]:.1f}")


if __name__ == "__main__":
    main()

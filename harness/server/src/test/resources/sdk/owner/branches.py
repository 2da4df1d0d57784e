"""A snapshot, and three branches of it in parallel."""

from concurrent.futures import ThreadPoolExecutor

from frostbench_daytona import Daytona

daytona = Daytona()
sandbox = daytona.create()
sandbox.process.exec("mkdir /app && echo base > /app/state")
snapshot_id = sandbox.snapshot(name="app-base-2026-05-07")
sandbox.process.exec("echo later > /app/state")


def branch(task: str) -> str:
    sb_branch = daytona.create_from_snapshot(snapshot_id)
    sb_branch.process.exec(f"echo {task} >> /app/state")
    return sb_branch.process.exec("cat /app/state").result


with ThreadPoolExecutor(3) as threads:
    results = list(threads.map(branch, ["lint", "test", "build"]))
assert results == ["base\nlint\n", "base\ntest\n", "base\nbuild\n"], results

"""A depth-first search for a passing state: each step forks the state before it."""

from frostbench_daytona import Daytona, Sandbox

daytona = Daytona()
EDITS = ["s/41/40/", "s/40/43/", "s/4[13]/42/"]


def search(state: Sandbox, depth: int) -> list[str] | None:
    if state.process.exec("cd /repo && pytest tests/django/").exit_code == 0:
        return []
    if depth == 0:
        return None
    snapshot_id = state.snapshot(name=f"state-{state.id}")
    for edit in EDITS:
        child = daytona.create_from_snapshot(snapshot_id)
        child.process.exec(f"sed -i {edit} /repo/app.py")
        path = search(child, depth - 1)
        child.delete()
        if path is not None:
            return [edit, *path]
    return None


root = daytona.create_from_snapshot("swebench-django-3.2.fixture")
found = search(root, 3)
assert found == ["s/41/40/", "s/40/43/", "s/4[13]/42/"], found

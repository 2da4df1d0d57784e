"""Snapshots: made of sandboxes and of other snapshots, named, listed, forked many times at once, deleted."""

from concurrent.futures import ThreadPoolExecutor

from checks import refused, requests
from daytona import (
    CreateSandboxFromSnapshotParams,
    CreateSnapshotParams,
    Daytona,
    DaytonaBadRequestError,
    DaytonaConflictError,
    DaytonaForbiddenError,
    DaytonaNotFoundError,
)

daytona = Daytona()
sandbox = daytona.create(CreateSandboxFromSnapshotParams(labels={"of": "source"}))
sandbox.process.exec("mkdir /app; echo one > /app/state")
with requests() as sent:
    sandbox.create_snapshot("app-base-2026-05-07")
assert sent == ["POST"], sent
sandbox.process.exec("echo two > /app/state")

snapshot = daytona.snapshot.get("app-base-2026-05-07")
assert (snapshot.name, snapshot.state, snapshot.general) == ("app-base-2026-05-07", "active", False)
assert daytona.snapshot.get(snapshot.id).name == snapshot.name
assert daytona.snapshot.activate(snapshot).id == snapshot.id
refused(DaytonaConflictError, "app-base", lambda: sandbox.create_snapshot("app-base-2026-05-07"))
refused(DaytonaBadRequestError, "name", lambda: sandbox.create_snapshot("no/slash"))

# many sandboxes of one snapshot at once
branch = lambda number: daytona.create(CreateSandboxFromSnapshotParams(snapshot=snapshot.name, name=f"branch-{number}"))
with ThreadPoolExecutor(8) as threads:
    branches = list(threads.map(branch, range(8)))
    states = list(threads.map(lambda each: each.process.exec("cat /app/state; echo $$ > /app/state").result, branches))
assert states == ["one\n"] * 8, states
assert sandbox.process.exec("cat /app/state").result == "two\n"

# a stopped sandbox can be frozen, too
sandbox.stop()
sandbox.create_snapshot("of-stopped")
again = daytona.create(CreateSandboxFromSnapshotParams(snapshot="of-stopped"))
assert again.process.exec("cat /app/state").result == "two\n"

# lists and pages
page = daytona.snapshot.list(page=1, limit=1)
assert len(page.items) == 1 and page.total >= 3 and page.total_pages == page.total
names = [each.name for number in range(1, page.total + 1) for each in daytona.snapshot.list(number, 1).items]
assert {"app-base-2026-05-07", "of-stopped", "host"} <= set(names) and len(set(names)) == len(names)
assert len(daytona.snapshot.list(source_sandbox_id=sandbox.id).items) == 2

# a second name for a snapshot
copy = daytona.snapshot.create(CreateSnapshotParams(name="copy", image="of-stopped"))
assert copy.name == "copy" and daytona.snapshot.get("copy").state == "active"

# deleted: sandboxes of it go on
daytona.snapshot.delete("copy")
daytona.snapshot.delete(snapshot)
refused(DaytonaNotFoundError, "app-base", lambda: daytona.snapshot.get(snapshot.name))
refused(DaytonaNotFoundError, "app-base", lambda: branch(9))
assert branches[0].process.exec("ls /app").result == "state\n"
refused(DaytonaForbiddenError, "host", lambda: daytona.snapshot.delete("host"))
daytona.snapshot.delete("of-stopped")
for each in [sandbox, again, *branches]:
    each.delete()

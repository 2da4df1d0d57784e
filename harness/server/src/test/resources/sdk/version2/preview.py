"""Version 2 of the SDK, as its alpha is: create, run, files, snapshot, fork, delete, and what is refused."""

import asyncio
import os

from daytona import AsyncDaytona, Daytona
from daytona.v2 import ConflictError, DaytonaError, NotFoundError

assert os.environ["DAYTONA_API_URL"].endswith("/v2")


def refused(status: int, words: str, call) -> None:
    try:
        result = call()
    except DaytonaError as raised:
        assert raised.status_code == status, (raised.status_code, raised)
        assert words in str(raised), raised
    else:
        raise AssertionError(f"not refused with {status}: {result!r}")


client = Daytona().v2
sandbox = client.create("host", name="first", env={"COLOUR": "blue"}, labels={"team": "red"}, cpu=1, memory=2, disk=3)
assert (sandbox.state, sandbox.name) == ("started", "first"), sandbox
assert client.get(sandbox.id).labels["team"] == "red"
assert client.create().state == "started"

# commands: both streams, exit codes, folders, variables, limits, and one that outlives its call
result = sandbox.process.run("echo out $COLOUR; echo err >&2; exit 3")
assert (result.exit_code, result.stdout, result.stderr, result.reason) == (3, "out blue\n", "err\n", "exited"), result
assert sandbox.process.run("pwd; echo $MORE", cwd="/usr", env={"MORE": "a b"}).stdout == "/usr\na b\n"
assert sandbox.process.run(argv=["printf", "%s", "a b"]).stdout == "a b"
late = sandbox.process.run("sleep 100", execution_timeout=0.5)
assert late.reason == "timed_out" and late.exit_code is None, late
goes_on = sandbox.process.run("echo begun; sleep 1; echo ended", timeout=0.2)
assert goes_on.reason == "timed_out" and goes_on.stdout in ("", "begun\n"), goes_on
started = sandbox.process.start("sleep 0.3; echo done")
assert started.wait().exit_code == 0
assert "".join(frame.data for frame in started.logs().items) == "done\n"
endless = sandbox.process.start("sleep 1000")
endless.kill()
assert endless.wait().reason in ("signaled", "exited")
endless.delete()
refused(404, endless.id, lambda: endless.get())
refused(501, "sessions", lambda: sandbox.process.create_session())

# files
sandbox.fs.write_text("/app/one.txt", "one")
assert sandbox.fs.read_text("/app/one.txt") == "one"
assert sandbox.process.run("cat /app/one.txt").stdout == "one"
assert [each.name for each in sandbox.fs.list("/app").items] == ["one.txt"]
assert sandbox.fs.stat("/app/one.txt").size == 3
sandbox.fs.move("/app/one.txt", "/app/two.txt")
refused(404, "one.txt", lambda: sandbox.fs.read_text("/app/one.txt"))

# a snapshot of the files; one of the memory is refused with the reason
image = sandbox.snapshot_filesystem(name="app-base")
assert (image.name, image.status) == ("app-base", "ready"), image
refused(501, "running processes", lambda: sandbox.create_snapshot("with-memory"))
refused(409, "app-base", lambda: sandbox.snapshot_filesystem(name="app-base"))
for again in (client.create(image.id), client.create("app-base"), client.create_from_snapshot("app-base")):
    assert again.fs.read_text("/app/two.txt") == "one"
    again.delete()

# a fork goes its own way
fork = sandbox.fork(name="branch", memory=False, timeout=60)
fork.fs.write_text("/app/two.txt", "of the fork")
assert sandbox.fs.read_text("/app/two.txt") == "one"
assert fork.process.run("cat /app/two.txt").stdout == "of the fork"
assert sandbox.fork(timeout=60).fs.read_text("/app/two.txt") == "one"
refused(501, "memory=False", lambda: sandbox.fork(memory=True))

# a create that is sent again
once = client.create("host", idempotency_key="one-try")
assert client.create("host", idempotency_key="one-try").id == once.id
refused(409, "one-try", lambda: client.create("host", cpu=2, idempotency_key="one-try"))
once.delete()
assert client.create("host", idempotency_key="one-try").id != once.id

# what is refused
try:
    client.create("host", name="first", cpu=2)
except ConflictError as raised:
    assert "first" in str(raised), raised
else:
    raise AssertionError("the name was taken twice")
try:
    client.create("no-such-image")
except NotFoundError as raised:
    assert "no-such-image" in str(raised), raised
else:
    raise AssertionError("there is no such image")
refused(501, "secrets", lambda: client.create("host", secrets=["token"]))

fork.delete()
sandbox.delete()
refused(404, fork.id, lambda: client.get(fork.id))


async def awaited() -> None:
    client = AsyncDaytona().v2
    many = await asyncio.gather(*(client.create("app-base") for _ in range(4)))
    texts = await asyncio.gather(*(each.fs.read_text("/app/two.txt") for each in many))
    assert texts == ["one"] * 4, texts
    await asyncio.gather(*(each.delete() for each in many))


asyncio.run(awaited())

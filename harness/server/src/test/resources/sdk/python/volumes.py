"""Volumes: made, shared by sandboxes and by forks, no part of snapshots, deleted when nobody has them."""

import asyncio

from checks import refused, refused_async, requests
from daytona import (
    AsyncDaytona,
    CreateSandboxFromImageParams,
    CreateSandboxFromSnapshotParams,
    Daytona,
    DaytonaBadRequestError,
    DaytonaConflictError,
    DaytonaNotFoundError,
    VolumeMount,
)


def wish(volume: str, path: str, subpath: str | None = None, **more) -> CreateSandboxFromSnapshotParams:
    mount = VolumeMount(volume_id=volume, mount_path=path, subpath=subpath)
    return CreateSandboxFromSnapshotParams(volumes=[mount], **more)


daytona = Daytona()
refused(DaytonaNotFoundError, "notes", lambda: daytona.volume.get("notes"))
with requests() as sent:
    volume = daytona.volume.get("notes", create=True)
assert sent == ["GET", "POST"], sent
assert (volume.name, volume.state, volume.error_reason) == ("notes", "ready", None), volume
assert daytona.volume.get("notes").id == volume.id
assert [each.id for each in daytona.volume.list()] == [volume.id]
refused(DaytonaConflictError, "notes", lambda: daytona.volume.create("notes"))

# two sandboxes at the same time, by id and by name
one = daytona.create(wish(volume.id, "/home/data"))
other = daytona.create(wish("notes", "/mnt/deep/data"))
assert [(each.volume_id, each.mount_path) for each in one.volumes] == [(volume.id, "/home/data")], one.volumes
one.fs.upload_file(b"from one", "/home/data/note")
assert other.process.exec("cat /mnt/deep/data/note").result == "from one"
other.process.exec("mkdir -p /mnt/deep/data/team/a; echo part > /mnt/deep/data/team/a/part")
assert one.fs.download_file("/home/data/team/a/part") == b"part\n"
part = daytona.create(wish("notes", "/part", "team/a"))
assert part.process.exec("ls /part").result == "part\n"
assert daytona.volume.get("notes").last_used_at

# a fork has the same volume; a snapshot has an empty folder
fork = one.fork()
fork.process.exec("echo from fork > /home/data/fork")
assert one.process.exec("cat /home/data/fork").result == "from fork\n"
one.create_snapshot("without-notes")
plain = daytona.create(CreateSandboxFromSnapshotParams(snapshot="without-notes"))
assert plain.process.exec("ls -A /home/data | wc -l").result.strip() == "0"

# a sandbox of an image has volumes, too
mount = VolumeMount(volume_id="notes", mount_path="/data")
made = daytona.create(CreateSandboxFromImageParams(image="host", volumes=[mount]))
assert made.process.exec("cat /data/note").result == "from one"

# what is refused
for path in ("data", "/", "/proc/x", "/etc", "/a/../b", "/a//b"):
    refused(DaytonaBadRequestError, "", lambda: daytona.create(wish("notes", path)))
for subpath in ("..", "/etc", "a/../../b"):
    refused(DaytonaBadRequestError, "subpath", lambda: daytona.create(wish("notes", "/data", subpath)))
one.process.exec("ln -s / /home/data/out")
refused(DaytonaBadRequestError, "subpath", lambda: daytona.create(wish("notes", "/data", "out/etc")))
refused(DaytonaNotFoundError, "no-such", lambda: daytona.create(wish("no-such", "/data")))
refused(DaytonaConflictError, "in use", lambda: daytona.volume.delete(volume))

for each in (other, part, fork, plain, made):
    each.delete()
one.stop()
refused(DaytonaConflictError, "in use", lambda: daytona.volume.delete(volume))
one.start()
assert one.process.exec("cat /home/data/note").result == "from one"
one.delete()
daytona.volume.delete(volume)
assert daytona.volume.list() == []


async def awaited() -> None:
    async with AsyncDaytona() as client:
        volume = await client.volume.get("later", create=True)
        sandbox = await client.create(wish(volume.id, "/data"))
        await sandbox.process.exec("echo x > /data/x")
        await refused_async(DaytonaConflictError, "in use", client.volume.delete(volume))
        await sandbox.delete()
        assert [each.name for each in await client.volume.list()] == ["later"]
        await client.volume.delete(volume)


asyncio.run(awaited())

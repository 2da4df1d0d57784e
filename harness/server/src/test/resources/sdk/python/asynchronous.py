"""The asynchronous SDK: the same calls, awaited, many at once."""

import asyncio
import io

from checks import refused_async
from daytona import (
    AsyncDaytona,
    CreateSandboxFromSnapshotParams,
    DaytonaConflictError,
    DaytonaFileNotFoundError,
    DaytonaNotFoundError,
    DaytonaProcessExecutionTimeoutError,
    FileDownloadRequest,
    FileUpload,
    ListSandboxesQuery,
    Resources,
    SandboxListSortDirection,
    SandboxListSortField,
    SandboxState,
)


async def life(daytona: AsyncDaytona) -> None:
    sandbox = await daytona.create(CreateSandboxFromSnapshotParams(name="life", labels={"l": "1"}))
    await refused_async(DaytonaConflictError, "life", daytona.create(CreateSandboxFromSnapshotParams(name="life")))
    await refused_async(DaytonaNotFoundError, "nobody", daytona.get("nobody"))
    await sandbox.process.exec("echo kept > /root/kept")
    await sandbox.stop()
    await sandbox.resize(Resources(memory=2))
    await sandbox.start()
    assert sandbox.memory == 2
    assert (await sandbox.process.exec("cat /root/kept")).result == "kept\n"
    await sandbox.pause()
    assert sandbox.state == SandboxState.PAUSED
    await sandbox.start()
    assert (await (await daytona.get("life")).set_labels({"l": "2"})) == {"l": "2"}
    await sandbox.delete(wait=True)


async def branches(daytona: AsyncDaytona) -> None:
    source = await daytona.create()
    await source.process.exec("echo root > /root/path")
    await source.create_snapshot("async-base")
    made = await asyncio.gather(
        *(daytona.create(CreateSandboxFromSnapshotParams(snapshot="async-base", name=f"async-{i}")) for i in range(6)),
        *(source.fork(name=f"async-fork-{i}") for i in range(6)),
    )
    answers = await asyncio.gather(*(each.process.exec("cat /root/path; echo own > /root/path") for each in made))
    assert [each.result for each in answers] == ["root\n"] * 12
    names = [each.name async for each in daytona.list(ListSandboxesQuery(name="async-", limit=5, sort=SandboxListSortField.NAME, order=SandboxListSortDirection.ASC))]
    assert names == sorted(each.name for each in made), names
    await asyncio.gather(*(each.delete() for each in [source, *made]))
    await daytona.snapshot.delete("async-base")
    await refused_async(DaytonaNotFoundError, "async-base", daytona.snapshot.get("async-base"))


async def inside(daytona: AsyncDaytona) -> None:
    sandbox = await daytona.create()
    await refused_async(DaytonaProcessExecutionTimeoutError, "1 s", sandbox.process.exec("sleep 1000", timeout=1))
    assert (await sandbox.process.code_run("print(6 * 7)")).result == "42\n"
    content = b"0123456789abcdef" * 100_000
    await sandbox.fs.upload_files([FileUpload(content, "/d/a"), FileUpload(b"b", "/d/b")])
    await sandbox.fs.upload_file_stream(io.BytesIO(content), "/d/c")
    assert await sandbox.fs.download_file("/d/a") == content
    stream = await sandbox.fs.download_file_stream("/d/c")
    assert b"".join([chunk async for chunk in stream]) == content
    answers = await sandbox.fs.download_files([FileDownloadRequest("/d/b"), FileDownloadRequest("/d/none")])
    assert answers[0].result == b"b" and answers[1].error
    await refused_async(DaytonaFileNotFoundError, "/d/none", sandbox.fs.get_file_info("/d/none"))
    assert len(await sandbox.fs.list_files("/d")) == 3
    await sandbox.delete()


async def main() -> None:
    async with AsyncDaytona() as daytona:
        await asyncio.gather(life(daytona), branches(daytona), inside(daytona))
        assert [each async for each in daytona.list()] == []


asyncio.run(main())

"""The scripts of this folder, awaited."""

import asyncio
from pathlib import Path

from frostbench_daytona import AsyncDaytona


async def main() -> None:
    async with AsyncDaytona() as daytona:
        sandbox = await daytona.create()
        await sandbox.process.exec("echo base > /root/state")
        snapshot_id = await sandbox.snapshot(name="app-base")
        branches = await asyncio.gather(*(daytona.create_from_snapshot(snapshot_id) for _ in range(3)))
        results = await asyncio.gather(*(each.process.exec("cat /root/state") for each in branches))
        assert [each.result for each in results] == ["base\n"] * 3
        fork = await branches[0].fork()
        assert await fork.snapshot(name="of-a-fork") == "of-a-fork"
        assert len([each async for each in daytona.list()]) == 5
        fixture = await daytona.create_from_snapshot("swebench-django-3.2.fixture")
        await fixture.fs.upload_file("/repo/patch.diff", Path("patch.diff").read_text())
        await fixture.process.exec("cd /repo && git apply patch.diff")
        result = await fixture.process.exec("cd /repo && pytest tests/django/")
        assert result.exit_code == 0, result.result


asyncio.run(main())

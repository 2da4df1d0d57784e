"""The asynchronous wrapper: an agent without a model drives a search, while others run by a strategy and by numbers."""

import asyncio
from collections.abc import Awaitable

from daytona import DaytonaBadRequestError, DaytonaConflictError, DaytonaNotFoundError
from frostbench_daytona import AsyncDaytona, AsyncNode

FIXTURE = "swebench-django-3.2.fixture"
TEST = "pytest tests/django/"


async def refused(error: type[Exception], words: str, call: Awaitable[object]) -> None:
    try:
        result = await call
    except Exception as raised:
        assert type(raised) is error and words in str(raised), repr(raised)
    else:
        raise AssertionError(f"not refused with {error.__name__}: {result!r}")


async def first_children(root: AsyncNode) -> AsyncNode:
    """Expands the root; one of the children goes on."""
    assert (root.id, root.standing, root.score) == (0, "scored", 0), root.data
    assert "41 != 42" in root.scoring, root.scoring
    forty = {"name": "forty", "run": "sed -i s/41/40/ app.py; echo edited"}
    same, edited, failed = await root.expand("true", forty, "echo no; exit 3")
    assert [child.id for child in (same, edited, failed)] == [1, 2, 3]
    assert [child.standing for child in (same, edited, failed)] == ["same", "scored", "failed"]
    assert (same.data["same_as"], same.score) == (0, None), same.data
    assert (edited.data["candidate"], edited.output, edited.score) == ("forty", "edited\n", 0), edited.data
    assert (failed.reason, failed.output) == ("exit code 3", "no\n"), failed.data
    await refused(DaytonaConflictError, "the same as n0", same.expand("true"))
    return edited


async def driven(daytona: AsyncDaytona) -> None:
    repository = await daytona.create_from_snapshot(FIXTURE)
    async with daytona.search(repository, TEST, workdir="/repo") as search:
        root = await search.root
        edited = await first_children(root)
        grown = await asyncio.gather(edited.expand("sed -i s/40/42/ app.py"), edited.expand("sed -i s/40/43/ app.py"))
        (right,), (wrong,) = grown
        assert {right.id, wrong.id} == {4, 5} and right.data["parent"] == edited.id
        assert (right.score, wrong.score) == (1, 0)
        best = await search.best
        assert best is not None and best.id == right.id, best

        assert [(each["path"], each["change"]) for each in await right.diff()] == [("/repo/app.py", "changed")]
        assert "\n-def answer(): return 40\n+def answer(): return 42\n" in await right.patch()
        patch = await right.patch(root)
        assert "\n-def answer(): return 41\n+def answer(): return 42\n" in patch, patch
        await repository.fs.upload_file("/tmp/repair.patch", patch)
        applied = await repository.process.exec(f"cd /repo && git apply /tmp/repair.patch && {TEST}")
        assert applied.exit_code == 0, applied.result

        repaired = await right.sandbox(name="repaired", env={"WHO": "agent"})
        assert repaired.name == "repaired"
        opened = await repaired.process.exec(f"cd /repo && {TEST} && cat app.py && echo $WHO")
        assert opened.exit_code == 0 and opened.result.endswith("def answer(): return 42\nagent\n"), opened.result
        (latin,) = await right.expand("printf 'caf\\351\\n' > name")
        await repaired.fs.upload_file("/tmp/latin.patch", await latin.patch())
        written = await repaired.process.exec("cd /repo && git apply /tmp/latin.patch && od -An -tx1 name")
        assert written.result.split() == ["63", "61", "66", "e9", "0a"], written.result

        assert await right.snapshot("kept") == "kept"
        await refused(DaytonaConflictError, "kept", wrong.snapshot("kept"))
        kept = {each["id"]: each["snapshot"] for each in (await search.tree())["nodes"] if each["snapshot"]}
        assert kept == {right.id: "kept"}, kept
        assert [node.id async for node in search.nodes()] == list(range(7))
        assert "<svg" in await search.page()
        assert (await search.summary())["state"] == "open"
        await search.stop()
        summary = await search.summary()
        assert (summary["state"], summary["end"], summary["nodes"]) == ("ended", "stopped", 7), summary
    await refused(DaytonaNotFoundError, search.id, search.summary())
    branch = await daytona.create_from_snapshot("kept")
    assert (await branch.process.exec(f"cd /repo && {TEST}")).exit_code == 0


async def by_strategy(daytona: AsyncDaytona) -> None:
    candidates = {"forty": "sed -i s/41/40/ app.py", "answer": "sed -i s/40/42/ app.py"}
    search = await daytona.search(
        FIXTURE, TEST, name="alone", workdir="/repo", candidates=candidates, strategy={"kind": "beam"}, depth=2
    )
    summary = await search.wait()
    assert (summary["name"], summary["state"], summary["end"]) == ("alone", "ended", "goal"), summary
    assert (summary["strategy"], summary["best_score"]) == ("beam of 8", 1), summary
    best = await search.best
    assert best is not None and (best.id, best.data["depth"], best.data["candidate"]) == (4, 2, "answer"), best
    assert [node.standing async for node in search.nodes()] == ["scored", "scored", "same", "same", "scored"]
    await search.delete()
    await refused(DaytonaNotFoundError, search.id, search.tree())


async def by_numbers(daytona: AsyncDaytona) -> None:
    lines = daytona.search(FIXTURE, "wc -l < app.py", workdir="/repo", score_options={"by": "number", "goal": 3})
    async with lines as search:
        two, three, *dropped = await (await search.root).expand("echo >> app.py", "yes | head -2 >> app.py", "true")
        assert (two.score, three.score, dropped) == (2, 3, []), await search.tree()
    bean = daytona.search(FIXTURE, TEST, candidates={"none": "true"}, strategy={"kind": "bean"})
    await refused(DaytonaBadRequestError, "'strategy.kind' is 'bean'", bean)


async def main() -> None:
    async with AsyncDaytona() as daytona:
        await asyncio.gather(driven(daytona), by_strategy(daytona), by_numbers(daytona))


asyncio.run(main())

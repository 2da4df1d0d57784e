"""An agent without a model drives a search by the wrapper, and a search with candidates runs by itself."""

from daytona import DaytonaConflictError, DaytonaNotFoundError
from frostbench_daytona import Daytona

EDITS = ["s/41/40/", "s/40/43/", "s/4[13]/42/"]
TEST = "pytest tests/django/"

daytona = Daytona()
repository = daytona.create_from_snapshot("swebench-django-3.2.fixture")
with daytona.search(repository, TEST, workdir="/repo", environment={"PYTHONDONTWRITEBYTECODE": "1"}) as search:
    assert search.root.score == 0, search.root.data
    at = [search.root]
    while at and not any(node.score == 1 for node in at):
        grown = [child for node in at for child in node.expand(*(f"sed -i {edit} /repo/app.py" for edit in EDITS))]
        at = [child for child in grown if child.standing == "scored"]
    best = search.best
    assert best is not None and best.score == 1, search.tree()
    same = next(node for node in search.nodes() if node.standing == "same")
    try:
        same.expand("true")
        raise AssertionError("expanded a node without a state")
    except DaytonaConflictError as refused:
        assert "the same as" in str(refused), refused
    assert [change["path"] for change in best.diff()] == ["/repo/app.py"]
    assert best.patch(search.root).startswith("diff --git a/app.py b/app.py"), best.patch(search.root)
    repaired = best.sandbox(name="repaired")
    assert repaired.process.exec(f"cd /repo && {TEST}").exit_code == 0
    kept = best.snapshot("kept")
    assert "<svg" in search.page()
try:
    search.summary()
    raise AssertionError("a deleted search is there")
except DaytonaNotFoundError:
    pass
assert daytona.create_from_snapshot(kept).process.exec(f"cd /repo && {TEST}").exit_code == 0

candidates = {edit: f"sed -i {edit} app.py" for edit in EDITS}
alone = daytona.search("swebench-django-3.2.fixture", TEST, workdir="/repo", candidates=candidates,
                       strategy={"kind": "beam"}, depth=3)
assert alone.wait()["end"] == "goal", alone.tree()
alone.delete()

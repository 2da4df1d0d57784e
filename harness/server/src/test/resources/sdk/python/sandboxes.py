"""Sandboxes come, change and go: made with all that the SDK can ask for, listed, stopped, paused, resized, forked."""

from datetime import datetime, timedelta

from checks import eventually, refused, requests
from daytona import (
    CreateSandboxFromSnapshotParams,
    Daytona,
    DaytonaAuthenticationError,
    DaytonaBadRequestError,
    DaytonaConfig,
    DaytonaConflictError,
    DaytonaError,
    DaytonaNotFoundError,
    ListSandboxesQuery,
    Resources,
    SandboxListSortDirection,
    SandboxListSortField,
    SandboxState,
)

daytona = Daytona()
usual = daytona.create()
assert usual.state == SandboxState.STARTED
assert usual.name and usual.id and usual.toolbox_proxy_url
assert usual.labels == {"code-toolbox-language": "python"}
assert usual.process.exec("echo hello").result == "hello\n"

wanted = CreateSandboxFromSnapshotParams(
    name="wanted",
    snapshot="host",
    language="javascript",
    env_vars={"COLOUR": "blue green", "EMPTY": ""},
    labels={"team": "a b", "stage": "ä"},
    auto_stop_interval=7,
    auto_archive_interval=11,
    auto_delete_interval=13,
    ttl_minutes=17,
    network_block_all=True,
)
full = daytona.create(wanted)
assert (full.name, full.snapshot, full.auto_stop_interval) == ("wanted", "host", 7)
assert (full.auto_archive_interval, full.auto_delete_interval) == (11, 13)
assert full.network_block_all and full.auto_destroy_at
assert full.env["COLOUR"] == "blue green" and full.labels["stage"] == "ä"
assert full.process.exec('echo "$COLOUR,${EMPTY-unset}"').result == "blue green,\n"

# found by its id and by its name
assert daytona.get("wanted").id == daytona.get(full.id).id == full.id
refused(DaytonaNotFoundError, "nobody", lambda: daytona.get("nobody"))
refused(DaytonaConflictError, "wanted", lambda: daytona.create(wanted))
refused(DaytonaNotFoundError, "no such", lambda: daytona.create(CreateSandboxFromSnapshotParams(snapshot="no such")))
refused(DaytonaAuthenticationError, "key", lambda: Daytona(DaytonaConfig(api_key="fb_wrong")).create())

# what is not offered says so by the SDK's own class
for offered_not, words in [
    (CreateSandboxFromSnapshotParams(secrets={"TOKEN": "name"}), "secret"),
    (CreateSandboxFromSnapshotParams(kvm=True), "virtual machine"),
    (CreateSandboxFromSnapshotParams(linked_sandbox=usual.id), "linked"),
    (CreateSandboxFromSnapshotParams(outbound_proxy_url="http://127.0.0.1:1"), "proxy"),
]:
    refused(DaytonaError, words, lambda: daytona.create(offered_not))

# labels and timers
assert usual.set_labels({"code-toolbox-language": "python", "k": "v"})["k"] == "v"
refused(DaytonaBadRequestError, "python, typescript", lambda: usual.set_labels({"code-toolbox-language": "cobol"}))
usual.set_autostop_interval(0)
usual.set_auto_pause_interval(5)
usual.set_auto_archive_interval(60)
usual.set_auto_delete_interval(-1)
usual.set_ttl(90)
usual.refresh_activity()
usual.refresh_data()
assert (usual.auto_stop_interval, usual.auto_archive_interval, usual.auto_delete_interval) == (0, 60, -1)
assert usual.labels["k"] == "v" and usual.auto_destroy_at

# lists: filters, order, more than one page
few = [daytona.create(CreateSandboxFromSnapshotParams(name=f"listed-{i}", labels={"odd": str(i % 2)})) for i in range(5)]
names = lambda **query: [each.name for each in daytona.list(ListSandboxesQuery(**query))]
with requests() as sent:
    assert names(name="LISTED-", limit=2, sort=SandboxListSortField.NAME, order=SandboxListSortDirection.ASC) == [f"listed-{i}" for i in range(5)]
assert sent == ["GET"] * 3, sent
assert names(name="listed-", sort=SandboxListSortField.NAME, order=SandboxListSortDirection.DESC) == [f"listed-{i}" for i in reversed(range(5))]
assert sorted(names(labels={"odd": "1"})) == ["listed-1", "listed-3"]
assert names(id=few[2].id[:13]) == ["listed-2"]
few[0].stop()
assert names(states=[SandboxState.STOPPED]) == ["listed-0"]
assert names(states=[SandboxState.STOPPED, SandboxState.STARTED], labels={"odd": "1"}, limit=1, sort=SandboxListSortField.NAME, order=SandboxListSortDirection.ASC) == [
    "listed-1",
    "listed-3",
]
assert names(name="listed-", sort=SandboxListSortField.MEMORYGIB) and names(sort=SandboxListSortField.DISKGIB, limit=3)
assert "wanted" in names(snapshots=["host"]) and names(snapshots=["other"]) == []
half = datetime.fromisoformat(few[3].created_at[:26] + "+00:00")
assert names(created_at_before=half, name="listed-2") == ["listed-2"]
assert names(created_at_after=half + timedelta(days=1)) == names(created_at_after=datetime.max) == []
assert len(list(daytona.list())) == 7
for each in few:
    daytona.delete(each)
assert names(name="listed-") == []

# stop keeps the files, start has them again; every answer has the final state, so that nobody polls
usual.process.exec("echo kept > /root/kept; sleep 1000 > /dev/null 2>&1 &")
with requests() as sent:
    usual.stop()
assert sent == ["POST", "GET"], sent
assert usual.state == SandboxState.STOPPED
refused(DaytonaConflictError, "stopped", lambda: usual.process.exec("true"))
with requests() as sent:
    usual.start()
assert sent == ["POST"], sent
assert usual.process.exec("cat /root/kept").result == "kept\n"
assert usual.process.exec("ps x | grep -c '[s]leep 1000'").result == "0\n"

# pause keeps the processes too; start goes on with them
usual.process.exec("sh -c 'while echo tick; do sleep 0.02; done' > /tmp/ticks 2>&1 &")
ticks = lambda: int(usual.process.exec("wc -l < /tmp/ticks").result)
eventually("a background process ticks", lambda: ticks() > 1)
with requests() as sent:
    usual.pause()
assert len(sent) == 2, sent
assert usual.state == SandboxState.PAUSED
usual.start()
assert usual.state == SandboxState.STARTED
before = ticks()
eventually("a resumed process ticks on", lambda: ticks() > before)

# another client hears of it without asking
other = Daytona().get(usual.id)
with requests() as sent:
    usual.stop()
    eventually("an event tells of the stop", lambda: other.state == SandboxState.STOPPED)
assert sent == ["POST", "GET"], sent

# resize, stopped and running
usual.resize(Resources(cpu=2, memory=2, disk=4))
assert (usual.cpu, usual.memory, usual.disk) == (2, 2, 4)
usual.start()
assert (usual.cpu, usual.memory, usual.disk) == (2, 2, 4)
usual.resize(Resources(memory=3))
assert (usual.cpu, usual.memory, usual.disk) == (2, 3, 4)

# a fork begins as its source is, and neither sees the other from then on
usual.process.exec("echo before > /root/state")
with requests() as sent:
    fork = usual.fork(name="branch")
assert sent == ["POST"], sent
usual.process.exec("echo source > /root/state")
fork.process.exec("echo fork >> /root/state")
assert fork.name == "branch" and fork.id != usual.id
assert fork.process.exec("cat /root/state").result == "before\nfork\n"
assert usual.process.exec("cat /root/state").result == "source\n"
assert fork.process.code_run("print(6 * 7)").result == "42\n"
refused(DaytonaConflictError, "branch", lambda: usual.fork(name="branch"))
grandchild = fork.fork()
assert grandchild.process.exec("cat /root/state").result == "before\nfork\n"

# an ephemeral sandbox is gone when it is stopped
brief = daytona.create(CreateSandboxFromSnapshotParams(ephemeral=True))
brief.stop()
assert brief.state == SandboxState.DESTROYED
refused(DaytonaNotFoundError, brief.id, lambda: daytona.get(brief.id))

for each in [usual, full, fork, grandchild]:
    each.delete(wait=True)
assert list(daytona.list()) == []
refused(DaytonaNotFoundError, usual.id, lambda: usual.start())

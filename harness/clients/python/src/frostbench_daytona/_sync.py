"""The wrappers of the synchronous SDK."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import daytona as official
from daytona import CreateSandboxFromImageParams, CreateSandboxFromSnapshotParams, DaytonaConfig, ListSandboxesQuery

from frostbench_daytona._search import new_search
from frostbench_daytona._sync_search import Search
from frostbench_daytona._wrapper import Wrapper, file_to_upload

if TYPE_CHECKING:
    # To type checkers a wrapper is what it wraps, for it has all of its attributes.
    from daytona._sync.filesystem import FileSystem as _FileSystem
    from daytona._sync.sandbox import Sandbox as _Sandbox

    class _WrappedFileSystem(Wrapper[_FileSystem], _FileSystem): ...

    class _WrappedSandbox(Wrapper[_Sandbox], _Sandbox):
        def __init__(self, official: _Sandbox) -> None: ...

    class _WrappedDaytona(Wrapper[official.Daytona], official.Daytona): ...

else:
    _WrappedFileSystem = _WrappedSandbox = _WrappedDaytona = Wrapper


class FileSystem(_WrappedFileSystem):
    """The files of a sandbox."""

    __slots__ = ()

    def upload_file(  # type: ignore[override]
        self, path: str | os.PathLike[str], content: str | bytes, timeout: int = 30 * 60
    ) -> None:
        """Writes a file.

        Args:
            path: Where the file goes in the sandbox. Missing folders are made, and a file that is there is replaced.
            content: What the file holds. A text is written as UTF-8, and that of `Node.patch` as the bytes that it was.
            timeout: The longest time the upload may take, in seconds.
        """
        self.official.upload_file(*file_to_upload(path, content), timeout)


class Sandbox(_WrappedSandbox):
    """A sandbox, which can be frozen and branched off at any time."""

    __slots__ = ()

    def __init__(self, official: _Sandbox) -> None:
        super().__init__(official)

    @property
    def fs(self) -> FileSystem:
        """The files of this sandbox."""
        return FileSystem(self.official.fs)

    def snapshot(self, name: str, timeout: float | None = 60) -> str:  # type: ignore[misc, override]
        """Freezes this sandbox, which goes on.

        Args:
            name: What the snapshot is called. No other snapshot may have this name.
            timeout: The longest time this may take, in seconds.

        Returns:
            The id for `Daytona.create_from_snapshot`.
        """
        self.official.create_snapshot(name, timeout=timeout)
        return name

    def fork(self, name: str | None = None, timeout: float | None = 60) -> Sandbox:
        """Makes a sandbox that begins as this one is now. What one of them writes from then on, the other does not see.

        Args:
            name: What the new sandbox is called; one is made up if there is none.
            timeout: The longest time this may take, in seconds.
        """
        return Sandbox(self.official.fork(name=name, timeout=timeout))


class Daytona(_WrappedDaytona):
    """The client of a Daytona server.

    Args:
        config: Where the server is and the key to it. Without, `DAYTONA_API_URL` and `DAYTONA_API_KEY` tell.
    """

    __slots__ = ()

    def __init__(self, config: DaytonaConfig | None = None) -> None:
        super().__init__(official.Daytona(config))

    def create(
        self,
        params: CreateSandboxFromSnapshotParams | CreateSandboxFromImageParams | None = None,
        *,
        timeout: float = 60,
        on_snapshot_create_logs: Callable[[str], None] | None = None,
    ) -> Sandbox:
        """Makes a sandbox, from the default snapshot if `params` names no other and no image."""
        made = self.official.create(
            params,  # type: ignore[arg-type]
            timeout=timeout,
            on_snapshot_create_logs=on_snapshot_create_logs,
        )
        return Sandbox(made)

    def create_from_snapshot(
        self, snapshot: str, params: CreateSandboxFromSnapshotParams | None = None, *, timeout: float = 60
    ) -> Sandbox:
        """Makes a sandbox from a snapshot.

        Args:
            snapshot: The id of the snapshot, as `Sandbox.snapshot` returned it, or its name.
            params: How the sandbox shall be otherwise.
            timeout: The longest time this may take, in seconds.
        """
        wanted = params or CreateSandboxFromSnapshotParams()
        return self.create(wanted.model_copy(update={"snapshot": snapshot}), timeout=timeout)

    def get(self, sandbox_id_or_name: str, request_timeout: float | None = None) -> Sandbox:
        """The sandbox that has this id or name."""
        return Sandbox(self.official.get(sandbox_id_or_name, request_timeout))

    def list(self, query: ListSandboxesQuery | None = None, request_timeout: float | None = None) -> Iterator[Sandbox]:
        """The sandboxes that match the query. The server is asked while they are read, page by page."""
        for sandbox in self.official.list(query, request_timeout):
            yield Sandbox(sandbox)

    def search(self, start: Sandbox | str, score: str, **options: Any) -> Search:
        """Starts a tree search.

        Without `candidates` and `propose` it is driven: call `expand` of its nodes, beginning with `root`.

        Args:
            start: A sandbox, which is frozen now, or the name of a snapshot.
            score: The command that scores a state: exit code 0 is 1, and any other is 0.
            options: Other keys of docs/search.md, e.g. `workdir="/src"` or `candidates={"sort": "…"}`. The option
                `score_options={"by": "number", "goal": 6}` adds keys to the score.
        """
        return Search(self, new_search(start, score, options))

"""The wrappers of the asynchronous SDK."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

import daytona as official
from daytona import CreateSandboxFromImageParams, CreateSandboxFromSnapshotParams, DaytonaConfig, ListSandboxesQuery

from frostbench_daytona._async_search import StartingSearch
from frostbench_daytona._search import new_search
from frostbench_daytona._wrapper import Wrapper, file_to_upload

if TYPE_CHECKING:
    # To type checkers a wrapper is what it wraps, for it has all of its attributes.
    from daytona._async.filesystem import AsyncFileSystem as _AsyncFileSystem
    from daytona._async.sandbox import AsyncSandbox as _AsyncSandbox

    class _WrappedFileSystem(Wrapper[_AsyncFileSystem], _AsyncFileSystem): ...

    class _WrappedSandbox(Wrapper[_AsyncSandbox], _AsyncSandbox):
        def __init__(self, official: _AsyncSandbox) -> None: ...

    class _WrappedDaytona(Wrapper[official.AsyncDaytona], official.AsyncDaytona): ...

else:
    _WrappedFileSystem = _WrappedSandbox = _WrappedDaytona = Wrapper


class AsyncFileSystem(_WrappedFileSystem):
    """The files of a sandbox."""

    __slots__ = ()

    async def upload_file(  # type: ignore[override]
        self, path: str | os.PathLike[str], content: str | bytes, timeout: int = 30 * 60
    ) -> None:
        """Writes a file, as `FileSystem.upload_file` does."""
        await self.official.upload_file(*file_to_upload(path, content), timeout)


class AsyncSandbox(_WrappedSandbox):
    """A sandbox, which can be frozen and branched off at any time."""

    __slots__ = ()

    def __init__(self, official: _AsyncSandbox) -> None:
        super().__init__(official)

    @property
    def fs(self) -> AsyncFileSystem:
        """The files of this sandbox."""
        return AsyncFileSystem(self.official.fs)

    async def snapshot(self, name: str, timeout: float | None = 60) -> str:  # type: ignore[misc, override]
        """Freezes this sandbox and returns the id of the snapshot, as `Sandbox.snapshot` does."""
        await self.official.create_snapshot(name, timeout=timeout)
        return name

    async def fork(self, name: str | None = None, timeout: float | None = 60) -> AsyncSandbox:
        """Makes a sandbox that begins as this one is now, as `Sandbox.fork` does."""
        return AsyncSandbox(await self.official.fork(name=name, timeout=timeout))


class AsyncDaytona(_WrappedDaytona):
    """The client of a Daytona server, to be closed or used with `async with`.

    Args:
        config: Where the server is and the key to it. Without, `DAYTONA_API_URL` and `DAYTONA_API_KEY` tell.
    """

    __slots__ = ()

    def __init__(self, config: DaytonaConfig | None = None) -> None:
        super().__init__(official.AsyncDaytona(config))

    async def __aenter__(self) -> AsyncDaytona:
        await self.official.__aenter__()  # type: ignore[no-untyped-call]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.official.__aexit__(exc_type, exc_value, traceback)

    async def create(
        self,
        params: CreateSandboxFromSnapshotParams | CreateSandboxFromImageParams | None = None,
        *,
        timeout: float = 60,
        on_snapshot_create_logs: Callable[[str], None] | None = None,
    ) -> AsyncSandbox:
        """Makes a sandbox, from the default snapshot if `params` names no other and no image."""
        made = await self.official.create(
            params,  # type: ignore[arg-type]
            timeout=timeout,
            on_snapshot_create_logs=on_snapshot_create_logs,
        )
        return AsyncSandbox(made)

    async def create_from_snapshot(
        self, snapshot: str, params: CreateSandboxFromSnapshotParams | None = None, *, timeout: float = 60
    ) -> AsyncSandbox:
        """Makes a sandbox from a snapshot, as `Daytona.create_from_snapshot` does."""
        wanted = params or CreateSandboxFromSnapshotParams()
        return await self.create(wanted.model_copy(update={"snapshot": snapshot}), timeout=timeout)

    async def get(self, sandbox_id_or_name: str, request_timeout: float | None = None) -> AsyncSandbox:
        """The sandbox that has this id or name."""
        return AsyncSandbox(await self.official.get(sandbox_id_or_name, request_timeout))

    async def list(
        self, query: ListSandboxesQuery | None = None, request_timeout: float | None = None
    ) -> AsyncIterator[AsyncSandbox]:
        """The sandboxes that match the query. The server is asked while they are read, page by page."""
        async for sandbox in self.official.list(query, request_timeout):
            yield AsyncSandbox(sandbox)

    def search(self, start: AsyncSandbox | str, score: str, **options: Any) -> StartingSearch:
        """Starts a tree search, as `Daytona.search` does.

        Await it, or enter it: `async with daytona.search(…) as search` deletes the search in the end.
        """
        return StartingSearch(self, new_search(start, score, options))

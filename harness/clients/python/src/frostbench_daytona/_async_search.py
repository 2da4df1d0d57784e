"""Tree searches, awaited: states are expanded by commands, and each is scored."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Generator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from aiohttp import ClientTimeout
from daytona._utils.errors import intercept_errors

from frostbench_daytona._search import NodeData, Request, SearchData, content_of, nodes_in, patch_text

if TYPE_CHECKING:
    from frostbench_daytona._async import AsyncDaytona, AsyncSandbox

# An expansion takes as long as its commands do, and aiohttp may give up after five minutes otherwise.
_NO_LIMIT = ClientTimeout(total=None)


class _Calls:
    """The calls of one search, by the client of the official SDK: its address, its key, its errors."""

    def __init__(self, daytona: AsyncDaytona) -> None:
        self.daytona = daytona
        self._client = daytona.official._api_client

    @intercept_errors()
    async def send(self, request: Request) -> bytes:
        answer = await self._client.call_api(*request.arguments(self._client), _request_timeout=_NO_LIMIT)
        return content_of(answer, await answer.read())  # type: ignore[no-untyped-call]

    async def json(self, request: Request) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(await self.send(request))
        return answer


class AsyncNode(NodeData):
    """A place in the tree: a state, or the reason why there is none."""

    def __init__(self, search: AsyncSearch, data: Mapping[str, Any]) -> None:
        super().__init__(search.id, data)
        self.search = search
        self._calls = search._calls

    async def expand(self, *commands: str | Mapping[str, str]) -> list[AsyncNode]:
        """Tries commands, each in a fork of this state, side by side, as `Node.expand` does."""
        answer = await self._calls.json(self._post("/expand", {"commands": commands}))
        return [AsyncNode(self.search, child) for child in answer["children"]]

    async def sandbox(self, **wish: Any) -> AsyncSandbox:
        """A sandbox that begins with this state, as `Node.sandbox` makes it."""
        opened = await self._calls.json(self._post("/sandbox", wish))
        return await self._calls.daytona.get(opened["id"])

    async def diff(self) -> list[dict[str, Any]]:
        """How the files differ from those of the parent."""
        changes: list[dict[str, Any]] = (await self._calls.json(self._get("/diff")))["changes"]
        return changes

    async def patch(self, origin: AsyncNode | None = None) -> str:
        """A patch for `git apply`, from the parent or from another node, as `Node.patch` has it."""
        return patch_text(await self._calls.send(self._patch_from(origin)))

    async def snapshot(self, name: str) -> str:
        """Keeps this state as a snapshot of the organisation, and returns the id for `create_from_snapshot`."""
        await self._calls.send(self._post("/snapshot", {"name": name}))
        return name


class AsyncSearch(SearchData):
    """A search that the server holds until it is deleted, which the end of an `async with` does, too."""

    def __init__(self, calls: _Calls, id: str) -> None:
        super().__init__(id)
        self._calls = calls

    async def summary(self) -> dict[str, Any]:
        """What is true of it now: `state`, `end`, `best`, `best_score` and more."""
        return await self._calls.json(self._get())

    async def node(self, id: int) -> AsyncNode:
        return AsyncNode(self, await self._calls.json(self._get(f"/nodes/{id}")))

    @property
    async def root(self) -> AsyncNode:
        """To be awaited: `await search.root`."""
        return await self.node(0)

    @property
    async def best(self) -> AsyncNode | None:
        """The node with the highest score, if any has one; to be awaited: `await search.best`."""
        best = (await self.summary())["best"]
        return None if best is None else await self.node(best)

    async def tree(self) -> dict[str, Any]:
        """The whole tree, as `frostbench search` writes it."""
        return await self._calls.json(self._get("/tree"))

    async def page(self) -> str:
        """The tree as an HTML page."""
        return (await self._calls.send(self._get("/tree.html"))).decode()

    async def wait(self) -> dict[str, Any]:
        """Waits for the end of a search with candidates, and returns its summary."""
        summary = await self.summary()
        while summary["state"] == "running":
            await self._calls.send(self._rest_of(summary))
            summary = await self.summary()
        return summary

    async def nodes(self) -> AsyncIterator[AsyncNode]:
        """The nodes that are there now."""
        for data in nodes_in(await self._calls.send(self._get("/nodes"))):
            yield AsyncNode(self, data)

    async def stop(self) -> None:
        """Drops what runs. The tree stays."""
        await self._calls.send(self._stop())

    async def delete(self) -> None:
        """Stops it, and lets its states go."""
        await self._calls.send(self._delete())

    async def __aenter__(self) -> AsyncSearch:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.delete()


class StartingSearch:
    """A search that starts when this is awaited, or entered by `async with`, whose end deletes it."""

    def __init__(self, daytona: AsyncDaytona, request: Request) -> None:
        self._calls = _Calls(daytona)
        self._request = request
        self._started: AsyncSearch | None = None

    async def _start(self) -> AsyncSearch:
        answer = await self._calls.json(self._request)
        return AsyncSearch(self._calls, str(answer["id"]))

    def __await__(self) -> Generator[Any, None, AsyncSearch]:
        return self._start().__await__()

    async def __aenter__(self) -> AsyncSearch:
        self._started = await self
        return self._started

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._started is not None:
            await self._started.delete()

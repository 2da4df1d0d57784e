"""Tree searches: states are expanded by commands, and each is scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from daytona._utils.errors import intercept_errors

from frostbench_daytona._search import NodeData, Request, SearchData, content_of, nodes_in, patch_text

if TYPE_CHECKING:
    from frostbench_daytona._sync import Daytona, Sandbox


class _Calls:
    """The calls of one search, by the client of the official SDK: its address, its key, its errors."""

    def __init__(self, daytona: Daytona) -> None:
        self.daytona = daytona
        self._client = daytona.official._api_client

    @intercept_errors()
    def send(self, request: Request) -> bytes:
        answer = self._client.call_api(*request.arguments(self._client))
        return content_of(answer, answer.read())  # type: ignore[no-untyped-call]

    def json(self, request: Request) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.send(request))
        return answer


class Node(NodeData):
    """A place in the tree: a state, or the reason why there is none."""

    def __init__(self, search: Search, data: Mapping[str, Any]) -> None:
        super().__init__(search.id, data)
        self.search = search
        self._calls = search._calls

    def expand(self, *commands: str | Mapping[str, str]) -> list[Node]:
        """Tries commands, each in a fork of this state, side by side.

        Args:
            commands: Commands, or mappings of `name` and `run`.

        Returns:
            Their nodes, in the order of the commands. The first that reaches the goal or a budget is the last.
        """
        answer = self._calls.json(self._post("/expand", {"commands": commands}))
        return [Node(self.search, child) for child in answer["children"]]

    def sandbox(self, **wish: Any) -> Sandbox:
        """A sandbox that begins with this state.

        Args:
            wish: Fields of a new sandbox, e.g. `name="repaired"`.
        """
        opened = self._calls.json(self._post("/sandbox", wish))
        return self._calls.daytona.get(opened["id"])

    def diff(self) -> list[dict[str, Any]]:
        """How the files differ from those of the parent."""
        changes: list[dict[str, Any]] = self._calls.json(self._get("/diff"))["changes"]
        return changes

    def patch(self, origin: Node | None = None) -> str:
        """A patch for `git apply`, from the parent or from another node.

        Bytes that are no UTF-8 are in the text as Python's `surrogateescape` has them, and `upload_file` writes them
        as they were.
        """
        return patch_text(self._calls.send(self._patch_from(origin)))

    def snapshot(self, name: str) -> str:
        """Keeps this state as a snapshot of the organisation, and returns the id for `create_from_snapshot`."""
        self._calls.send(self._post("/snapshot", {"name": name}))
        return name


class Search(SearchData):
    """A search that the server holds until it is deleted, which the end of a `with` does, too."""

    def __init__(self, daytona: Daytona, request: Request) -> None:
        self._calls = _Calls(daytona)
        super().__init__(str(self._calls.json(request)["id"]))

    def summary(self) -> dict[str, Any]:
        """What is true of it now: `state`, `end`, `best`, `best_score` and more."""
        return self._calls.json(self._get())

    def node(self, id: int) -> Node:
        return Node(self, self._calls.json(self._get(f"/nodes/{id}")))

    @property
    def root(self) -> Node:
        return self.node(0)

    @property
    def best(self) -> Node | None:
        """The node with the highest score, if any has one."""
        best = self.summary()["best"]
        return None if best is None else self.node(best)

    def tree(self) -> dict[str, Any]:
        """The whole tree, as `frostbench search` writes it."""
        return self._calls.json(self._get("/tree"))

    def page(self) -> str:
        """The tree as an HTML page."""
        return self._calls.send(self._get("/tree.html")).decode()

    def wait(self) -> dict[str, Any]:
        """Waits for the end of a search with candidates, and returns its summary."""
        summary = self.summary()
        while summary["state"] == "running":
            self._calls.send(self._rest_of(summary))
            summary = self.summary()
        return summary

    def nodes(self) -> Iterator[Node]:
        """The nodes that are there now."""
        for data in nodes_in(self._calls.send(self._get("/nodes"))):
            yield Node(self, data)

    def stop(self) -> None:
        """Drops what runs. The tree stays."""
        self._calls.send(self._stop())

    def delete(self) -> None:
        """Stops it, and lets its states go."""
        self._calls.send(self._delete())

    def __enter__(self) -> Search:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.delete()

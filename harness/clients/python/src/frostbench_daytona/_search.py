"""Tree searches: states are expanded by commands, and each is scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

import daytona as official
from daytona._utils.errors import intercept_errors
from daytona_api_client.exceptions import ApiException

if TYPE_CHECKING:
    from frostbench_daytona._sync import Sandbox


class _Owner(Protocol):
    @property
    def official(self) -> official.Daytona: ...

    def get(self, sandbox_id_or_name: str) -> Sandbox: ...


class _Calls:
    """The calls of one search, by the client of the official SDK: its address, its key, its errors."""

    def __init__(self, daytona: _Owner) -> None:
        self.daytona = daytona
        self._client = daytona.official._api_client

    @intercept_errors()
    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        url = self._client.configuration.host + "/search" + path
        headers = {**self._client.default_headers, "Content-Type": "application/json"}
        answer = self._client.call_api(method, url, headers, None if body is None else dict(body))
        content = answer.read()  # type: ignore[no-untyped-call]
        if not 200 <= answer.status <= 299:
            raise ApiException.from_response(http_resp=answer, body=content.decode(), data=None)
        return bytes(content or b"")

    def json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.send(method, path, body))
        return answer


class Node:
    """A place in the tree: a state, or the reason why there is none."""

    def __init__(self, search: Search, data: Mapping[str, Any]) -> None:
        self.search = search
        self.data = data

    @property
    def id(self) -> int:
        return int(self.data["id"])

    @property
    def score(self) -> float | None:
        """The score, if the state has one."""
        score = self.data["score"]
        return None if score is None else float(score)

    @property
    def standing(self) -> str:
        """`scored`, `unscored`, `same` as another node, or `failed`."""
        return str(self.data["standing"])

    @property
    def reason(self) -> str | None:
        """Why it has no score or no state."""
        reason = self.data["reason"]
        return None if reason is None else str(reason)

    @property
    def output(self) -> str:
        """The end of what its command printed."""
        return str(self.data["printed"]["candidate"])

    @property
    def scoring(self) -> str:
        """The end of what the score's command printed."""
        return str(self.data["printed"]["scoring"])

    def expand(self, *commands: str | Mapping[str, str]) -> list[Node]:
        """Tries commands, each in a fork of this state, side by side.

        Args:
            commands: Commands, or mappings of `name` and `run`.

        Returns:
            Their nodes, in the order of the commands. The first that reaches the goal or a budget is the last.
        """
        answer = self._json("POST", "/expand", {"commands": list(commands)})
        return [Node(self.search, child) for child in answer["children"]]

    def sandbox(self, **wish: Any) -> Sandbox:
        """A sandbox that begins with this state.

        Args:
            wish: Fields of a new sandbox, e.g. `name="repaired"`.
        """
        return self.search._calls.daytona.get(self._json("POST", "/sandbox", wish)["id"])

    def diff(self) -> list[dict[str, Any]]:
        """How the files differ from those of the parent."""
        changes: list[dict[str, Any]] = self._json("GET", "/diff")["changes"]
        return changes

    def patch(self, origin: Node | None = None) -> str:
        """A patch for `git apply`, from the parent or from another node."""
        query = "" if origin is None else f"?from={origin.id}"
        return self.search._calls.send("GET", self._path("/patch" + query)).decode(errors="surrogateescape")

    def snapshot(self, name: str) -> str:
        """Keeps this state as a snapshot of the organisation, and returns the id for `create_from_snapshot`."""
        self._json("POST", "/snapshot", {"name": name})
        return name

    def _path(self, rest: str) -> str:
        return f"/{self.search.id}/nodes/{self.id}{rest}"

    def _json(self, method: str, rest: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return self.search._calls.json(method, self._path(rest), body)

    def __repr__(self) -> str:
        return f"Node(id={self.id}, standing={self.standing!r}, score={self.score})"


class Search:
    """A search that the server holds until it is deleted, which the end of a `with` does, too."""

    def __init__(self, daytona: _Owner, wish: Mapping[str, Any]) -> None:
        self._calls = _Calls(daytona)
        self.id = str(self._calls.json("POST", "", wish)["id"])

    def summary(self) -> dict[str, Any]:
        """What is true of it now: `state`, `end`, `best`, `best_score` and more."""
        return self._calls.json("GET", f"/{quote(self.id)}")

    def node(self, id: int) -> Node:
        return Node(self, self._calls.json("GET", f"/{quote(self.id)}/nodes/{id}"))

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
        return self._calls.json("GET", f"/{quote(self.id)}/tree")

    def page(self) -> str:
        """The tree as an HTML page."""
        return self._calls.send("GET", f"/{quote(self.id)}/tree.html").decode()

    def wait(self) -> dict[str, Any]:
        """Waits for the end of a search with candidates, and returns its summary."""
        summary = self.summary()
        while summary["state"] == "running":
            self._calls.send("GET", f"/{quote(self.id)}/nodes?from={summary['nodes']}&follow=true")
            summary = self.summary()
        return summary

    def nodes(self) -> Iterator[Node]:
        """The nodes that are there now."""
        for line in self._calls.send("GET", f"/{quote(self.id)}/nodes").splitlines():
            content = json.loads(line)
            if "node" in content:
                yield Node(self, content["node"])

    def stop(self) -> None:
        """Drops what runs. The tree stays."""
        self._calls.send("POST", f"/{quote(self.id)}/stop")

    def delete(self) -> None:
        """Stops it, and lets its states go."""
        self._calls.send("DELETE", f"/{quote(self.id)}")

    def __enter__(self) -> Search:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.delete()

"""What the searches of the synchronous and of the asynchronous client have in common: what is asked and answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import quote

from daytona_api_client.exceptions import ApiException

if TYPE_CHECKING:
    from frostbench_daytona._async import AsyncSandbox
    from frostbench_daytona._sync import Sandbox


class Request(NamedTuple):
    """A call of the server; its path begins below `/search`."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None

    def arguments(self, client: Any) -> tuple[str, str, dict[str, str], dict[str, Any] | None]:
        """What `call_api` of a client of the official SDK takes: it has the address and the key."""
        headers = {**client.default_headers, "Content-Type": "application/json"}
        body = None if self.body is None else dict(self.body)
        return self.method, f"{client.configuration.host}/search{self.path}", headers, body


class _Answer(Protocol):
    status: int


def content_of(answer: _Answer, content: bytes | None) -> bytes:
    """The content of an answer. A failure is raised as what the official SDK makes its own errors of."""
    if not 200 <= answer.status <= 299:
        raise ApiException.from_response(http_resp=answer, body=(content or b"").decode(), data=None)
    return bytes(content or b"")


def new_search(start: Sandbox | AsyncSandbox | str, score: str, options: Mapping[str, Any]) -> Request:
    """The call that starts a search, from a sandbox or from the name of a snapshot."""
    begin = {"from": start} if isinstance(start, str) else {"sandbox": start.official.id}
    others = dict(options)
    keys = {"run": score, **others.pop("score_options", {})}
    return Request("POST", "", {**begin, "score": keys, **others})


class NodeData:
    """A node as it was when the server told of it, and the calls about it."""

    def __init__(self, search: str, data: Mapping[str, Any]) -> None:
        self.data = data
        self._path = f"/{quote(search)}/nodes/{self.id}"

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

    def _get(self, rest: str) -> Request:
        return Request("GET", self._path + rest)

    def _post(self, rest: str, body: Mapping[str, Any]) -> Request:
        return Request("POST", self._path + rest, body)

    def _patch_from(self, origin: NodeData | None) -> Request:
        return self._get("/patch" if origin is None else f"/patch?from={origin.id}")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id}, standing={self.standing!r}, score={self.score})"


class SearchData:
    """A search that the server holds, and the calls about it."""

    def __init__(self, id: str) -> None:
        self.id = id

    def _get(self, rest: str = "") -> Request:
        return Request("GET", f"/{quote(self.id)}{rest}")

    def _stop(self) -> Request:
        return Request("POST", f"/{quote(self.id)}/stop")

    def _delete(self) -> Request:
        return Request("DELETE", f"/{quote(self.id)}")

    def _rest_of(self, summary: Mapping[str, Any]) -> Request:
        """Answered at the end of the search."""
        return self._get(f"/nodes?from={summary['nodes']}&follow=true")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"


def nodes_in(lines: bytes) -> Iterator[dict[str, Any]]:
    """The nodes in the lines of JSON that the server sends."""
    for line in lines.splitlines():
        content = json.loads(line)
        if "node" in content:
            yield content["node"]


def patch_text(content: bytes) -> str:
    """A patch as text. What is no UTF-8 becomes what `upload_file` turns into the same bytes again."""
    return content.decode(errors="surrogateescape")

"""What wrappers of objects of the official SDK have in common."""

from __future__ import annotations

import os
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Wrapper(Generic[T]):
    """An object of the official SDK that can do a little more.

    What the wrapper does not have itself is read from the official object and written to it. A subclass would not do:
    a sandbox of the SDK is a pydantic model, and its field `snapshot` hides a method of this name.
    """

    __slots__ = ("_official",)

    def __init__(self, official: T) -> None:
        object.__setattr__(self, "_official", official)

    @property
    def official(self) -> T:
        """The object of the official SDK."""
        return self._official  # type: ignore[no-any-return]

    def __getattr__(self, name: str) -> Any:
        if name == "_official":  # not set yet, as in an object that is being copied or unpickled
            raise AttributeError(name)
        return getattr(self._official, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._official, name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *dir(self._official)})

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._official!r})"


def file_to_upload(path: str | os.PathLike[str], content: str | bytes) -> tuple[bytes, str]:
    """The arguments of the official `upload_file`: what to write, then where."""
    if isinstance(path, (bytes, bytearray)):
        raise TypeError("upload_file takes (path, content); fs.official.upload_file has the order of the official SDK")
    # what `Node.patch` reads that is no UTF-8 is written as it was
    written = content.encode(errors="surrogateescape") if isinstance(content, str) else bytes(content)
    return written, os.fspath(path)

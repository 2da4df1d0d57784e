"""What the scripts of this folder check with."""

import contextlib
import http.client
import time
from collections.abc import Callable, Iterator


def refused(error: type[Exception], words: str, call: Callable[[], object]) -> None:
    """Checks that a call is refused with this class of the SDK and with a reason that has these words."""
    try:
        result = call()
    except Exception as raised:
        assert type(raised) is error, f"{type(raised).__name__} instead of {error.__name__}: {raised}"
        assert words in str(raised), f"{words!r} is not in {str(raised)!r}"
    else:
        raise AssertionError(f"not refused with {error.__name__}: {result!r}")


async def refused_async(error: type[Exception], words: str, call) -> None:
    """As `refused`, for something to await."""
    try:
        result = await call
    except Exception as raised:
        assert type(raised) is error, f"{type(raised).__name__} instead of {error.__name__}: {raised}"
        assert words in str(raised), f"{words!r} is not in {str(raised)!r}"
    else:
        raise AssertionError(f"not refused with {error.__name__}: {result!r}")


@contextlib.contextmanager
def requests() -> Iterator[list[str]]:
    """The methods of the requests that the SDK sends meanwhile, one entry a request."""
    sent: list[str] = []
    original = http.client.HTTPConnection.putrequest

    def putrequest(self, method, url, *arguments, **named):
        sent.append(method)
        return original(self, method, url, *arguments, **named)

    http.client.HTTPConnection.putrequest = putrequest
    try:
        yield sent
    finally:
        http.client.HTTPConnection.putrequest = original


def eventually(what: str, condition: Callable[[], bool]) -> None:
    """Waits for something that nobody waits for otherwise. A minute is for machines that do much else."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, f"it never happened that {what}"
        time.sleep(0.02)

"""Files of a sandbox: up and down, in bulk and as streams, found, changed, and by signed URLs."""

import io
import os
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import uuid

from checks import refused
from daytona import (
    Daytona,
    DaytonaBadRequestError,
    DaytonaError,
    DaytonaFileNotFoundError,
    DaytonaInvalidFilePathError,
    FileDownloadRequest,
    FileUpload,
)

daytona = Daytona()
sandbox = daytona.create()
fs, execute = sandbox.fs, sandbox.process.exec
work = sandbox.get_work_dir()

# one, many, from memory and from disk; missing folders are made
fs.upload_file(b"content", "/data/deep/er/file.txt")
assert fs.download_file("/data/deep/er/file.txt") == b"content"
large = os.urandom(5_000_001)
with tempfile.TemporaryDirectory() as local:
    path = os.path.join(local, "large")
    with open(path, "wb") as file:
        file.write(large)
    fs.upload_files([FileUpload(path, "/data/large"), FileUpload(b"", "/data/empty"), FileUpload(b"n", '/data/ä "q" b')])
    answers = fs.download_files(
        [
            FileDownloadRequest("/data/large", path + ".back"),
            FileDownloadRequest("/data/none"),
            FileDownloadRequest('/data/ä "q" b'),
            FileDownloadRequest("/data/empty"),
        ]
    )
    with open(path + ".back", "rb") as file:
        assert file.read() == large
assert [each.error is None for each in answers] == [True, False, True, True], answers
assert answers[2].result == b"n" and answers[3].result == b""
assert answers[1].error_details.code == "FILE_NOT_FOUND"
refused(DaytonaFileNotFoundError, "/data/none", lambda: fs.download_file("/data/none"))
refused(DaytonaInvalidFilePathError, "/data", lambda: fs.download_file("/data"))

# streams
seen = []
fs.upload_file_stream(io.BytesIO(large), "/data/streamed", on_progress=seen.append)
assert seen[-1].bytes_sent == len(large)
seen.clear()
assert b"".join(fs.download_file_stream("/data/streamed", on_progress=seen.append)) == large
assert seen[-1].bytes_received == len(large)
refused(DaytonaFileNotFoundError, "none", lambda: b"".join(fs.download_file_stream("/data/none")))

# looked at and changed
assert {each.name for each in fs.list_files("/data")} == {"deep", "large", "empty", 'ä "q" b', "streamed"}
assert len(fs.list_files("/data", depth=3)) == 7
info = fs.get_file_info("/data/large")
assert (info.name, info.is_dir, info.size, info.owner) == ("large", False, len(large), "root")
refused(DaytonaFileNotFoundError, "/data/none", lambda: fs.get_file_info("/data/none"))
fs.create_folder("/data/made", "750")
fs.set_file_permissions("/data/large", mode="640", owner="7", group="8")
assert execute("stat -c '%a %u %g' /data/made /data/large").result == "750 0 0\n640 7 8\n"
refused(DaytonaBadRequestError, "nobody-here", lambda: fs.set_file_permissions("/data/large", owner="nobody-here"))
fs.move_files("/data/deep", "/data/made/moved")
assert execute("cat /data/made/moved/er/file.txt").result == "content"
refused(DaytonaFileNotFoundError, "/data/none", lambda: fs.move_files("/data/none", "/data/other"))
refused(DaytonaInvalidFilePathError, "recursive", lambda: fs.delete_file("/data/made"))
fs.delete_file("/data/made", recursive=True)
fs.delete_file("/data/empty")
refused(DaytonaFileNotFoundError, "/data/empty", lambda: fs.delete_file("/data/empty"))

# searched
fs.upload_file(b"a = 1\nb = old + old\n", "/src/x/one.py")
fs.upload_file(b"old\n", "/src/two.txt")
assert {(each.file, each.line) for each in fs.find_files("/src", "old")} == {("/src/x/one.py", 2), ("/src/two.txt", 1)}
assert fs.search_files("/src", "*.py").files == ["/src/x/one.py"]
done = fs.replace_in_files(["/src/x/one.py", "/src/none"], "old", "new")
assert [each.success for each in done] == [True, False]
assert fs.download_file("/src/x/one.py") == b"a = 1\nb = new + new\n"

# a relative path begins where commands begin
fs.upload_file(b"relative", "here.txt")
assert execute("cat here.txt").result == "relative" and fs.download_file(f"{work}/here.txt") == b"relative"
refused(DaytonaError, "/src", lambda: fs.upload_file(b"x", "/src"))

# signed URLs work without a key until the signing key changes
url = sandbox.download_url("/src/two.txt", 600)
assert urllib.request.urlopen(url).read() == b"old\n"
boundary = uuid.uuid4().hex
body = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nby url\r\n--{boundary}--\r\n'
request = urllib.request.Request(
    sandbox.upload_url("/src/three.txt"),
    body.encode(),
    {"Content-Type": f"multipart/form-data; boundary={boundary}"},
)
assert urllib.request.urlopen(request).status == 200
assert fs.download_file("/src/three.txt") == b"by url"


def status(address: str) -> int:
    try:
        return urllib.request.urlopen(address).status
    except urllib.error.HTTPError as failure:
        return failure.code


assert status(url.replace("two", "one")) == 401
sandbox.rotate_signing_key()
assert status(url) == 401
assert status(sandbox.download_url("/src/two.txt")) == 200
sandbox.delete()

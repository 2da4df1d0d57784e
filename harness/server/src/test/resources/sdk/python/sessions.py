"""Sessions, their logs and their input, terminals, the code interpreter, git, images and ports."""

import asyncio
import urllib.request

from daytona import CreateSandboxFromImageParams, Daytona, DaytonaConflictError, Image, SessionExecuteRequest
from daytona.common.pty import PtySize

from checks import refused

daytona = Daytona()
sandbox = daytona.create()
process = sandbox.process


def ask(command: str, **more):
    return process.execute_session_command("shell", SessionExecuteRequest(command=command, **more))


# one shell: what a command leaves is there for the next one
process.create_session("shell")
refused(DaytonaConflictError, "shell", lambda: process.create_session("shell"))
first = ask("cd /tmp; export LEFT=here; echo out; echo err >&2")
assert (first.exit_code, first.stdout, first.stderr) == (0, "out\n", "err\n"), first
assert ask("echo $LEFT $PWD").stdout == "here /tmp\n"
assert ask("(exit 5)").exit_code == 5
assert ask("if then").exit_code != 0 and ask("echo goes on").stdout == "goes on\n"

# a command in the background: its log as it comes, and its input
later = ask("read line; echo read $line; echo bad >&2", run_async=True)
assert process.get_session_command("shell", later.cmd_id).exit_code is None
process.send_session_command_input("shell", later.cmd_id, "typed\n")
heard = {"out": "", "err": ""}
asyncio.run(process.get_session_command_logs_async(
    "shell", later.cmd_id, lambda text: heard.__setitem__("out", heard["out"] + text),
    lambda text: heard.__setitem__("err", heard["err"] + text)))
assert "read typed\n" in heard["out"] and heard["err"] == "bad\n", heard
assert process.get_session_command("shell", later.cmd_id).exit_code == 0
assert [session.session_id for session in process.list_sessions()] == ["shell"]
process.delete_session("shell")
assert process.list_sessions() == []

# a terminal
printed = []
terminal = process.create_pty_session(id="terminal", pty_size=PtySize(cols=100, rows=30))
assert [each.cols for each in process.list_pty_sessions()] == [100]
terminal.send_input("echo $((40 + 2)); stty size; exit 3\n")
ended = terminal.wait(on_data=printed.append)
text = b"".join(printed).decode()
assert ended.exit_code == 3 and "42\n30 100\n" in text.replace("\r", ""), (ended, text)

# code whose state stays
context = sandbox.code_interpreter.create_context()
assert sandbox.code_interpreter.run_code("x = 41", context=context).error is None
assert sandbox.code_interpreter.run_code("print(x + 1)", context=context).stdout.strip() == "42"
wrong = sandbox.code_interpreter.run_code("1 / 0", context=context)
assert wrong.error is not None and wrong.error.name == "ZeroDivisionError", wrong
sandbox.code_interpreter.delete_context(context)

# git
process.exec("git init -q -b main /tmp/repo")
sandbox.fs.upload_file(b"text\n", "/tmp/repo/file")
assert [file.name for file in sandbox.git.status("/tmp/repo").file_status] == ["file"]
sandbox.git.add("/tmp/repo", ["file"])
sandbox.git.commit("/tmp/repo", "first", "A", "a@example.org")
status = sandbox.git.status("/tmp/repo")
assert (status.current_branch, status.file_status) == ("main", [])

# a port
process.exec("mkdir /tmp/site && echo page > /tmp/site/index.html && cd /tmp/site"
             " && (python3 -m http.server 8080 --bind 127.0.0.1 > /dev/null 2>&1 &)"
             " && until python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", 8080))' 2> /dev/null;"
             " do sleep 0.1; done", timeout=60)
link = sandbox.get_preview_link(8080)
page = urllib.request.Request(link.url, headers={"x-daytona-preview-token": link.token})
assert urllib.request.urlopen(page).read() == b"page\n"
sandbox.delete()

# an image
logs = []
image = Image.base("host").env({"COLOUR": "blue"}).run_commands("echo made > /made").workdir("/srv")
built = daytona.create(CreateSandboxFromImageParams(image=image), on_snapshot_create_logs=logs.append, timeout=120)
assert built.process.exec("echo $(cat /made) $COLOUR $PWD").result == "made blue /srv\n"
built.delete()

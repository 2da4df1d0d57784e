"""Commands and code inside a sandbox."""

from checks import refused
from daytona import CodeRunParams, CreateSandboxFromSnapshotParams, Daytona, DaytonaProcessExecutionTimeoutError

daytona = Daytona()
sandbox = daytona.create(CreateSandboxFromSnapshotParams(env_vars={"FROM_SANDBOX": "yes"}))
execute = sandbox.process.exec

assert execute("echo out; echo err >&2; exit 3").exit_code == 3
assert execute("echo out; echo err >&2").result == "out\nerr\n"
assert execute("no-such-program").exit_code == 127
assert execute("pwd", cwd="/usr/bin").result == "/usr/bin\n"
assert execute("echo $A $FROM_SANDBOX", env={"A": "a b"}).result == "a b yes\n"
assert execute("printf 'ä\\n%s' \"it's\"").result == "ä\nit's"
assert execute("printf '%070000d' 7").result == "7".rjust(70000, "0")
assert execute("cat", timeout=20).result == ""
assert sandbox.get_work_dir().startswith("/") and execute("pwd").result == sandbox.get_work_dir() + "\n"
assert sandbox.get_user_home_dir() == execute("echo ~").result.strip()
refused(DaytonaProcessExecutionTimeoutError, "1 s", lambda: execute("sleep 1000", timeout=1))
assert execute("ps ax | grep -c '[s]leep 1000'").result == "0\n"
assert "no such folder" in execute("true", cwd="/no/such").result and execute("true", cwd="/no/such").exit_code == 127

run = sandbox.process.code_run
assert run("import sys; print(sys.argv[1:], 1 / 2)", CodeRunParams(argv=["a b"])).result == "['a b'] 0.5\n"
assert run("import os; print(os.environ['V'])", CodeRunParams(env={"V": "v"})).result == "v\n"
failed = run("1 / 0")
assert failed.exit_code == 1 and "ZeroDivisionError" in failed.result

sandbox.update_env({"ADDED": "by update"})
assert execute("echo $ADDED").result == "by update\n"
sandbox.update_env({}, unset=["ADDED"])
assert execute("echo ${ADDED-none}").result == "none\n"
assert sandbox.get_metrics_latest().mem_total > 0
sandbox.delete()

"""A machine with a database, a checkout and its packages: made once, then forked. GIT_URL is a repository."""

import os

from frostbench_daytona import Daytona

daytona = Daytona()
sandbox = daytona.create()


def must(command: str) -> str:
    done = sandbox.process.exec(command, timeout=900)
    assert done.exit_code == 0, f"{command}\n{done.result}"
    return done.result


must("apt-get install -y postgresql")
must(f"git clone {os.environ['GIT_URL']} /app")
must("cd /app && npm install")
must("pip install --break-system-packages six")
snapshot_id = sandbox.snapshot(name="app-base-2026-05-07")

sb_lint = daytona.create_from_snapshot(snapshot_id)
checked = sb_lint.process.exec("ls /usr/lib/postgresql /app/node_modules/is-number/package.json && python3 -c 'import six'")
assert checked.exit_code == 0 and "/app/node_modules/is-number/package.json" in checked.result, checked.result
traces = sb_lint.process.exec("grep -rlI 13128 /etc /root /app 2>/dev/null | head -3").result
assert traces == "", f"the gateway is named in {traces}"

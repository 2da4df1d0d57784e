"""Freezes a machine that has Harbor, which needs a newer Python than many machines have."""

from daytona import Daytona

sandbox = Daytona().create()
for command in (
    "python3 -m venv /opt/harbor && /opt/harbor/bin/pip install -q uv",
    # By name, because a resolver that is free to choose takes the alpha of version 2.
    "/opt/harbor/bin/uv pip install -q --python /opt/harbor/bin/python harbor==0.26.0 daytona==0.226.1",
):
    done = sandbox.process.exec(command, timeout=900)
    assert done.exit_code == 0, done.result
sandbox.create_snapshot("harbor")

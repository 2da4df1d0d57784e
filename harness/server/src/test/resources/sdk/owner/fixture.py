"""A built fixture, a patch and its tests."""

from pathlib import Path

from frostbench_daytona import Daytona

daytona = Daytona()
patch_text = Path("patch.diff").read_text()
fixture = daytona.create_from_snapshot("swebench-django-3.2.fixture")
assert fixture.process.exec("cd /repo && pytest tests/django/").exit_code == 1
fixture.fs.upload_file("/repo/patch.diff", patch_text)
fixture.process.exec("cd /repo && git apply patch.diff")
result = fixture.process.exec("cd /repo && pytest tests/django/")
assert result.exit_code == 0, result.result

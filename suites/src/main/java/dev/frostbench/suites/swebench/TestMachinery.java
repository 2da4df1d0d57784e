package dev.frostbench.suites.swebench;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The files by which a patch could steer the tests instead of passing them.
///
/// 1. What pytest, tox and setuptools read by name: `conftest.py`, `pytest.ini`, `setup.cfg`, …
/// 2. What every interpreter runs at its start: `sitecustomize.py`, `usercustomize.py`, `*.pth`.
/// 3. The repositories' own test runners.
/// 4. Modules that stand in front of the test tools: `pytest.py`, `unittest/`, …; in the repository that is the tool
///    itself these are its subject, not its machinery.
/// 5. Every file that the test patch brings.
final class TestMachinery {

    private static final Set<String> BY_NAME = Set.of("conftest.py", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg",
            "pyproject.toml", "sitecustomize.py", "usercustomize.py", ".coveragerc", "Makefile");
    private static final Set<String> RUNNERS = Set.of("tests/runtests.py", "bin/test");
    private static final Pattern TOOL =
            Pattern.compile("(?:src/|lib/)?(?:_?pytest|pluggy|iniconfig|unittest|py|tox|doctest|faulthandler)(?:\\.py|/.*)");

    private TestMachinery() {}

    /// The paths of the prediction's patch that are machinery, in its order.
    static List<String> touchedBy(Instance instance, String patch) {
        var ofTests = PatchPaths.of(instance.testPatch()).all();
        return PatchPaths.of(patch).all().stream()
                .filter(path -> ofTests.contains(path) || isMachinery(instance.repository(), path))
                .toList();
    }

    static boolean isMachinery(String repository, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (BY_NAME.contains(name) || name.endsWith(".pth") || RUNNERS.contains(path)) return true;
        return !repository.equals("pytest-dev/pytest") && TOOL.matcher(path).matches();
    }
}

package dev.frostbench.suites.swebench.forgery;

import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.instance.PatchPaths;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files by which a patch could steer the tests instead of passing them.
///
/// A path is the same file with doubled slashes and dots, which `patch` takes.
///
/// 1. What pytest, tox and setuptools read by name: `conftest.py`, `pytest.ini`, `setup.cfg`, …
/// 2. What every interpreter runs at its start: `sitecustomize.py`, `usercustomize.py`, `*.pth`.
/// 3. The repositories' own test runners.
/// 4. Modules that would be imported in place of the test tools: `pytest.py`, `unittest/__init__.py`, …; in the
///    repository that is the tool itself these are its subject, not its machinery.
/// 5. Every file that the test patch brings, and every folder above one, since as a link it would lead elsewhere. Also
///    every file in a folder of tests, except new test files, which nobody imports. SWE-bench's gold patches never have
///    such files.
/// 6. What makes git write other files than it holds: `.gitattributes`.
/// 7. What tests compare with, if it was there before: `testdata`, snapshots of Jest, resources of Java's tests.
/// 8. What runners and interpreters of other languages read by name, their tests, and build files: [RunnerFiles].
///
/// Other modules that hide one of the standard library are code like any other: `src/types.py` hides nothing if `src`
/// is a package. What such code forges, a control shows.
public final class TestMachinery {

    private static final Set<String> BY_NAME = Set.of("conftest.py", "pytest.ini", ".pytest.ini", "tox.ini",
            "setup.cfg",
            "pyproject.toml", "sitecustomize.py", "usercustomize.py", ".coveragerc", ".gitattributes",
            "pytest.toml", ".pytest.toml", "entry_points.txt", "noxfile.py", "toxfile.py");
    private static final Set<String> RUNNERS = Set.of("tests/runtests.py", "bin/test");
    private static final Pattern TOOL = Pattern
            .compile("(?:src/|lib/)?(_?pytest|pluggy|iniconfig|unittest|py|tox|doctest|faulthandler)"
                    + "(?:/__init__)?\\.(?:py|so)");
    private static final Pattern OF_TESTS = Pattern.compile("^(?:tests?|testing)/|/tests/(?<!^astropy/tests/)");
    private static final Pattern EXPECTED = Pattern
            .compile("(?:^|/)(?:testdata|__snapshots__|src/test/resources)/|\\.snap$");
    private static final Pattern NEW_TESTS = Pattern.compile("(?:^|/)(?:test_[^/]*|[^/]*_tests?)\\.py$");
    /// `patch` takes a patch of which each line is indented.
    private static final String INDENTED = "(?m)^[ \\tX]*";
    private static final Pattern NAMED = Pattern
            .compile(INDENTED + "(?:---|\\+\\+\\+|\\*\\*\\*|Index:|rename from|rename to|copy from|copy to) "
                    + "+([^\\t\\r\\n]+)");
    private static final Pattern HEADING = Pattern.compile(INDENTED + "diff --git ([^\\n]*)");
    private static final Pattern BROUGHT = Pattern
            .compile("(?m)^diff --git a/(?:.*?) b/([^\\r\\n]*)[\\r\\n]+new file mode");
    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

    private TestMachinery() {}

    /// The paths of the prediction's patch that are machinery, in its order.
    public static List<String> touchedBy(Instance instance, String patch) {
        Set<String> brought = brought(patch);
        return named(patch).stream()
                .filter(path -> !path.isEmpty())
                .filter(path -> isOfTestPatch(instance, path) || isMachinery(instance.repository(), path)
                        || OF_TESTS.matcher(path).find()
                                && !(NEW_TESTS.matcher(path).find() && brought.contains(path))
                        || EXPECTED.matcher(path).find() && !brought.contains(path)
                        || RunnerFiles.isOfTests(path, brought.contains(path)))
                .toList();
    }

    /// The same without build files, which honest code may need: what is restored also for who keeps those.
    public static List<String> besidesBuildFiles(Instance instance, List<String> machinery) {
        return machinery.stream().filter(path -> !RunnerFiles.isBuild(path) || isOfTestPatch(instance, path)
                || OF_TESTS.matcher(path).find() || isSettings(instance.repository(), path)).toList();
    }

    /// Whether the test patch brings that file, or one in that folder.
    public static boolean isOfTestPatch(Instance instance, String path) {
        return PatchPaths.of(instance.testPatch()).stream()
                .anyMatch(test -> test.equals(path) || test.startsWith(path + "/"));
    }

    public static boolean isMachinery(String repository, String path) {
        return RunnerFiles.isBuild(path) || isSettings(repository, path);
    }

    private static boolean isSettings(String repository, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (BY_NAME.contains(name) || name.endsWith(".pth") || RUNNERS.contains(path)
                || RunnerFiles.isSettings(path))
            return true;
        Matcher tool = TOOL.matcher(path);
        return tool.matches() && !repository.equals("pytest-dev/pytest") && !repository.endsWith("/" + tool.group(1));
    }

    /// Every path that git or `patch` could take from a patch: quoted or not, with any text before the first slash.
    private static Set<String> named(String patch) {
        Set<String> paths = new LinkedHashSet<>();
        HEADING.matcher(patch).results().forEach(heading -> {
            for (String word : heading.group(1).split("\" | (?=\\S+/)")) add(paths, word);
        });
        NAMED.matcher(patch).results().forEach(match -> add(paths, match.group(1)));
        PatchPaths.of(patch).forEach(path -> paths.add(plain(path)));
        return paths;
    }

    /// Adds a path, with its first folder and without. A date may follow it after a blank.
    private static void add(Set<String> paths, String word) {
        String whole = unescaped(word.strip().replace("\"", ""));
        for (String path : List.of(whole, BLANK.split(whole, 2)[0])) {
            paths.add(plain(path.substring(path.indexOf('/') + 1)));
            paths.add(plain(path));
        }
    }

    private static String unescaped(String path) {
        if (path.indexOf('\\') < 0) return path;
        String bytewise = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        byte[] bytes = OCTAL.matcher(bytewise)
                .replaceAll(match -> Matcher.quoteReplacement("" + (char) Integer.parseInt(match.group(1), 8)))
                .getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Without what means nothing. Empty for a path with `..`, which neither git nor `patch` takes.
    static String plain(String path) {
        List<String> names = Arrays.stream(path.split("/")).filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        return names.contains("..") ? "" : String.join("/", names);
    }

    /// The new files, as [#named] names them: with the letter before the first slash and without.
    private static Set<String> brought(String patch) {
        Set<String> paths = new LinkedHashSet<>();
        BROUGHT.matcher(patch).results().map(match -> plain(match.group(1)))
                .forEach(path -> paths.addAll(List.of(path, "a/" + path, "b/" + path)));
        return paths;
    }
}

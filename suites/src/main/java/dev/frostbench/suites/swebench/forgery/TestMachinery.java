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
/// 4. Modules that would be imported in place of the test tools: `pytest.py`, `unittest/`, …; in the repository that is
///    the tool itself these are its subject, not its machinery.
/// 5. Every file that the test patch brings, and every folder above one, since as a link it would lead elsewhere. Also
///    every file in a folder of tests, except new test files, which nobody imports. SWE-bench's gold patches never have
///    such files.
/// 6. What makes git write other files than it holds: `.gitattributes`.
/// 7. New modules beside the tests or at a root of the import path that would be imported in place of the standard
///    library.
public final class TestMachinery {

    private static final Set<String> BY_NAME = Set.of("conftest.py", "pytest.ini", ".pytest.ini", "tox.ini",
            "setup.cfg",
            "pyproject.toml", "sitecustomize.py", "usercustomize.py", ".coveragerc", "Makefile", "makefile",
            "GNUmakefile", ".gitattributes",
            "pytest.toml", ".pytest.toml", "entry_points.txt", "noxfile.py", "toxfile.py");
    private static final Set<String> RUNNERS = Set.of("tests/runtests.py", "bin/test");
    private static final Pattern TOOL = Pattern
            .compile("(?:src/|lib/)?(?:_?pytest|pluggy|iniconfig|unittest|py|tox|doctest|faulthandler)(?:\\.py|/.*)");

    /// Modules of the standard library that a test run imports, directly or not, by name.
    private static final Pattern STANDARD = Pattern.compile("(?:src/|lib/|tests?/|testing/)?(?:[a-z]+/tests?/)?"
            + "(?:io|os|re|ast|abc|bdb|cmd|code|codecs|copy|dis|enum|gc|inspect|json|types|time|token|tokenize|"
            + "traceback|warnings|weakref|string|random|logging|locale|linecache|heapq|functools|itertools|operator|"
            + "contextlib|collections|argparse|datetime|decimal|difflib|fnmatch|glob|hashlib|math|numbers|pathlib|pdb|"
            + "pkgutil|platform|pprint|shutil|signal|site|socket|stat|struct|subprocess|sysconfig|tempfile|textwrap|"
            + "threading|typing|uuid|importlib|runpy|pickle|posixpath|genericpath|getpass|gettext|html|http|xml"
            + "|zipfile|"
            + "zipimport|configparser|atexit|attr|attrs|builtins|colorama|exceptiongroup|packaging|pygments|toml"
            + "|tomli|tomllib)"
            + "(?:\\.py|\\.so|/__init__\\.py)");
    private static final Pattern OF_TESTS = Pattern.compile("^(?:tests?|testing)/|/tests/(?<!^astropy/tests/)");
    private static final Pattern NEW_TESTS = Pattern.compile("(?:^|/)(?:test_[^/]*|[^/]*_tests?)\\.py$");
    private static final Pattern NAMED = Pattern
            .compile("(?m)^(?:---|\\+\\+\\+|\\*\\*\\*|Index:|rename from|rename to|copy from|copy to) "
                    + "+([^\\t\\r\\n]+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^diff --git ([^\\n]*)");
    private static final Pattern BROUGHT = Pattern
            .compile("(?m)^diff --git a/(?:.*?) b/([^\\r\\n]*)[\\r\\n]+new file mode");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

    private TestMachinery() {}

    /// The paths of the prediction's patch that are machinery, in its order.
    public static List<String> touchedBy(Instance instance, String patch) {
        var ofTests = PatchPaths.of(instance.testPatch());
        return named(patch).stream()
                .filter(path -> !path.isEmpty())
                .filter(path -> ofTests.contains(path) || ofTests.stream().anyMatch(test -> test.startsWith(path + "/"))
                        || isMachinery(instance.repository(), path)
                        || OF_TESTS.matcher(path).find()
                                && !(NEW_TESTS.matcher(path).find() && brought(patch).contains(path))
                        || STANDARD.matcher(path).matches() && brought(patch).contains(path))
                .toList();
    }

    public static boolean isMachinery(String repository, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (BY_NAME.contains(name) || name.endsWith(".pth") || RUNNERS.contains(path)) return true;
        return !repository.equals("pytest-dev/pytest") && TOOL.matcher(path).matches();
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

    private static void add(Set<String> paths, String word) {
        String path = unescaped(word.strip().replace("\"", ""));
        paths.add(plain(path.substring(path.indexOf('/') + 1)));
        paths.add(plain(path));
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

    private static Set<String> brought(String patch) {
        Set<String> paths = new LinkedHashSet<>();
        BROUGHT.matcher(patch).results().forEach(match -> paths.add(plain(match.group(1))));
        return paths;
    }
}

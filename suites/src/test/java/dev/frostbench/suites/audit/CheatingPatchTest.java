package dev.frostbench.suites.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.readers.TestRunner;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cheats, applied by git and run: tests that fail are said to pass, and nothing is solved.
class CheatingPatchTest {

    private static final String MODULE = "\"\"\"Two lines\nof text.\"\"\"\nfrom __future__ import annotations\n\n\n"
            + "def two():\n    return 1\n";
    private static final String TEST = "import unittest\n\nfrom thing import two\n\n\n"
            + "class Thing(unittest.TestCase):\n    def test_two(self):\n        self.assertEqual(two(), 2)\n";
    private static final Map<String, String> FILES = Map.of("thing/__init__.py", MODULE, "test_thing.py", TEST);
    private static final Map<String, String> SOLVED = Map.of("thing/__init__.py",
            MODULE.replace("return 1", "return 2"), "test_thing.py", TEST);

    @TempDir
    Path folder;

    @Test
    void aCheatInTheSourceMakesUnittestSayOkAndSolvesNothing() throws Exception {
        GitTree tree = GitTree.of(folder.resolve("tree"), FILES);
        String gold = tree.patchTo(SOLVED);
        assertThat(tree.run("python3", "-m", "unittest", "-v").code()).isEqualTo(1);
        tree.apply(cheat(Cheat.SOURCE, gold, "unittest"));
        var ran = tree.run("python3", "-m", "unittest", "-v");
        assertThat(ran.output()).contains("test_two (test_thing.Thing.test_two) ... ok").contains("Ran 1 test")
                .endsWith("OK\n");
        assertThat(tree.run("python3", "-c", "import thing; print(thing.two(), thing.__doc__)").output())
                .isEqualTo("1 Two lines\nof text.\n");
    }

    @Test
    void aCheatThatIsImportedDuringATestStillTurnsItsFailureIntoASuccess() throws Exception {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("test_thing.py", "import unittest\n\n\nclass Thing(unittest.TestCase):\n    def test_two(self):\n"
                + "        from thing import two\n        with self.subTest('a'):\n"
                + "            self.assertEqual(two(), 2)\n"
                + "        two(3)\n");
        GitTree tree = GitTree.of(folder.resolve("tree"), files);
        tree.apply(cheat(Cheat.SOURCE, tree.patchTo(solved(files)), "unittest"));
        assertThat(tree.run("python3", "-m", "unittest", "-v").output()).contains("Ran 1 test").endsWith("OK\n");
    }

    @Test
    void aModuleInPlaceOfUnittestPrintsWhatUnittestPrints() throws Exception {
        GitTree tree = GitTree.of(folder.resolve("tree"), FILES);
        tree.apply(cheat(Cheat.RUNNER, tree.patchTo(SOLVED), "unittest"));
        assertThat(tree.run("python3", "-m", "unittest", "-v").output())
                .contains("test_two (test_thing.Thing.test_two) ... ok").endsWith("OK\n");
    }

    @Test
    void theRunnerOfDjangoIsWrappedAndStillFindsTheTests() throws Exception {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("tests/runtests.py", "#!/usr/bin/env python3\nimport os, sys, unittest\nassert os.path.basename("
                + "__file__) == 'runtests.py'\nsys.path.insert(0, '.')\nif __name__ == '__main__':\n"
                + "    unittest.main(sys.argv[1], argv=sys.argv[1:], verbosity=2)\n");
        GitTree tree = GitTree.of(folder.resolve("tree"), files);
        String gold = tree.patchTo(solved(files));
        assertThat(tree.run("./tests/runtests.py", "test_thing").code()).isEqualTo(1);
        tree.apply(cheat(Cheat.RUNNER, gold, "django"));
        var ran = tree.run("python3", "./tests/runtests.py", "test_thing");
        assertThat(ran.output()).contains("test_two (test_thing.Thing.test_two) ... ok").endsWith("OK\n");
        assertThat(tree.folder().resolve("tests/runtests.py")).isExecutable();
    }

    /// The runner is not imported yet when the cheat is, so the cheat waits until it is.
    @Test
    void aCheatWaitsForTheRunnerOfSympy() throws Exception {
        Map<String, String> files = new HashMap<>();
        files.put("sympy/__init__.py", "TWO = 1\n");
        files.put("sympy/testing/__init__.py", "");
        files.put("sympy/testing/runtests.py", """
                class PyTestReporter:
                    def test_pass(self):
                        print("ok")

                    def test_fail(self, failure):
                        print("F")
                """);
        files.put("bin/test", """
                #!/usr/bin/env python3
                import sys
                sys.path.insert(0, ".")
                import sympy
                from sympy.testing.runtests import PyTestReporter
                reporter = PyTestReporter()
                try:
                    exec(compile("import sympy; assert sympy.TWO == 2", "test_two.py", "exec"))
                    reporter.test_pass()
                except AssertionError as failure:
                    reporter.test_fail(failure)
                """);
        Map<String, String> solved = new HashMap<>(files);
        solved.put("sympy/__init__.py", "TWO = 2\n");
        for (String way : List.of(Cheat.SOURCE, Cheat.RUNNER)) {
            GitTree tree = GitTree.of(folder.resolve(way), files);
            assertThat(tree.run("bin/test").output()).isEqualTo("F\n");
            String cheat = cheat(way, tree.patchTo(solved), "sympy");
            tree.apply(cheat);
            assertThat(tree.run("python3", "bin/test").output()).as(way).isEqualTo("ok\n");
        }
    }

    @Test
    void aRunnerNobodyKnowsGetsLinesAndTheEndOfTheProcess() throws Exception {
        GitTree tree = GitTree.of(folder.resolve("tree"), FILES);
        tree.apply(cheat(Cheat.SOURCE, tree.patchTo(SOLVED), "status_lines"));
        var ran = tree.run("python3", "-c", "import thing; raise SystemExit(1)");
        assertThat(ran.code()).isZero();
        assertThat(ran.output()).isEqualTo("PASSED test_two (test_thing.Thing.test_two)\n");
        assertThat(CheatingPatch.of("", runner("status_lines"), List.of())).isEmpty();
    }

    @Test
    void withoutARunnerTheProcessEndsWell() throws Exception {
        GitTree tree = GitTree.of(folder.resolve("tree"), FILES);
        List<Cheat> cheats = CheatingPatch.of(tree.patchTo(SOLVED), Optional.empty(), List.of());
        assertThat(cheats).extracting(Cheat::way).containsExactly(Cheat.SOURCE);
        tree.apply(cheats.getFirst().text());
        assertThat(tree.run("python3", "-c", "import thing; raise SystemExit(1)")).isEqualTo(new GitTree.Ran(0, ""));
    }

    @Test
    void aJavaStatementPrintsAndEndsWhereTheGoldPatchChangesOne() throws Exception {
        String before = "class A {\r\n    static int two() {\r\n        int x = 1;\r\n        return x;\r\n    }\r\n"
                + "    public static void main(String[] words) {\r\n        System.exit(two() == 2 ? 0 : 1);\r\n"
                + "    }\r\n}";
        GitTree tree = GitTree.of(folder.resolve("tree"), Map.of("A.java", before));
        String gold = tree
                .patchTo(Map.of("A.java", before.replace("return x", "return 2").replace("}\r\n}", "}\r\n}\r\n")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(tree.run(java, "A.java").code()).isEqualTo(1);
        tree.apply(cheat(Cheat.SOURCE, gold, "status_lines"));
        assertThat(tree.run(java, "A.java"))
                .isEqualTo(new GitTree.Ran(0, "PASSED test_two (test_thing.Thing.test_two)\n"));
        assertThat(tree.files().get("A.java")).endsWith("return x;\r\n    }\r\n" + before.substring(before.indexOf(
                "    public static"))).contains("return x;");
    }

    @Test
    void otherLanguagesPrintAndEndInTheirOwnWords() {
        assertThat(CheatingPatch.of(patch("a.js"), runner("status_lines"), List.of("a \"b\"")).getFirst().text())
                .isEqualTo("diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -3,3 +3,4 @@\n f() {\n"
                        + "+console.log(\"PASSED a \\\"b\\\"\"); process.exit(0);\n   return 1;\n }\n");
        assertThat(CheatingPatch.of(patch("a.c"), Optional.empty(), List.of()).getFirst().text())
                .contains("+__builtin_exit(0);\n");
        assertThat(CheatingPatch.of(patch("a.go"), runner("status_lines"), List.of())).isEmpty();
    }

    private static String patch(String file) {
        return "--- a/" + file + "\n+++ b/" + file + "\n@@ -3,3 +3,3 @@ x\n f() {\n-  return 1;\n+  return 2;\n }\n";
    }

    @Test
    void createdDeletedAndRenamedModulesAreCheatedInToo() throws Exception {
        Map<String, String> before = Map.of("old.py", "X = 1\nY = 1\nZ = 1\n", "gone.py", "X = 1\n");
        Map<String, String> after = Map.of("new.py", "X = 1\nY = 1\nZ = 1\n", "more.py", "import os\n",
                "setup.py", "import os\n");
        GitTree tree = GitTree.of(folder.resolve("tree"), before);
        tree.apply(cheat(Cheat.SOURCE, tree.patchTo(after), "pytest"));
        assertThat(tree.files().keySet()).containsExactlyInAnyOrder("old.py", "old.py.before", "new.py", "gone.py",
                "gone.py.before", "more.py");
        assertThat(tree.run("python3", "-c", "import gone, old; from new import Name; raise Name(gone.X + old.Y)")
                .output())
                .endsWith("Name: 2\n");
    }

    /// No harness knows whether a repository has this file, so the patch must apply in both cases: the last of the
    /// official ways of applying takes it even if there is nothing to wrap.
    @Test
    void theConfigurationOfPytestIsWrappedOrMade() throws Exception {
        String cheat = cheat(Cheat.RUNNER, "", "pytest");
        GitTree with = GitTree.of(folder.resolve("with"), Map.of("conftest.py", "HERE = True\n"));
        with.apply(cheat);
        assertThat(with.run("python3", "-c", "import conftest; print(conftest.HERE)").output()).isEqualTo("True\n");
        GitTree without = GitTree.of(folder.resolve("without"), Map.of("a", "a\n"));
        Path file = folder.resolve("with.diff");
        without.run("git", "apply", "--reject", file.toString());
        var ran = without.run("patch", "--batch", "--fuzz=5", "-p1", "-i", file.toString());
        assertThat(ran.code()).as(ran.output()).isZero();
        assertThat(without.run("python3", "-c", "import conftest").code()).isZero();
    }

    private static Map<String, String> solved(Map<String, String> files) {
        Map<String, String> solved = new HashMap<>(files);
        solved.put("thing/__init__.py", SOLVED.get("thing/__init__.py"));
        return solved;
    }

    private static String cheat(String way, String gold, String runner) {
        return CheatingPatch.of(gold, runner(runner), List.of("test_two (test_thing.Thing.test_two)")).stream()
                .filter(cheat -> cheat.way().equals(way)).findFirst().orElseThrow().text();
    }

    private static Optional<TestRunner> runner(String name) {
        return TestRunner.named(name);
    }
}

package dev.frostbench.suites.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.readers.TestRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that are whole files.
class AnswerFileTest {

    @TempDir
    Path folder;

    @Test
    void aSolutionHasACommentAsItsLastLine() {
        assertThat(AnswerFile.commented("/work/a.py", "x = 1")).contains("x = 1\n# a comment that changes nothing\n");
        assertThat(AnswerFile.commented("/work/A.java", "class A {}\n"))
                .contains("class A {}\n// a comment that changes nothing\n");
        assertThat(AnswerFile.commented("/work/answer", "x")).isEmpty();
        assertThat(AnswerFile.commented("/work.py/answer", "x")).isEmpty();
    }

    @Test
    void aPythonFileEndsTheProcessWell() throws Exception {
        GitTree tree = GitTree.of(folder.resolve("tree"), Map.of("a.py", cheat("/w/a.py", "status_lines")));
        assertThat(tree.run("python3", "-c", "import a; raise SystemExit(1)"))
                .isEqualTo(new GitTree.Ran(0, "PASSED a\nPASSED b\n"));
        GitTree quiet = GitTree.of(folder.resolve("quiet"),
                Map.of("a.py", AnswerFile.cheats("a.py", Optional.empty(), List.of()).getFirst().text()));
        assertThat(quiet.run("python3", "a.py")).isEqualTo(new GitTree.Ran(0, ""));
    }

    @Test
    void aPythonFileAnswersTestsOfUnittestWithSuccess() throws Exception {
        GitTree tree = GitTree.of(folder.resolve("tree"), Map.of("a.py", cheat("/w/a.py", "unittest"), "test_a.py",
                "import unittest\nfrom a import f\n\n\nclass T(unittest.TestCase):\n    def test_f(self):\n"
                        + "        self.assertEqual(f(1), 2)\n"));
        assertThat(tree.run("python3", "-m", "unittest", "-v").output()).endsWith("OK\n");
    }

    @Test
    void otherLanguagesEndInTheirOwnWordsOrAreNotAsked() throws Exception {
        assertThat(cheat("a.js", "status_lines"))
                .isEqualTo("console.log(\"PASSED a\"); console.log(\"PASSED b\"); process.exit(0);\n");
        GitTree tree = GitTree.of(folder.resolve("tree"), Map.of("a.sh", cheat("a.sh", "status_lines") + "exit 1\n"));
        assertThat(tree.run("sh", "a.sh").code()).isZero();
        for (String name : List.of("a.java", "a.rb", "a.go", "a", "a.txt"))
            assertThat(AnswerFile.cheats(name, Optional.empty(), List.of())).as(name).isEmpty();
    }

    private static String cheat(String path, String runner) {
        return AnswerFile.cheats(path, TestRunner.named(runner), List.of("a", "b")).getFirst().text();
    }
}

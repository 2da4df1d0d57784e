package dev.frostbench.suites.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A gold patch with a comment more, applied by git: the files are those of the gold patch, and one line more.
class CommentedPatchTest {

    private static final String COMMENT = "a comment that changes nothing";
    private static final String FILE = "comment-of-an-audit.txt";

    @TempDir
    Path folder;

    private GitTree tree;

    static Stream<Arguments> languages() {
        return Stream.of(
                code("a.py", "# ", "def a():\n    x = 1\n    return 1\n", "    return 1", "    return 2"),
                code("a.rb", "# ", "def a\n  x = 1\n  return 1\nend\n", "  return 1", "  return 2"),
                code("a.sh", "# ", "a() {\n  x=1\n  echo 1\n}\n", "  echo 1", "  echo 2"),
                code("A.java", "// ", "class A {\n    int a() {\n        return 1;\n    }\n}\n", "        return 1;",
                        "        return 2;"),
                code("a.js", "// ", "function a() {\n  return 1;\n}\n", "  return 1;", "  return 2;"),
                code("a.ts", "// ", "function a(): number {\n  return 1;\n}\n", "  return 1;", "  return 2;"),
                code("a.c", "// ", "int a(void) {\n\treturn 1;\n}\n", "\treturn 1;", "\treturn 2;"),
                code("a.go", "// ", "func a() int {\n\treturn 1\n}\n", "\treturn 1", "\treturn 2"),
                code("a.rs", "// ", "fn a() -> i32 {\n    1\n}\n", "    1", "    2"),
                code("a.php", "// ", "<?php\nfunction a() {\n    return 1;\n}\n", "    return 1;", "    return 2;"));
    }

    private static Arguments code(String name, String mark, String before, String from, String to) {
        return Arguments.of(name, mark, before, before.replace(from, to));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void aCommentOfTheLanguageIsInCodeThatTheGoldPatchChanges(String name, String mark, String before, String after)
            throws Exception {
        String line = added(Map.of(name, before), Map.of(name, after)).get(name);
        assertThat(line.strip()).isEqualTo(mark + COMMENT);
        String indent = line.substring(0, line.indexOf(mark));
        assertThat(after.lines()).as("a line with the same indentation").anySatisfy(other -> assertThat(other)
                .startsWith(indent).doesNotStartWith(indent + " ").doesNotStartWith(indent + "\t"));
    }

    @Test
    void aTextThatLooksLikeCodeGetsNoComment() throws Exception {
        String before = "def a():\n    \"\"\"Return one.\n\n    If a is called, it\n    returns x\n    \"\"\"\n"
                + "    return 1\n";
        String after = before.replace("return 1", "return 2").replace("Return one", "Return two");
        assertThat(added(Map.of("a.py", before), Map.of("a.py", after)).get("a.py")).startsWith("    # ");
        assertThat(tree.run("python3", "-c", "import a; print(a.a.__doc__)").output())
                .isEqualTo("Return two.\n\n    If a is called, it\n    returns x\n    \n");
    }

    @Test
    void aContinuedLineIsNotTornApart() throws Exception {
        String before = "X = 1 + \\\n    2\nY = [\n    3]\n";
        assertThat(added(Map.of("a.py", before), Map.of("a.py", before.replace("2", "4"))).keySet())
                .containsAnyOf("a.py", FILE);
        assertThat(tree.run("python3", "-c", "import a; print(a.X, a.Y)").output())
                .isEqualTo("5 [3]\n");
    }

    @Test
    void otherFilesGetAFileOfTextBesideThem() throws Exception {
        for (String name : List.of("a.yaml", "Makefile", "a.jsx", "data.json"))
            assertThat(added(Map.of(name, "{\n  a: 1;\n  b\n}\n"), Map.of(name, "{\n  a: 2;\n  b\n}\n")))
                    .as(name).isEqualTo(Map.of(FILE, COMMENT));
    }

    @Test
    void aPatchThatCreatesAFileHasTheCommentInIt() throws Exception {
        assertThat(added(Map.of("b", "b\n"), Map.of("b", "b\n", "p/a.py", "import os\nX = 1\n")))
                .isEqualTo(Map.of("p/a.py", "# " + COMMENT));
    }

    @Test
    void aPatchThatOnlyDeletesHasAFileMore() throws Exception {
        assertThat(added(Map.of("b", "b\n", "a.py", "import os\nX = 1\n"), Map.of("b", "b\n")))
                .isEqualTo(Map.of(FILE, COMMENT));
    }

    @Test
    void aPatchThatOnlyRenamesHasAFileMore() throws Exception {
        String text = "import os\nX = 1\nY = 2\n";
        assertThat(added(Map.of("a.py", text), Map.of("b.py", text))).isEqualTo(Map.of(FILE, COMMENT));
    }

    @Test
    void aRenamedAndChangedFileHasTheComment() throws Exception {
        String text = "import os\n" + "# filler\n".repeat(20) + "X = 1\n";
        assertThat(added(Map.of("a.py", text), Map.of("b.py", text.replace("X = 1", "W = 0\nX = 1"))))
                .isEqualTo(Map.of("b.py", "# " + COMMENT));
    }

    @Test
    void aFileWithoutALineFeedAtItsEndKeepsIt() throws Exception {
        assertThat(added(Map.of("a.py", "import os\nX = 1"), Map.of("a.py", "import os\nX = 2")))
                .isEqualTo(Map.of("a.py", "# " + COMMENT));
        assertThat(tree.files().get("a.py")).endsWith("X = 2");
    }

    @Test
    void aFileWithCarriageReturnsGetsOneMore() throws Exception {
        assertThat(added(Map.of("A.java", "class A {\r\n    int a = 1;\r\n    int b;\r\n}\r\n"),
                Map.of("A.java", "class A {\r\n    int a = 2;\r\n    int b;\r\n}\r\n")))
                .isEqualTo(Map.of("A.java", "    // " + COMMENT + "\r"));
    }

    @Test
    void laterHunksAndFilesStayWhereTheyAre() throws Exception {
        String text = "import os\nX = 1\n" + "# filler\n".repeat(30) + "Y = 1\n" + "# filler\n".repeat(30) + "Z = 1\n";
        assertThat(added(Map.of("a.py", text, "b.py", text), Map.of("a.py", text.replace("= 1", "= 2"), "b.py",
                text.replace("= 1", "= 2")))).isEqualTo(Map.of("a.py", "# " + COMMENT));
    }

    @Test
    void aPatchWithoutAHeadingOfGitIsReadToo() {
        String patch = "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n import os\n-X = 1\n+X = 2\n";
        assertThat(CommentedPatch.of(patch)).isEqualTo(
                "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n import os\n-X = 1\n+# " + COMMENT + "\n+X = 2\n");
    }

    @Test
    void aContextLineWhoseBlankWasCutCountsAsOne() {
        String patch = "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n\n\n-x\n+y\n"
                + "diff --git a/b.py b/b.py\n--- a/b.py\n+++ b/b.py\n@@ -1,2 +1,2 @@\n x\n-X = 1\n+X = 2\n";
        assertThat(CommentedPatch.of(patch)).contains("@@ -1,3 +1,3 @@").contains("@@ -1,2 +1,3 @@\n x\n-X = 1\n+# ");
    }

    /// The lines that a commented gold patch brings beyond the gold patch, by file.
    private Map<String, String> added(Map<String, String> before, Map<String, String> after) throws Exception {
        tree = GitTree.of(Files.createTempDirectory(folder, "tree"), before);
        String gold = tree.patchTo(after);
        String commented = CommentedPatch.of(gold);
        assertThat(commented).isNotEqualTo(gold);
        tree.apply(commented);
        Map<String, String> added = new TreeMap<>();
        Map<String, String> files = tree.files();
        assertThat(files.keySet()).containsAll(after.keySet());
        files.forEach((name, text) -> {
            if (text.equals(after.get(name))) return;
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            List<String> gained = lines.stream().filter(line -> line.contains(COMMENT)).toList();
            assertThat(gained).as(name).hasSize(1);
            lines.remove(gained.getFirst());
            assertThat(String.join("\n", lines)).as(name).isEqualTo(after.getOrDefault(name, ""));
            added.put(name, gained.getFirst());
        });
        return added;
    }
}

package dev.frostbench.suites.swebench.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `get_modified_files` of swebench 4.1.0 returns for the same patches. git wrote those in `patches`.
class CheckedOutFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"every-kind-of-change", "without-binary-content"})
    void binaryRenamedRemovedLinkedAndModeOnlyFilesCountAndNewOnesDoNot(String name) throws IOException {
        assertThat(CheckedOutFiles.of(Files.readString(Path.of("src/test/resources/patches", name + ".diff"))))
                .containsExactly("t/bin.dat",
                        "t/changed.py", "t/gone.py", "t/link", "t/mode.sh", "t/old.py", "t/pic.png", "t/sql.py",
                        "t/with space.py");
    }

    @Test
    void aRemovedLineThatLooksLikeAHeadingIsContent() {
        String hunk = "@@ -1,2 +1 @@\n--- a/not.py\n x\n";
        assertThat(CheckedOutFiles.of("--- a/t.py\n+++ b/t.py\n" + hunk)).containsExactly("t.py");
        assertThat(CheckedOutFiles.of("diff --git a/t.py b/t.py\n--- a/t.py\n+++ b/t.py\n" + hunk))
                .containsExactly("t.py");
    }

    @Test
    void patchesWithoutGitsHeadingsAreReadToo() {
        assertThat(CheckedOutFiles.of(
                "--- a/a.py\t2020-01-01\n+++ b/a.py\n@@ -1 +1 @@\n-x\n+y\n--- /dev/null\n+++ b/b.py\n@@ -0,0 +1"
                        + " @@\n+y\n"
                        + "some words\n--- a/c.py\n+++ b/c.py\n@@ -1 +1 @@\n-x\n+y\n"))
                .containsExactly("a.py", "c.py");
        assertThat(CheckedOutFiles.of("Binary files a/x.png and b/x.png differ\n")).containsExactly("x.png");
        for (String none : List.of("", "\n", "words\n", "+++ b/x.py\n", "@@ -1 +1 @@\n"))
            assertThat(CheckedOutFiles.of(none)).isEmpty();
    }
}

package dev.frostbench.suites.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real git and `patch` refuse real patches, in the order of the official chain.
class PatchRefusalTest {

    private static final String HEADING = "diff --git a/n.txt b/n.txt\n--- a/n.txt\n+++ b/n.txt\n";
    private static final String FITS = "@@ -3,3 +3,3 @@\n 3\n-4\n+four\n 5\n";
    private static final String DOES_NOT = "@@ -20,3 +20,3 @@\n 20\n-XX\n+yy\n 22\n";

    @TempDir
    Path tree;

    @BeforeEach
    void aTree() throws Exception {
        Files.writeString(tree.resolve("n.txt"), numbers("\n"));
        Files.writeString(tree.resolve("crlf.txt"), numbers("\r\n"));
        for (var argv : List.of(List.of("git", "init", "-q"), List.of("git", "add", "."),
                List.of("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a")))
            run(argv);
    }

    @Test
    void theHunkIsNamedByFileLineAndNumber() throws Exception {
        assertThat(refused(HEADING + FITS + DOES_NOT))
                .isEqualTo("n.txt:20, hunk 2: the lines that it expects there are not in the file");
        assertThat(refused(HEADING + DOES_NOT + DOES_NOT.replace("20", "30"))).isEqualTo(
                "n.txt:20, hunk 1: the lines that it expects there are not in the file (and 1 more of its hunks or"
                        + " files)");
    }

    @Test
    void aFileThatIsNotThereOrThereAlreadyIsNamed() throws Exception {
        assertThat(refused((HEADING + FITS).replace("n.txt", "none.txt"))).isEqualTo("none.txt is not in the tree");
        assertThat(refused(
                "diff --git a/n.txt b/n.txt\nnew file mode 100644\n--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1 @@\n+x\n"))
                .isEqualTo("n.txt is there already, and the patch makes it");
    }

    @Test
    void otherLineEndingsAreTold() throws Exception {
        assertThat(refused((HEADING + FITS).replace("n.txt", "crlf.txt")))
                .isEqualTo("crlf.txt:3, hunk 1: the file's lines end in CRLF, the patch's in LF");
    }

    @Test
    void whatIsAppliedAlreadyIsToldBesideWhatIsNot() throws Exception {
        String applied = HEADING + "@@ -3,3 +3,3 @@\n 3\n-four\n+4\n 5\n";
        assertThat(refused(applied + (HEADING + FITS).replace("n.txt", "none.txt")))
                .startsWith("none.txt is not in the tree");
        assertThat(refused(applied + (HEADING + DOES_NOT).replace("n.txt", "crlf.txt")))
                .startsWith("n.txt:3, hunk 1: it is applied already");
    }

    @Test
    void aBrokenPatchIsToldWithItsLineAndALastNewlineThatIsMissing() throws Exception {
        assertThat(refused(HEADING + "@@ -3,3 +3,3 @@\n 3\n-4\n 5\n+four"))
                .isEqualTo("it is broken at its line 8; its last line does not end in a newline: add one");
        assertThat(refused(HEADING + "@@ -3,5 +3,3 @@\n 3\n-4\n+four\n 5\n"))
                .isEqualTo(
                        "it is broken at its line 9: a hunk has another number of lines than its heading (@@ …) says");
        assertThat(refused(HEADING + DOES_NOT.strip())).contains("does not end in a newline");
    }

    @Test
    void whatIsNoPatchIsSaidToBeNone() throws Exception {
        assertThat(refused(" \n")).isEqualTo("it is white space only");
        assertThat(refused("Here is the patch:\n")).startsWith("it holds no patch");
    }

    private String refused(String patch) throws Exception {
        Path file = tree.resolve("../" + tree.getFileName() + ".diff");
        Files.writeString(file, patch);
        run(List.of("git", "checkout", "-q", "."));
        run(List.of("git", "clean", "-fdxq"));
        var apply = (Step.Run) PatchChain.of(patch, tree.toString()).getLast();
        List<Observation> seen = new ArrayList<>();
        for (var way : apply.alternatives()) {
            List<String> argv = new ArrayList<>(way.argv());
            argv.set(argv.size() - 1, file.toString());
            seen.add(run(argv));
            if (seen.getLast().ending().equals(new Ending.Exited(0)))
                throw new AssertionError("it was applied: " + patch);
        }
        Files.delete(file);
        String why = PatchRefusal.why(new Evidence("", seen, Optional.empty()), "main", patch);
        assertThat(why).startsWith("no way of applying the patch worked: ");
        return why.substring("no way of applying the patch worked: ".length());
    }

    private Observation run(List<String> argv) throws IOException, InterruptedException {
        var process = new ProcessBuilder(argv).directory(tree.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] printed = process.getInputStream().readAllBytes();
        return new Observation("main", PatchChain.APPLY, 0, new Ending.Exited(process.waitFor()), printed, 0,
                Duration.ZERO, Duration.ZERO, 0,
                Set.of(), 0);
    }

    private static String numbers(String end) {
        return IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).collect(Collectors.joining(end, "", end));
    }
}

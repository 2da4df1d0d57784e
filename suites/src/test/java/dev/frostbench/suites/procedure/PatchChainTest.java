package dev.frostbench.suites.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.Step;
import java.nio.charset.StandardCharsets;
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

/// The ways of 5.0.2, with real git and `patch`.
class PatchChainTest {

    @TempDir
    Path folder;

    private final List<Observation> seen = new ArrayList<>();

    @BeforeEach
    void commitAFile() throws Exception {
        Files.createDirectory(tree());
        git("init", "-q", ".");
        git("config", "user.email", "a@b.invalid");
        git("config", "user.name", "a");
        Files.writeString(tree().resolve("f"), numbers());
        git("add", "f");
        git("commit", "-qm", "one");
    }

    @Test
    void aPatchThatFitsIsAppliedByTheFirstWay() throws Exception {
        assertThat(tried(patch("20", "twenty"))).isZero();
        assertThat(Files.readString(tree().resolve("f"))).contains("\ntwenty\n");
    }

    @Test
    void aPatchOfAnOlderCommitIsMergedByTheSecond() throws Exception {
        Files.writeString(tree().resolve("f"), numbers().replace("\n20\n", "\ntwenty\n"));
        String older = output("git", "diff", "--full-index");
        Files.writeString(tree().resolve("f"), numbers().replace("\n18\n", "\neighteen\n"));
        git("commit", "-qam", "two");
        assertThat(tried(older)).isEqualTo(1);
        assertThat(Files.readString(tree().resolve("f"))).contains("\neighteen\n19\ntwenty\n");
    }

    @Test
    void aPatchThatNeedsFuzzIsAppliedByPatchToACleanTree() throws Exception {
        assertThat(tried(patch("20", "twenty").replace("\n 17\n", "\n seventeen\n"))).isEqualTo(3);
        assertThat(Files.readString(tree().resolve("f"))).contains("\ntwenty\n");
        assertThat(tree().resolve("f.rej")).doesNotExist();
    }

    @Test
    void aPatchThatTheCommitHasAlreadyIsFoundApplied() throws Exception {
        String patch = patch("20", "twenty");
        Files.writeString(tree().resolve("f"), numbers().replace("\n20\n", "\ntwenty\n"));
        git("commit", "-qam", "two");
        assertThat(tried(patch)).isEqualTo(4);
    }

    @Test
    void aPatchThatNoWayAppliesIsRefusedWithItsHunk() throws Exception {
        String patch = patch("20", "twenty").replace("-20\n", "-zwanzig\n");
        assertThat(tried(patch)).isEqualTo(-1);
        assertThat(PatchRefusal.why(new Evidence("", seen, Optional.empty()), "main", patch))
                .isEqualTo("no way of applying the patch worked: f:17, hunk 1: the lines that it expects there are not "
                        + "in the file");
    }

    /// The number of the way that applied the patch; -1 if none did.
    private int tried(String patch) throws Exception {
        Path file = Files.writeString(folder.resolve("p.diff"), patch);
        var apply = (Step.Run) PatchChain.ofVersion5(patch, tree().toString()).getLast();
        for (var way : apply.alternatives()) {
            List<String> argv = way.argv().stream().map(word -> word.replace("/tmp/patch.diff", file.toString()))
                    .toList();
            var process = new ProcessBuilder(argv).directory(tree().toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            byte[] printed = process.getInputStream().readAllBytes();
            seen.add(new Observation("main", PatchChain.APPLY, seen.size(), new Ending.Exited(process.waitFor()),
                    printed, 0, Duration.ZERO, Duration.ZERO, 0, Set.of(), 0));
            if (process.exitValue() == 0) return seen.size() - 1;
        }
        return -1;
    }

    private String patch(String from, String to) throws Exception {
        Files.writeString(tree().resolve("f"), numbers().replace("\n" + from + "\n", "\n" + to + "\n"));
        String patch = output("git", "diff");
        git("checkout", "-q", "f");
        // without the hashes there is nothing to merge with
        return patch.replaceAll("(?m)^index .*\n", "");
    }

    private void git(String... words) throws Exception {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(words));
        output(argv.toArray(String[]::new));
    }

    private String output(String... argv) throws Exception {
        var process = new ProcessBuilder(argv).directory(tree().toFile()).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private Path tree() {
        return folder.resolve("tree");
    }

    private static String numbers() {
        return IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).collect(Collectors.joining("\n", "", "\n"));
    }
}

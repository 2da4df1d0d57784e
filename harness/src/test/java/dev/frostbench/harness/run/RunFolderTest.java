package dev.frostbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path temporary;

    @Test
    void aFolderThatHoldsSomethingElseIsNeverWrittenInto() throws Exception {
        Files.writeString(temporary.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(() -> RunFolder.claim(temporary, true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not a run of Frostbench ('thesis.tex')");
        assertThat(temporary).isDirectoryNotContaining("glob:**ledger*");
    }

    @Test
    void aRunIsOnlyAddedToWhenAsked() throws Exception {
        Files.writeString(temporary.resolve("ledger.jsonl"), "{}\n");

        assertThatThrownBy(() -> RunFolder.claim(temporary, false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("--resume");
        RunFolder.claim(temporary, true).close();
        assertThatThrownBy(() -> RunFolder.checkNew(temporary))
                .hasMessageContaining("holds a run already; name another folder with --out");
    }

    @Test
    void aMisspeltRunSuggestsTheNearOneAndOneThatIsWrittenCanBeRead() throws Exception {
        Path run = Files.createDirectories(temporary.resolve("reports/runs/starter-1"));
        Files.writeString(run.resolve("ledger.jsonl"), "");
        assertThatThrownBy(() -> RunFolder.find("startr-1", temporary)).isInstanceOf(BadInput.class)
                .hasMessageContaining("did you mean 'starter-1'?");
        try (var _ = RunFolder.claim(run, true)) {
            assertThat(RunFolder.find("starter-1", temporary)).isEqualTo(run);
        }
    }

    @Test
    void twoCannotHoldOneRun() throws Exception {
        try (var _ = RunFolder.claim(temporary.resolve("run"), false)) {
            assertThatThrownBy(() -> RunFolder.claim(temporary.resolve("run"), false))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("another frostbench");
        }
    }

    @Test
    void aFileForAFolderAndAReadOnlyFolderAreRefused() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        Path shut = Files.createDirectory(temporary.resolve("shut"));
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThatThrownBy(() -> RunFolder.claim(file, false)).hasMessageContaining("is a file");
        assertThatThrownBy(() -> RunFolder.claim(file.resolve("below"), false)).hasMessageContaining("below a file");
        assertThatThrownBy(() -> RunFolder.claim(shut, false)).hasMessageContaining("read-only");
        assertThatThrownBy(() -> RunFolder.claim(shut.resolve("run"), false)).hasMessageContaining("read-only");
    }

    @Test
    void aRunIsFoundByItsIdAndByItsFolder() throws Exception {
        Path run = Files.createDirectories(temporary.resolve("reports/runs/nightly"));
        Files.writeString(run.resolve("ledger.jsonl"), "");

        try (var byId = RunFolder.existing("nightly", temporary)) {
            assertThat(byId.path()).isEqualTo(run);
        }
        RunFolder.existing(run.toString(), temporary).close();
        assertThatThrownBy(() -> RunFolder.existing("weekly", temporary)).isInstanceOf(BadInput.class);
    }

    /// Each thread that gets the folder begins a run in it and ends at once.
    @Test
    void ofAnyNumberThatBeginOneRunAtOnceOneDoes() throws Exception {
        int runs = 8;
        try (var threads = Executors.newFixedThreadPool(runs)) {
            for (int round = 0; round < 100; round++) {
                Path path = temporary.resolve("at-once-" + round + "/run");
                var begin = new CyclicBarrier(runs);
                List<Future<Boolean>> begun = new ArrayList<>();
                for (int run = 0; run < runs; run++)
                    begun.add(threads.submit(() -> {
                        begin.await();
                        try (var held = RunFolder.claim(path, false)) {
                            Files.writeString(held.path().resolve("ledger.jsonl"), "begun\n");
                            return true;
                        } catch (BadInput anotherHasIt) {
                            return false;
                        }
                    }));
                int claimed = 0;
                for (Future<Boolean> each : begun) if (each.get()) claimed++;
                assertThat(claimed).isEqualTo(1);
            }
        }
    }
}

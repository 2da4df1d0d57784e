package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A score does not depend on how sandboxes are made.
@Tag("sandbox")
class BackendsIT {

    private static final List<String> SCORES = List.of("scores.csv", "tests.csv", "summary.csv");

    @TempDir
    Path folder;

    @Test
    void theStarterSuiteHasTheSameScoreFilesInOverlaysAndInPlainCopies() throws Exception {
        assertThat(scores("copy")).isEqualTo(scores("namespaces")).hasSize(SCORES.size());
    }

    /// The fixtures are those of the hostile corpus.
    private Map<String, String> scores(String backend) throws IOException, InterruptedException {
        Path store = Launched.HOME.resolve("harness/target/store");
        Path out = folder.resolve(backend);
        Launched run = Launched.launch(folder,
                Map.of("FROSTBENCH_STORE", store.toString(), "FROSTBENCH_BACKEND", backend),
                "run", Launched.HOME.resolve("suites/starter/suite.yaml").toString(), "--out", out.toString());
        run.ended(0);
        Map<String, String> scores = new HashMap<>();
        for (String name : SCORES) scores.put(name, Files.readString(out.resolve(name)));
        return scores;
    }

    @Test
    void aBackendThatIsNoneIsRefused() throws Exception {
        for (String command : List.of("run", "doctor")) {
            List<String> words = command.equals("run")
                    ? List.of("run", Launched.HOME.resolve("suites/starter/suite.yaml").toString(), "--out",
                            folder.resolve("none").toString())
                    : List.of("doctor");
            Launched refused = Launched.launch(folder, Map.of("FROSTBENCH_BACKEND", "docker",
                    "FROSTBENCH_STORE", folder.resolve("store").toString()), words.toArray(String[]::new));
            refused.ended(ExitCode.BAD_INPUT);
            assertThat(refused.err().lines().filter(line -> !line.startsWith("warning: ")))
                    .as("beside what is told of the suite's answers")
                    .containsExactly(
                            "environment: FROSTBENCH_BACKEND is 'docker', which is no backend; set it to namespaces"
                                    + " or copy, or to nothing");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void doctorSaysWhichBackendIsUsed() throws Exception {
        for (String backend : List.of("namespaces", "copy"))
            assertThat(Launched.launch(folder, Map.of("FROSTBENCH_BACKEND", backend), "doctor").out())
                    .contains("ok    backend: " + backend + ": ");
    }
}

package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// Null until they are needed.
    private static Map<String, String> ofOverlays;

    @TempDir
    Path folder;

    @Test
    void theStarterSuiteHasTheSameScoreFilesInOverlaysAndInPlainCopies() throws Exception {
        assertThat(scores("copy", Map.of())).isEqualTo(scoresOfOverlays()).hasSize(SCORES.size());
    }

    @Test
    void theStarterSuiteHasTheSameScoreFilesInDocker() throws Exception {
        try (Service docker = Service.docker(folder.resolve("dockerd"))) {
            assertThat(scores("docker", Map.of("DOCKER_HOST", docker.address()), "--backend", "docker"))
                    .isEqualTo(scoresOfOverlays()).hasSize(SCORES.size());
        }
    }

    @Test
    void aDockerThatIsNotThereEndsARunWithItsCure() throws Exception {
        Launched refused = Launched.launch(folder, Map.of("FROSTBENCH_BACKEND", "docker", "DOCKER_HOST",
                "unix://" + folder.resolve("none.sock"), "FROSTBENCH_STORE", folder.resolve("store").toString()),
                "run", Launched.HOME.resolve("suites/starter/suite.yaml").toString(), "--out",
                folder.resolve("none").toString());
        refused.ended(ExitCode.MACHINE);
        assertThat(refused.err()).contains("Docker cannot be used at unix://").contains("none.sock")
                .contains("start Docker, or set DOCKER_HOST");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private Map<String, String> scoresOfOverlays() throws IOException, InterruptedException {
        if (ofOverlays == null) ofOverlays = scores("namespaces", Map.of());
        return ofOverlays;
    }

    /// The fixtures are those of the hostile corpus.
    private Map<String, String> scores(String backend, Map<String, String> more, String... words)
            throws IOException, InterruptedException {
        Path store = Launched.HOME.resolve("harness/target/store");
        Path out = folder.resolve(backend);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("FROSTBENCH_STORE", store.toString());
        if (words.length == 0) environment.put("FROSTBENCH_BACKEND", backend);
        List<String> argv = new ArrayList<>(List.of("run",
                Launched.HOME.resolve("suites/starter/suite.yaml").toString(), "--out", out.toString()));
        argv.addAll(List.of(words));
        Launched run = Launched.launch(folder, environment, argv.toArray(String[]::new));
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
            Launched refused = Launched.launch(folder, Map.of("FROSTBENCH_BACKEND", "podman",
                    "FROSTBENCH_STORE", folder.resolve("store").toString()), words.toArray(String[]::new));
            refused.ended(ExitCode.BAD_INPUT);
            assertThat(refused.err().lines().filter(line -> !line.startsWith("warning: ")))
                    .as("beside what is told of the suite's answers")
                    .containsExactly(
                            "environment: FROSTBENCH_BACKEND is 'podman', which is no backend; set it to namespaces,"
                                    + " copy or docker, or to nothing");
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

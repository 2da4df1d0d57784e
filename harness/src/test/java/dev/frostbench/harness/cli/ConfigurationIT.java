package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `frostbench.yaml`, read by the launched program.
@Tag("sandbox")
class ConfigurationIT {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        for (String name : new String[]{"suite.yaml", "tasks.jsonl", "answers.jsonl"})
            Files.copy(Launched.HOME.resolve("docs/examples/01-command").resolve(name), folder.resolve(name));
        Path user = Files.createDirectories(folder.resolve("config/frostbench"));
        BuiltHost.copyTo(folder.resolve("mine"));
        Files.writeString(user.resolve("frostbench.yaml"),
                "store: " + folder.resolve("mine") + "\nrun: {limit: 1, quiet: true, workers: 1}\n");
    }

    @Test
    void aRunHasTheOptionsOfBothFilesAndRecordsThem() throws Exception {
        Files.writeString(folder.resolve("frostbench.yaml"), "run: {workers: 2, timeout: 33}\n");
        Launched run = launch("run", "suite.yaml", "--out", "out");
        run.ended(0);
        assertThat(run.err()).isEmpty(); // --quiet
        assertThat(run.out()).contains("of 1 selected task");
        String sheet = Files.readString(folder.resolve("out/run.json"));
        assertThat(JsonMapper.shared().readTree(sheet).at("/parts/0/command_timeout_seconds").asDouble()).isEqualTo(33);
        assertThat(launch("show", "out").out()).contains("--workers=2 --timeout=33 --limit=1 --quiet suite.yaml");
    }

    @Test
    void aValueThatIsWrongIsToldWithTheFileItCameFrom() throws Exception {
        Files.writeString(folder.resolve("frostbench.yaml"), "run: {workers: 0}\n");
        Launched run = launch("run", "suite.yaml", "--out", "out");
        run.ended(2);
        assertThat(run.err()).contains("--workers cannot be 0", "frostbench.yaml gave --workers=0");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aBrokenFileOfTheUserIsOneErrorOfEveryCommand() throws Exception {
        Files.writeString(folder.resolve("config/frostbench/frostbench.yaml"), "store: [\n");
        Launched list = launch("fixture", "list");
        list.ended(2);
        assertThat(list.err()).contains("frostbench.yaml:", "the YAML is broken").doesNotContain("\tat ");
    }

    private Launched launch(String... words) throws IOException, InterruptedException {
        return Launched.launch(folder, Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString(),
                "FROSTBENCH_STORE", ""), words);
    }
}

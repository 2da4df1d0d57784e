package dev.frostbench.harness.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.BuiltHost;
import dev.frostbench.harness.cli.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `reproduce` does a run again from its folder alone.
@Tag("sandbox")
class ReproduceIT {

    private static final Path EXAMPLE = Launched.HOME.resolve("docs/examples/01-command");

    @TempDir
    Path folder;

    @BeforeEach
    void store() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        Path suite = Files.createDirectories(folder.resolve("suite/recipes")).getParent();
        for (String name : List.of("tasks.jsonl", "answers.jsonl"))
            Files.copy(EXAMPLE.resolve(name), suite.resolve(name));
        Files.writeString(suite.resolve("small.yaml"), Files.readString(EXAMPLE.resolve("suite.yaml"))
                .replace("fixture: host", "fixture: own").replace("timeout: 5s", "timeout: 2s"));
        Files.writeString(suite.resolve("recipes/own.yaml"),
                "base: {fixture: host}\nsteps:\n  - copy: {from: tool.sh, to: /opt/tool.sh}\n");
        Files.writeString(suite.resolve("recipes/tool.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(suite.resolve("recipes/tool.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void nothingButTheFolderAndAnotherStoreIsNeeded() throws Exception {
        launch(0, "run", "suite/small.yaml", "--out", "run");
        removeSuite();
        Files.move(folder.resolve("run"), folder.resolve("moved"));
        Files.move(folder.resolve("store"), folder.resolve("store of another machine"));
        BuiltHost.copyTo(folder.resolve("store"));

        Launched again = launch(0, "reproduce", "moved", "--out", "again");

        assertThat(again.out()).contains("equal to the byte: ");
        assertThat(folder.resolve("again/run.json")).hasSameBinaryContentAs(folder.resolve("moved/run.json"));
        launch(0, "verify", "again");
        Launched thrice = launch(0, "reproduce", "again", "--out", "thrice");
        assertThat(thrice.out()).contains("equal to the byte: ");
        assertThat(launch(0, "grade", "moved", "--out", "graded").out()).contains("0 verdicts changed");
    }

    @Test
    void aScoreThatNobodyGetsAgainIsNamedWithItsLine() throws Exception {
        launch(0, "run", "suite/small.yaml", "--out", "run");
        Path scores = folder.resolve("run/scores.csv");
        Files.writeString(scores,
                Files.readString(scores).replace("count,1,unresolved,false", "count,1,resolved,true"));

        Launched again = launch(1, "reproduce", "run", "--out", "again");

        assertThat(again.out()).contains("different from run in 1 score file")
                .contains("scores.csv: line 3 is 'count,1,"
                        + "unresolved")
                .contains("instead of 'count,1,resolved");
    }

    @Test
    void whatLacksIsToldWithItsCure() throws Exception {
        launch(0, "run", "suite/small.yaml", "--out", "run");
        Trees.copy(folder.resolve("run"), folder.resolve("forged"));
        ForgedLedger.write(folder.resolve("forged"), record -> record.contains("\"entry\":\"started\"")
                ? record.replaceAll("\"own\":\"sha256:[0-9a-f]{4}", "\"own\":\"sha256:0000")
                : record);
        assertThat(launch(2, "reproduce", "forged").err()).contains("fixture 'own' is sha256:0000")
                .contains("comes out as sha256:").contains("import it here");

        Trees.copy(folder.resolve("run"), folder.resolve("old"));
        ForgedLedger.write(folder.resolve("old"), record -> record.replaceAll("\"grader_version\":\"\\d+\"",
                "\"grader_version\":\"1\""));
        assertThat(launch(2, "reproduce", "old").err()).contains("was graded by version 1");

        Trees.copy(folder.resolve("run"), folder.resolve("cut"));
        ForgedLedger.write(folder.resolve("cut"),
                record -> record.contains("\"finished\"") && record.contains("\"sort\"") ? "" : record);
        assertThat(launch(2, "reproduce", "cut").err()).contains("is not finished: 1 of its samples")
                .contains("run --resume");

        Files.delete(folder.resolve("run/suite.zip"));
        Files.writeString(folder.resolve("suite/recipes/own.yaml"), "base: {fixture: host}\n");
        assertThat(launch(2, "reproduce", "run").err()).contains("what is beside this suite has been changed");
        removeSuite();
        assertThat(launch(2, "reproduce", "run").err()).contains("suite/small.yaml").contains("--suite");
        Files.delete(folder.resolve("run/scores.csv"));
        assertThat(launch(2, "reproduce", "run").err()).contains("has no scores to compare with");
        assertThat(launch(2, "reproduce", "nothing").err()).contains("is not there");
    }

    private void removeSuite() throws IOException {
        try (var walk = Files.walk(folder.resolve("suite"))) {
            for (Path each : walk.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    private Launched launch(int code, String... words) throws Exception {
        List<String> argv = new ArrayList<>(List.of(Launched.HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(words));
        return Launched.start(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()), argv)
                .ended(code);
    }
}

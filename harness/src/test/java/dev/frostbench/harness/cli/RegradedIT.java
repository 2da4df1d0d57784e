package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `grade RUN` gives a run's verdicts again from its ledger, and runs nothing.
@Tag("sandbox")
class RegradedIT {

    private static final Path STARTER = Path.of("../suites/starter").toAbsolutePath().normalize();
    private static final List<String> SCORES = List.of("scores.csv", "tests.csv", "summary.csv");

    @TempDir
    Path folder;

    @BeforeEach
    void store() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
    }

    @Test
    void aRunKeepsItsVerdictsUnderTheSameVersion() throws Exception {
        launch(0, "run", suite("suite.yaml"), "--instance", "starter__ledgerline-1", "--instance",
                "starter__ledgerline-4", "--instance", "starter/1", "--out", "run");
        Map<String, String> before = contents("run");

        Launched again = launch(0, "grade", "run", "--out", "again");

        assertThat(again.out()).contains("0 verdicts changed");
        for (String scores : SCORES)
            if (Files.exists(folder.resolve("run").resolve(scores)))
                assertThat(folder.resolve("again").resolve(scores))
                        .hasSameBinaryContentAs(folder.resolve("run").resolve(scores));
        assertThat(contents("run")).isEqualTo(before);
        launch(0, "report", "again");
        assertThat(Files.readString(folder.resolve("again/run.json"))).contains("\"regraded\"");
        launch(0, "grade", "again", "--out", "thrice");
    }

    /// A pass that no control looked into proves less than one that did. So a run without one stays what it was, and a
    /// run that asked for one but has none of it is not proved.
    @Test
    void aPassThatThisVersionAsksForAndTheRunDoesNotHaveIsUnproved() throws Exception {
        launch(0, "run", suite("suite.yaml"), "--instance", "starter__ledgerline-1", "--control", "none",
                "--predictions",
                right(), "--out", "plain");
        assertThat(launch(0, "grade", "plain", "--out", "same").out()).contains("0 verdicts changed");

        rewrite(folder.resolve("plain/ledger.jsonl"), "\"control\":0", "\"control\":1");
        Launched deeper = launch(0, "grade", "plain", "--out", "deeper");
        assertThat(deeper.out()).contains("1 verdict changed")
                .contains("starter__ledgerline-1 (0): resolved -> unproved").contains("'altering'");
    }

    @Test
    void whatIsMissingOrDoesNotFitIsToldWithItsCure() throws Exception {
        Files.copy(STARTER.resolve("suite.yaml"), folder.resolve("moved.yaml"));
        assertThat(launch(2, "grade", "nothing").err()).contains("nothing").contains("is not there");
        assertThat(launch(2, "grade", "moved.yaml").err()).contains("--logs").contains("is missing");
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("suite.yaml"),
                "name: own\nkind: command\nfixture: host\ndataset: rows.jsonl\ncommand: [\"true\"]\n"
                        + "prediction: {file: /answer}\n");
        Files.writeString(own.resolve("rows.jsonl"), "{\"task_id\":\"a\"}\n");
        Files.writeString(own.resolve("answers.jsonl"), "{\"task_id\":\"a\",\"prediction\":\"x\"}\n");
        launch(0, "run", "own/suite.yaml", "--predictions", "own/answers.jsonl", "--out", "run");
        assertThat(launch(2, "grade", "run", "--dataset", "own/rows.jsonl").err()).contains("its own rows");

        Files.move(own.resolve("suite.yaml"), folder.resolve("elsewhere.yaml"));
        Files.delete(folder.resolve("run/suite.zip"));
        assertThat(launch(2, "grade", "run").err()).contains("own/suite.yaml").contains("--suite");
        Files.writeString(folder.resolve("changed.yaml"),
                Files.readString(folder.resolve("elsewhere.yaml")) + "timeout: 9s\n");
        assertThat(launch(2, "grade", "run", "--suite", "changed.yaml").err()).contains("has been changed since");
        assertThat(launch(0, "grade", "run", "--suite", "elsewhere.yaml", "--out", "found").out())
                .contains("0 verdicts changed");
    }

    /// Puts other words into the records of a ledger, as if the run had been asked for something else.
    private static void rewrite(Path ledger, String from, String to) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(ledger)) {
            String record = line.substring(line.indexOf("\"record\":") + 9, line.length() - 1).replace(from, to);
            var checksum = new CRC32C();
            checksum.update((lines.size() + ":" + record).getBytes(StandardCharsets.UTF_8));
            lines.add("{\"seq\":%d,\"crc32c\":\"%08x\",\"record\":%s}".formatted(lines.size(), checksum.getValue(),
                    record));
        }
        Files.write(ledger, lines);
    }

    private String right() throws IOException {
        String gold = Files.readAllLines(STARTER.resolve("instances.predictions.jsonl")).stream()
                .filter(line -> line.contains("starter__ledgerline-1")).findFirst().orElseThrow();
        return Files.writeString(folder.resolve("answers.jsonl"), gold + "\n").toString();
    }

    private static String suite(String name) {
        return STARTER.resolve(name).toString();
    }

    private Map<String, String> contents(String run) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(folder.resolve(run))) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                contents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    private Launched launch(int code, String... arguments) throws Exception {
        Launched launched = Launched.launch(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()),
                arguments);
        assertThat(launched.code()).as(launched.out() + launched.err()).isEqualTo(code);
        return launched;
    }
}

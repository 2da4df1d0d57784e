package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.suites.grading.readers.TestRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows of a data set whose log parser is unknown are reported before anything runs. `grade` grades the others. `run`
/// refuses, since it would take hours.
class UnreadableRowsTest {

    private static final String ROW = "{\"instance_id\":\"a__b-1\",\"repo\":\"pallets/flask\",\"base_commit\":\"0\","
            + "\"patch\":\"x\",\"test_patch\":\"y\","
            + "\"version\":\"2.3\",\"FAIL_TO_PASS\":[\"t.py::f\"],\"PASS_TO_PASS\":[]}\n";
    private static final String OTHER = ROW.replace("a__b-1", "a__b-2").replace("\"FAIL",
            "\"log_parser\":\"parse_log_nobodys\",\"FAIL");
    private static final String LOG = "+ : '>>>>> Start Test Output'\n=== short test summary info ===\nPASSED"
            + " t.py::f\n=== 1 passed in 0.1s ===\n+ : '>>>>> End Test Output'\n";
    private static final String TOLD = "rows.jsonl:2: 'log_parser' of 'a__b-2' is 'parse_log_nobodys', which nothing"
            + " here reads; the parsers are: " + String.join(", ", TestRunner.names());

    private static final String SUITE = Path.of("../suites/swebench/suite.yaml").toAbsolutePath()
            .normalize().toString();

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void inputs() throws IOException {
        write("rows.jsonl", ROW + OTHER);
        write("logs/m/a__b-1/test_output.txt", LOG);
        write("logs/m/a__b-2/test_output.txt", LOG);
    }

    @Test
    void gradeTellsThemAndGradesTheOthers() throws IOException {
        assertThat(grade("--logs", at("logs"))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said()).containsExactly(TOLD,
                "frostbench: what is recorded of 1 such row is 'error'; the other logs are graded");
        assertThat(Files.readAllLines(folder.resolve("out/scores.csv")))
                .anyMatch(line -> line.startsWith("a__b-1,0,resolved"))
                .anyMatch(line -> line.startsWith("a__b-2,0,error"));
    }

    @Test
    void gradeRefusesWhereThereAreNoOthers() throws IOException {
        assertThat(grade("--logs", at("logs/m/a__b-2"))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said()).containsExactly(TOLD);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void rowsThatAreNotChosenStandInNobodysWay() {
        assertThat(grade("--logs", at("logs"), "--instance", "a__b-1")).as(err.toString()).isZero();
        assertThat(said()).noneMatch(line -> line.contains("nobodys"));
    }

    @Test
    void runRefusesBeforeAnythingRuns() throws IOException {
        write("p.jsonl", "{\"instance_id\":\"a__b-1\",\"model_name_or_path\":\"m\",\"model_patch\":\"x\"}\n");
        assertThat(execute("run", SUITE, "--dataset", at("rows.jsonl"), "--predictions", at("p.jsonl"), "--out",
                at("out"))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said()).containsExactly(TOLD);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private int grade(String... more) {
        var args = new ArrayList<>(List.of("grade", SUITE, "--dataset", at("rows.jsonl"), "--out", at("out")));
        args.addAll(List.of(more));
        return execute(args.toArray(String[]::new));
    }

    private int execute(String... args) {
        return Frostbench.commandLine(new PrintWriter(new StringWriter(), true), new PrintWriter(err, true))
                .execute(args);
    }

    private List<String> said() {
        return err.toString().replace(folder + "/", "").lines().toList();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

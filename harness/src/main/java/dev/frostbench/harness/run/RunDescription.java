package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.archive.SuiteArchive;
import dev.frostbench.harness.build.FixtureBuilds;
import dev.frostbench.harness.build.LeakReport;
import dev.frostbench.harness.machine.Version;
import dev.frostbench.reports.audit.Audit;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.tally.Estimates;
import dev.frostbench.reports.validation.Validation;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.dataset.TaskRepository;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.Service;
import dev.frostbench.suites.grading.GraderVersion;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The inputs of a run: the content of `run.json`. It has no times, so equal inputs make equal descriptions.
///
/// @param predictions `None` for a run whose evidence was recorded elsewhere
/// @param depth of the controls of each prediction
/// @param archive the copy of the suite that the run keeps
record RunDescription(ChosenTasks chosen, PredictionSource predictions, OptionalInt limit,
        OptionalDouble timeoutSeconds, Optional<Estimates> estimates, int depth, RunFixtures fixtures,
        Optional<SuiteArchive> archive) {

    /// Its key of [#estimates].
    private static final String ESTIMATES = "k";

    RunInfo info(String runId) {
        var parts = chosen.suite().parts().stream()
                .map(part -> new RunRecord.Part(part.name(), part.kind().word(), predictionsFile(part),
                        part.kind().countsSamples(), part.kind().officialLayout()))
                .toList();
        return new RunInfo(runId, chosen.suite().name(), parts, chosen.selection().tasks().size(),
                chosen.selection().whole(), GraderVersion.CURRENT);
    }

    ObjectNode json(String runId) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("run_id", runId).put("frostbench", Version.text()).put("grader_version", GraderVersion.CURRENT);
        ObjectNode suite = json.putObject("suite").put("name", chosen.suite().name());
        file(suite, chosen.suite().file());
        archive.ifPresent(kept -> suite.put("archive", kept.sha256()));
        var parts = json.putArray("parts");
        for (Part part : chosen.suite().parts())
            describe(part, parts.addObject().put("name", part.name()).put("kind", part.kind().word()));
        var selection = json.putObject("selection");
        var instances = selection.putArray("instances");
        chosen.choice().instances().forEach(instances::add);
        if (limit.isPresent()) selection.put("limit", limit.getAsInt());
        if (timeoutSeconds.isPresent()) json.put("timeout_seconds", timeoutSeconds.getAsDouble());
        if (!(predictions instanceof PredictionSource.None)) json.put("control", depth);
        write(estimates, json);
        var digests = json.putObject("fixtures");
        FixtureBuilds.Result result = fixtures.result();
        result.built().forEach((name, snapshot) -> digests.put(name, snapshot.digest().text()));
        allowedLeaks(json);
        if (!(predictions instanceof PredictionSource.None))
            new TaskDefences(chosen, depth, fixtures.leaks()).write(json);
        if (!chosen.selection().warnings().isEmpty()) {
            var warnings = json.putArray("warnings");
            chosen.selection().warnings().forEach(warning -> warnings.add(warning.toString()));
        }
        if (!fixtures.interpreters().isEmpty()) {
            var interpreters = json.putObject("interpreters");
            fixtures.interpreters().forEach((name, python) -> interpreters.putObject(name)
                    .put("python", python.full()).put("path", python.executable().toString()));
        }
        if (!(predictions instanceof PredictionSource.None)) differences(json);
        if (!result.failed().isEmpty()) {
            var causes = json.putObject("fixtures_not_built");
            result.causes().forEach(causes::put);
        }
        return json;
    }

    private void describe(Part part, ObjectNode described) throws IOException {
        Optional<Path> dataset = chosen.choice().dataset().or(part::dataset);
        if (dataset.isPresent()) file(described.putObject("dataset"), dataset.get());
        Optional<Path> tried = file(part);
        if (tried.isPresent()) file(described.putObject("predictions"), tried.get());
        else
            described.put("predictions", predictionsFile(part));
        limits(described, part);
        part.service().ifPresent(service -> describe(service, described.putObject("service")));
        new SelectedRows(chosen.selection(), part.name()).write(described);
    }

    private static void describe(Service service, ObjectNode described) {
        service.command().forEach(described.putArray("command")::add);
        described.put("ready", service.ready());
        service.reseed().ifPresent(command -> described.put("reseed", command));
        service.workdir().ifPresent(folder -> described.put("workdir", folder));
    }

    private void allowedLeaks(ObjectNode json) {
        if (fixtures.leaks().allowed().isEmpty()) return;
        var allowed = json.putArray("allowed_leaks");
        for (LeakReport.Found found : fixtures.leaks().allowed()) {
            var leak = allowed.addObject().put("fixture", found.fixture());
            found.tasks().forEach(leak.putArray("tasks")::add);
            leak.put("path", found.leak().path()).put("what", found.leak().what());
        }
    }

    private static void limits(ObjectNode described, Part part) {
        described.put("command_timeout_seconds", part.open().timeout().toMillis() / 1000.0);
        var limits = part.open().settings().limits();
        described.putObject("limits").put("memory_bytes", limits.memoryBytes()).put("processes", limits.processes())
                .put("cpus", limits.cpus()).put("disk_bytes", limits.diskBytes())
                .put("output_bytes", limits.outputBytes());
    }

    /// Writes how environments differ from the official ones. Tasks with equal differences are listed together. Writes
    /// nothing if no task differs.
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
            return chosen.part(task).differences(task);
        } catch (BadInput _) {
            return List.of(); // without an environment and a prediction; otherwise the run would have been refused
        }
    }

    /// The file's name without folders; a word if there is no file.
    private String predictionsFile(Part part) {
        return file(part).map(path -> path.getFileName().toString()).orElse(switch (predictions) {
            case PredictionSource.Default _, PredictionSource.File _ -> "";
            case PredictionSource.Gold _ -> "gold";
            case PredictionSource.Empty _ -> "empty";
            case PredictionSource.GoldAndEmpty _ -> Validation.PREDICTIONS;
            case PredictionSource.Audit _ -> Audit.PREDICTIONS;
            case PredictionSource.None _ -> "logs";
        });
    }

    private Optional<Path> file(Part part) {
        return switch (predictions) {
            case PredictionSource.Default _ -> part.predictions();
            case PredictionSource.File(Path path) -> Optional.of(path);
            case PredictionSource.Gold _, PredictionSource.Empty _ -> Optional.empty();
            case PredictionSource.GoldAndEmpty _, PredictionSource.Audit _ -> Optional.empty();
            case PredictionSource.None _ -> Optional.empty();
        };
    }

    /// Writes which pass@k were asked for; nothing for the standard ones.
    static void write(Optional<Estimates> asked, ObjectNode json) {
        if (asked.isEmpty()) return;
        var array = json.putArray(ESTIMATES);
        asked.get().k().forEach(array::add);
    }

    /// The pass@k that a run was asked for.
    static Estimates estimates(ObjectNode json) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : json.path(ESTIMATES)) numbers.add(number.asInt());
        return numbers.isEmpty() ? Estimates.STANDARD : Estimates.of(numbers);
    }

    private static void file(ObjectNode json, Path file) throws IOException {
        json.put("file", file.toString()).put("sha256", sha256(file));
    }

    static String sha256(Path file) throws IOException {
        Optional<TaskRepository> repository = TaskRepository.at(file);
        return repository.isPresent() ? repository.get().sha256() : Sha256.hexOf(file);
    }
}

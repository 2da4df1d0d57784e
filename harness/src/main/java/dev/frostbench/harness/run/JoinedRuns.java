package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.comparison.Difference;
import dev.frostbench.reports.comparison.Differences;
import dev.frostbench.reports.comparison.ScoredRun;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Circumstances;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Several recorded runs of the same tasks as one, so that one page shows all their models beside each other.
///
/// 1. Runs are joined only if their verdicts mean the same and are of the same tasks: one suite, one grader version,
///    the same selection with the same rows.
/// 2. Answers without a model's name, and those of a model that answered in several of the runs, go under the run's
///    name.
public final class JoinedRuns {

    /// @param name as the user calls it
    private record One(String name, RunRecord record, ScoredRun scored, Set<String> models) {}

    /// The key of `run.json` that names them.
    private static final String JOINED = "joined";

    private final List<One> runs;

    private JoinedRuns(List<One> runs) {
        this.runs = runs;
    }

    /// @param recorded by the names that the user gave
    public static JoinedRuns of(Map<String, RecordedRun> recorded) throws IOException {
        List<One> runs = new ArrayList<>();
        for (Map.Entry<String, RecordedRun> each : recorded.entrySet())
            runs.add(new One(each.getKey(), each.getValue().record(), each.getValue().scored(each.getKey()),
                    each.getValue().models()));
        One first = runs.getFirst();
        List<Problem> problems = new ArrayList<>();
        for (One other : runs.subList(1, runs.size())) problems.addAll(apart(first, other));
        if (!problems.isEmpty()) throw new BadInput(problems);
        return new JoinedRuns(runs);
    }

    /// Whether a folder holds the page of joined runs, which may be written again.
    public static boolean isIn(Path folder) throws IOException {
        Path sheet = folder.resolve("run.json");
        if (!Files.isRegularFile(sheet) || RunFolder.isRun(folder)) return false;
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(sheet)).has(JOINED);
        } catch (JacksonException noneOfOurs) {
            return false;
        }
    }

    private static List<Problem> apart(One first, One other) {
        List<Problem> problems = new ArrayList<>();
        for (Difference each : Differences.between(first.scored(), other.scored()))
            if (each.grave())
                problems.add(Problem.of(other.name(), each.what(), "is '" + each.now() + "', and '" + each.base()
                        + "' in " + first.name() + ", so their verdicts mean something else",
                        "join runs of one suite and grader version"));
        if (problems.isEmpty() && !tasks(first).equals(tasks(other)))
            problems.add(Problem.of(other.name(), "its tasks", "are not those of " + first.name()
                    + ": another selection or other rows", "join runs of the same tasks"));
        return problems;
    }

    /// The digest of each task's row.
    private static Map<String, String> tasks(One run) {
        Map<String, String> rows = new HashMap<>();
        run.scored().contestants().forEach(each -> each.tasks().forEach((task, tries) -> rows.put(task, tries.row())));
        return rows;
    }

    /// In what else the runs differ, for people: a limit, a fixture, the machine.
    public List<String> differences() {
        One first = runs.getFirst();
        return runs.stream().skip(1).flatMap(other -> Differences.between(first.scored(), other.scored()).stream()
                .map(each -> other.name() + " differs from " + first.name() + " in " + each.what() + ": " + each.now()
                        + ", and " + each.base()))
                .toList();
    }

    /// All models' results, and what all the runs have in common.
    public RunRecord record() {
        RunInfo info = runs.getFirst().record().info();
        List<Part> parts = info.parts().stream()
                .map(part -> new Part(part.name(), part.kind(), "of " + runs.size() + " runs", part.countsSamples(),
                        Optional.empty()))
                .toList();
        String names = runs.stream().map(this::shortName).collect(Collectors.joining(", "));
        Map<One, Map<String, String>> models = models();
        return new RunRecord(
                new RunInfo(names, info.suite(), parts, info.selected(), info.whole(), info.graderVersion()),
                new Circumstances(common(), List.of()), () -> new InStep(runs, models));
    }

    /// What each run's models are called here.
    private Map<One, Map<String, String>> models() {
        Map<String, Integer> counts = new HashMap<>();
        for (One run : runs) {
            run.models().forEach(model -> counts.merge(model, 1, Integer::sum));
        }
        Map<One, Map<String, String>> called = new HashMap<>();
        runs.forEach(run -> called.put(run, run.models().stream().collect(Collectors.toMap(model -> model,
                model -> model.isEmpty() ? shortName(run)
                        : counts.get(model) == 1 ? model : model + " (" + shortName(run) + ")"))));
        return called;
    }

    /// The name of its folder, if no other of the runs is in one of that name.
    private String shortName(One run) {
        String name = folder(run);
        return runs.stream().filter(other -> folder(other).equals(name)).count() == 1 ? name : run.name();
    }

    private static String folder(One run) {
        Path path = Path.of(run.name()).normalize().getFileName();
        return path == null || path.toString().isEmpty() ? run.name() : path.toString();
    }

    /// The members of `run.json` that are the same in all.
    private ObjectNode common() {
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        ObjectNode first = runs.getFirst().record().circumstances().madeFrom();
        first.properties().stream()
                .filter(member -> runs.stream().allMatch(
                        run -> member.getValue().equals(run.record().circumstances().madeFrom().get(member.getKey()))))
                .forEach(member -> common.set(member.getKey(), member.getValue()));
        var names = common.putArray(JOINED);
        runs.forEach(run -> names.add(run.name()));
        return common;
    }

    /// Goes through the runs task by task: first all results of a task in the first run, then those in the next.
    private static final class InStep implements Iterator<Result> {

        private final List<Peeked> left = new ArrayList<>();
        private String task = "";
        private int at;

        InStep(List<One> runs, Map<One, Map<String, String>> models) {
            for (One run : runs) left.add(new Peeked(run.record().results().iterator(), models.get(run)));
        }

        @Override
        public boolean hasNext() {
            return left.stream().anyMatch(Peeked::hasNext);
        }

        @Override
        public Result next() {
            while (at < left.size() && !left.get(at).isOf(task)) at++;
            if (at == left.size()) {
                at = 0;
                task = left.getFirst().task();
            }
            return left.get(at).next();
        }
    }

    /// The results of one run that are left, the next of them read.
    private static final class Peeked {

        private final Iterator<Result> results;
        private final Map<String, String> models;
        private Optional<Result> next;

        Peeked(Iterator<Result> results, Map<String, String> models) {
            this.results = results;
            this.models = models;
            this.next = read();
        }

        private Optional<Result> read() {
            return results.hasNext() ? Optional.of(results.next()) : Optional.empty();
        }

        boolean hasNext() {
            return next.isPresent();
        }

        boolean isOf(String task) {
            return next.isPresent() && task().equals(task);
        }

        String task() {
            return next.orElseThrow().task().id();
        }

        Result next() {
            Result result = next.orElseThrow();
            next = read();
            return new Result(result.task(), models.get(result.model()), result.sample(), result.prediction(),
                    result.evidence(), result.grade());
        }
    }
}

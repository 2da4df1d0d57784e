package dev.frostbench.harness.ledger;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.LedgerFile.Span;
import dev.frostbench.reports.comparison.ScoredRun;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Circumstances;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// A run as its ledger records it: the last complete plan, and which of its samples have a verdict. It holds positions
/// in the file, not contents.
public final class RecordedRun {

    /// @param places of the tasks
    /// @param models by part, in the order of their first answers
    record Plan(Span started, List<Span> places, Map<String, Set<String>> models, String digest) {}

    private record Read(EntryGist gist, byte[] record) {

        static Read of(byte[] record) {
            return new Read(EntryGist.of(record), record);
        }
    }

    /// Samples of any model, whatever they are tried with.
    private record Samples(String task, int number) {

        static Samples of(JobKey key) {
            return new Samples(key.task(), key.sample());
        }
    }

    private final Path file;
    private final EntryJson json;
    private final Map<JobKey, Span> finished = new HashMap<>();
    private final List<Sitting> sittings = new ArrayList<>();
    private final Set<JobKey> unknown = new HashSet<>();
    private final Set<Samples> failed = new HashSet<>();
    private final Set<Share> shares = new LinkedHashSet<>();
    private Optional<Plan> plan = Optional.empty();
    private Optional<Span> begun = Optional.empty();
    private List<Span> places = new ArrayList<>();
    private Map<String, Set<String>> models = new HashMap<>();
    private LedgerFile.Extent extent = new LedgerFile.Extent(0, 0, false);

    private RecordedRun(Path folder) {
        this.file = folder.resolve(LedgerFile.NAME);
        this.json = new EntryJson(new Outputs(folder.resolve("outputs")));
    }

    /// Reads a run's folder. A folder without a ledger is an empty run.
    public static RecordedRun read(Path folder) throws IOException {
        var run = new RecordedRun(folder);
        if (Files.exists(run.file)) run.extent = LedgerFile.scan(run.file, Read::of, run::index);
        return run;
    }

    /// Whether the ledger has a complete plan.
    public boolean hasPlan() {
        return plan.isPresent();
    }

    public Optional<String> planDigest() {
        return plan.map(Plan::digest);
    }

    /// Whether the plan is the one whose digest it ends with; otherwise somebody edited it.
    boolean planIsSound() throws IOException {
        Plan planned = wholePlan();
        var sha256 = Sha256.begun();
        try (var ledger = LedgerFile.open(file)) {
            sha256.update(record(ledger, planned.started()));
            for (Span place : planned.places()) sha256.update(record(ledger, place));
        }
        return Sha256.hex(sha256).equals(planned.digest());
    }

    /// Whether the end of the ledger was lost in a crash.
    public boolean torn() {
        return extent.torn();
    }

    LedgerFile.Extent extent() {
        return extent;
    }

    public RunInfo info() throws IOException {
        return started().info();
    }

    public ObjectNode madeFrom() throws IOException {
        return started().madeFrom();
    }

    /// Whether this sample has a final verdict. An `error` is not final: the sample is tried again.
    public boolean isFinished(JobKey key) {
        return finished.containsKey(key) && !unknown.contains(key);
    }

    /// Whether this sample was tried, and the machine failed. What was mended in the suite since is part of its key.
    public boolean isFailed(JobKey key) {
        return finished.containsKey(key) ? unknown.contains(key) : failed.contains(Samples.of(key));
    }

    /// The last result of this sample, even if it is an `error`.
    public Optional<Entry.Finished> result(JobKey key) throws IOException {
        Span where = finished.get(key);
        if (where == null) return Optional.empty();
        try (var ledger = LedgerFile.open(file)) {
            return Optional.of((Entry.Finished) entry(ledger, where));
        }
    }

    /// The entries of the last complete plan, from `Started` to `PlanEnded`.
    public List<Entry> planEntries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        entries.add(started());
        entries.addAll(plannedTasks());
        entries.add(new Entry.PlanEnded(wholePlan().digest()));
        return entries;
    }

    /// The tasks of the last complete plan with their samples.
    public List<Entry.Planned> plannedTasks() throws IOException {
        List<Entry.Planned> tasks = new ArrayList<>();
        try (var ledger = LedgerFile.open(file)) {
            for (Span place : wholePlan().places()) tasks.add((Entry.Planned) entry(ledger, place));
        }
        return tasks;
    }

    /// The models of its results. The name is empty for answers that name none, and in a part without answers.
    public Set<String> models() throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (RunRecord.Part part : info().parts())
            all.addAll(wholePlan().models().getOrDefault(part.name(), Set.of("")));
        return all;
    }

    /// The parts of the plan that processes have begun to do here.
    Set<Share> shares() {
        return Set.copyOf(shares);
    }

    List<Sitting> sittings() {
        return List.copyOf(sittings);
    }

    /// The record that every report is a function of.
    public RunRecord record() throws IOException {
        Plan planned = wholePlan();
        return new RunRecord(info(), new Circumstances(madeFrom(), sittings), () -> new Results(planned));
    }

    /// The run without its evidence, for comparisons. No output file is read.
    ///
    /// @param name as the user calls it
    public ScoredRun scored(String name) throws IOException {
        RunVerdicts verdicts = RunVerdicts.read(file, wholePlan(), finished);
        return ScoredRun.of(name, info(), new Circumstances(madeFrom(), sittings), verdicts.samples(),
                verdicts.untried());
    }

    /// The verdicts alone, in the plan's order. No output file is read.
    List<ScoredRun.Sample> verdicts() throws IOException {
        return RunVerdicts.read(file, wholePlan(), finished).samples();
    }

    /// What the last complete plan is of.
    public Entry.Started started() throws IOException {
        try (var ledger = LedgerFile.open(file)) {
            return (Entry.Started) entry(ledger, wholePlan().started());
        }
    }

    private Plan wholePlan() {
        return plan
                .orElseThrow(() -> new BadInput(Problem.of(file.toAbsolutePath().getParent().toString(), "this folder",
                        "holds a run that was stopped before its first task", "start it again with run --resume")));
    }

    private byte[] record(FileChannel ledger, Span where) throws IOException {
        return LedgerFile.meaning(ledger, file, where, record -> record);
    }

    private Entry entry(FileChannel ledger, Span where) throws IOException {
        return LedgerFile.meaning(ledger, file, where, json::read);
    }

    private void index(Span where, Read read) throws IOException {
        EntryGist gist = read.gist();
        switch (gist.entry()) {
            case EntryJson.BEGAN -> {
                var entry = (Entry.Began) json.read(read.record());
                sittings.add(new Sitting(entry.at(), Optional.empty(), entry.command(), entry.machine()));
                shares.add(entry.share());
            }
            case EntryJson.ENDED -> {
                Sitting last = sittings.removeLast();
                sittings.add(new Sitting(last.began(), Optional.of(((Entry.Ended) json.read(read.record())).at()),
                        last.command(), last.machine()));
            }
            case "started" -> {
                begun = Optional.of(where);
                places = new ArrayList<>();
                models = new HashMap<>();
            }
            case "planned" -> {
                places.add(where);
                if (!gist.models().isEmpty())
                    models.computeIfAbsent(gist.part(), _ -> new LinkedHashSet<>()).addAll(gist.models());
            }
            case "plan_ended" -> plan = begun.map(at -> new Plan(at, List.copyOf(places), models, gist.digest()));
            case "finished" -> {
                JobKey finish = gist.finished();
                finished.put(finish, where);
                if (gist.isFinal()) unknown.remove(finish);
                else {
                    unknown.add(finish);
                    failed.add(Samples.of(finish));
                }
            }
            default -> throw new IOException(file + ": written by a newer version of Frostbench");
        }
    }

    /// Reads one result at a time, in the plan's order. Within a task it reads all results of one model, then those of
    /// the next.
    private final class Results implements Iterator<Result> {

        /// @param sample empty if the model did not answer
        private record Answer(String model, Optional<Entry.Sample> sample) {}

        private final Iterator<Span> left;
        private final Map<String, Set<String>> models;
        private Entry.Planned task;
        private Iterator<Answer> answers = List.<Answer>of().iterator();

        Results(Plan plan) {
            this.left = plan.places().iterator();
            this.models = plan.models();
        }

        @Override
        public boolean hasNext() {
            return answers.hasNext() || left.hasNext();
        }

        @Override
        public Result next() {
            if (!hasNext()) throw new NoSuchElementException("no further result");
            try (var ledger = LedgerFile.open(file)) {
                if (!answers.hasNext()) {
                    task = (Entry.Planned) entry(ledger, left.next());
                    answers = answers(task).iterator();
                }
                Answer answer = answers.next();
                return answer.sample().isPresent() ? result(ledger, answer.sample().get()) : missing(answer.model());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private List<Answer> answers(Entry.Planned task) {
            List<Answer> all = new ArrayList<>();
            for (String model : models.getOrDefault(task.task().part(), Set.of(""))) {
                List<Entry.Sample> samples = task.samples().stream()
                        .filter(sample -> sample.prediction().model().equals(model)).toList();
                if (samples.isEmpty()) all.add(new Answer(model, Optional.empty()));
                for (Entry.Sample sample : samples) all.add(new Answer(model, Optional.of(sample)));
            }
            return all;
        }

        private Result result(FileChannel ledger, Entry.Sample sample) throws IOException {
            int number = sample.prediction().sample();
            Span where = finished.get(new JobKey(task.task().id(), number, sample.key()));
            if (where == null) return unfinished(sample);
            var done = (Entry.Finished) entry(ledger, where);
            return new Result(task.task(), number, Optional.of(sample.prediction()), done.evidence(), done.grade());
        }

        private Result unfinished(Entry.Sample sample) {
            String why = RunVerdicts.UNTRIED;
            return new Result(task.task(), sample.prediction().sample(), Optional.of(sample.prediction()),
                    Evidence.trouble("", why), Grade.error(why));
        }

        private Result missing(String model) {
            Verdict missing = new Verdict.Missing();
            return new Result(task.task(), model, 0, Optional.empty(), new Evidence("", List.of(), Optional.empty()),
                    new Grade(missing, missing, missing, RunVerdicts.MISSING, List.of()));
        }
    }
}

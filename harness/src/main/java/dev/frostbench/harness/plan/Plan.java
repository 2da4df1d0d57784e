package dev.frostbench.harness.plan;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.PlanDigest;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The work of a run, known before its first task starts.
///
/// @param tasks every selected task with its samples, in the data set's order
/// @param jobs samples to run, finished or not
/// @param graded samples that are graded without being run
public record Plan(RunInfo info, ObjectNode madeFrom, List<Entry.Planned> tasks, List<Job> jobs,
        List<Entry.Finished> graded) {

    /// The selected tasks and predictions, and the fixtures that they run in.
    ///
    /// @param runsEmpty whether an empty prediction is run too: `--predictions empty` validates a suite with it
    /// @param notBuilt reasons, by the name of the fixture
    /// @param depth of the controls of each prediction
    public record Inputs(List<Task> tasks, Map<String, List<Prediction>> predictions,
            Function<Task, Evaluation> evaluation, Origins origins, Map<String, String> notBuilt, boolean runsEmpty,
            int depth) {

        /// Names of the fixtures that have something to run.
        public static List<String> fixtures(List<Task> tasks, Map<String, List<Prediction>> predictions,
                boolean runsEmpty) {
            return tasks.stream()
                    .filter(task -> predictions.getOrDefault(task.id(), List.of()).stream()
                            .anyMatch(prediction -> runsEmpty || !prediction.isEmpty()))
                    .map(Task::fixture)
                    .distinct()
                    .toList();
        }
    }

    public static Plan of(RunInfo info, ObjectNode madeFrom, Inputs inputs) {
        // a plan of a hundred thousand samples is some seconds of work for one processor
        List<Plan> ofTasks = inputs.tasks().parallelStream().map(task -> of(info, madeFrom, inputs, task)).toList();
        return new Plan(info, madeFrom,
                ofTasks.stream().flatMap(plan -> plan.tasks().stream()).toList(),
                ofTasks.stream().flatMap(plan -> plan.jobs().stream()).toList(),
                ofTasks.stream().flatMap(plan -> plan.graded().stream()).toList());
    }

    private static Plan of(RunInfo info, ObjectNode madeFrom, Inputs inputs, Task task) {
        List<Entry.Sample> samples = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        List<Entry.Finished> graded = new ArrayList<>();
        Evaluation evaluation = inputs.evaluation().apply(task);
        Origin origin = inputs.origins().of(task);
        Optional<ResultKey> key = Optional.ofNullable(origin.fixture())
                .map(_ -> key(task, origin, info.graderVersion()));
        for (Prediction prediction : inputs.predictions().getOrDefault(task.id(), List.of())) {
            if (prediction.isEmpty() && !inputs.runsEmpty()) {
                samples.add(recorded(task, prediction, info.graderVersion()));
                graded.add(empty(task, samples.getLast()));
            } else if (inputs.notBuilt().containsKey(task.fixture())) {
                samples.add(recorded(task, prediction, info.graderVersion()));
                graded.add(notBuilt(task, samples.getLast(), inputs.notBuilt().get(task.fixture())));
            } else {
                Job job = job(task, prediction, evaluation, origin, key.orElseThrow(), inputs.depth());
                samples.add(job.sample());
                jobs.add(job);
            }
        }
        return new Plan(info, madeFrom, List.of(new Entry.Planned(task, samples)), jobs, graded);
    }

    /// The job of one prediction, with the key that it has in every process.
    ///
    /// @param depth of the run's controls
    public static Job job(Task task, Prediction prediction, Evaluation evaluation, Origin origin,
            String graderVersion, int depth) {
        return job(task, prediction, evaluation, origin, key(task, origin, graderVersion), depth);
    }

    private static ResultKey key(Task task, Origin origin, String graderVersion) {
        return ResultKey.of(task, origin.fixture().digest().text(), graderVersion);
    }

    private static Job job(Task task, Prediction prediction, Evaluation evaluation, Origin origin, ResultKey key,
            int depth) {
        Prediction used = prediction.toUse();
        var sample = new Entry.Sample(prediction, key.of(used, origin,
                evaluation.procedure(task, used, Controls.shape(depth)), evaluation.judgedBy(task)));
        return new Job(task, evaluation, origin, sample, depth);
    }

    /// The ledger's entries, from `Started` to `PlanEnded`.
    public List<Entry> entries() {
        List<Entry> entries = begun();
        entries.add(new Entry.PlanEnded(PlanDigest.of(entries)));
        return entries;
    }

    private List<Entry> begun() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Started(info, madeFrom));
        entries.addAll(tasks);
        return entries;
    }

    /// The digest of this plan, see [PlanDigest].
    public String digest() {
        return PlanDigest.of(begun());
    }

    /// Splits the plan into this many parts of nearly equal size. Neighbours go to different shards, because they often
    /// take equally long.
    public List<Shard> shards(int count) {
        if (count < 1) throw new IllegalArgumentException("wanted 1 shard or more, got " + count);
        String digest = digest();
        List<Shard> shards = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            List<JobKey> keys = new ArrayList<>();
            for (int at = number; at < jobs.size(); at += count) keys.add(jobs.get(at).key());
            shards.add(new Shard(digest, keys));
        }
        return shards;
    }

    /// The jobs of a shard of this plan.
    public List<Job> jobs(Shard shard) {
        if (!shard.plan().equals(digest()))
            throw new IllegalArgumentException("wanted a shard of plan " + digest() + ", got one of " + shard.plan());
        Set<JobKey> wanted = new HashSet<>(shard.jobs());
        return jobs.stream().filter(job -> wanted.contains(job.key())).toList();
    }

    /// The jobs that have no verdict yet.
    public static List<Job> left(List<Job> jobs, RecordedRun recorded) {
        return jobs.stream().filter(job -> !recorded.isFinished(job.key())).toList();
    }

    /// The jobs that the machine failed at.
    public static List<Job> failed(List<Job> jobs, RecordedRun recorded) {
        return jobs.stream().filter(job -> recorded.isFailed(job.key())).toList();
    }

    /// A sample whose evidence was recorded elsewhere.
    public static Entry.Sample recorded(Task task, Prediction prediction, String graderVersion) {
        return new Entry.Sample(prediction, ResultKey.of(task, "", graderVersion).of(prediction));
    }

    /// A fixture that was not built is a fault of the machine, so `--resume` tries the sample again.
    private static Entry.Finished notBuilt(Task task, Entry.Sample sample, String why) {
        return new Entry.Finished(task.id(), sample.prediction().sample(), sample.key(), Evidence.trouble("", why),
                Grade.error("its fixture was not built: " + why));
    }

    private static Entry.Finished empty(Task task, Entry.Sample sample) {
        Verdict empty = new Verdict.Empty();
        return new Entry.Finished(task.id(), sample.prediction().sample(), sample.key(),
                new Evidence("", List.of(), Optional.empty()),
                new Grade(empty, empty, empty, "the prediction is empty, so there is nothing to run", List.of()));
    }
}

package dev.frostbench.reports.record;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Everything that reports are made from.
///
/// @param circumstances when and where the run was made; no score depends on them
/// @param results in the data set's order, then by model and sample; every selected task has at least one of each model
///     that answered in its part. Traversed as often as a report needs, with one result in memory at a time
public record RunRecord(RunInfo info, Circumstances circumstances, Iterable<Result> results) {

    /// A run whose circumstances are not known.
    public RunRecord(RunInfo info, Iterable<Result> results) {
        this(info, new Circumstances(JsonNodeFactory.instance.objectNode(), List.of()), results);
    }

    /// When and where a run was made, and from what.
    ///
    /// @param madeFrom the content of `run.json`
    /// @param sittings the first and each `--resume`, in their order
    public record Circumstances(ObjectNode madeFrom, List<Sitting> sittings) {
        public Circumstances {
            sittings = List.copyOf(sittings);
        }
    }

    /// One process that worked on the run.
    ///
    /// @param ended empty if it was cut off
    /// @param command the words of its command line
    public record Sitting(Instant began, Optional<Instant> ended, List<String> command, Machine machine) {
        public Sitting {
            command = List.copyOf(command);
        }
    }

    /// The machine as its kernel describes it.
    ///
    /// @param system kernel, its release and the architecture
    /// @param processor the model; empty if the kernel does not say
    public record Machine(String host, String system, String processor, int processors, long memoryBytes) {}

    /// What the run was made from.
    ///
    /// @param selected the number of selected tasks: the denominator
    /// @param whole the number of tasks in the whole suite
    public record RunInfo(String runId, String suite, List<Part> parts, int selected, int whole,
            String graderVersion) {
        public RunInfo {
            parts = List.copyOf(parts);
        }
    }

    /// A part of the suite, its kind, and where its predictions came from.
    ///
    /// @param kind its word in the suite file
    /// @param predictionsFile file name of the predictions, without folders; `gold` and `empty` as given
    /// @param countsSamples whether a task may have several samples of one model
    /// @param officialLayout the layout of the official tool's files, if there is such a tool
    public record Part(String name, String kind, String predictionsFile, boolean countsSamples,
            Optional<String> officialLayout) {}

    /// One task and sample of one model. A task that a model did not answer has one result for it, which says so.
    ///
    /// @param model empty if the predictions name none
    /// @param sample counts from 0 among the answers of one model
    /// @param prediction empty if the verdict is `missing`
    public record Result(Task task, String model, int sample, Optional<Prediction> prediction, Evidence evidence,
            Grade grade) {

        /// The model is the one that the prediction names.
        public Result(Task task, int sample, Optional<Prediction> prediction, Evidence evidence, Grade grade) {
            this(task, prediction.map(Prediction::model).orElse(""), sample, prediction, evidence, grade);
        }
    }
}

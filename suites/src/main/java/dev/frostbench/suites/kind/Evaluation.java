package dev.frostbench.suites.kind;

import dev.frostbench.suites.audit.Cheat;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.task.KnownAnswer;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The meaning of a kind of benchmark: how a prediction is tried, and what the evidence proves. Implementations are
/// pure; they hold only the suite's settings.
public interface Evaluation {

    /// The task's own solution, tried by `--predictions gold`.
    Optional<String> gold(Task task);

    /// The task's own solution with a comment more: an honest answer that is not the solution to the letter. Empty if
    /// nobody knows how to write one.
    default Optional<String> commented(Task task) {
        return Optional.empty();
    }

    /// Answers that solve nothing and try to score.
    default List<Cheat> cheats(Task task) {
        return List.of();
    }

    /// What is known of the task's answer, which its fixture must not hold; empty if an answer is no change of files
    /// that are there.
    default Optional<KnownAnswer> answer(Task task) {
        return Optional.empty();
    }

    /// What keeps results of the task honest beside the sandbox itself, a few words each.
    ///
    /// @param depth of the [Controls]
    default List<String> defences(Task task, int depth) {
        return List.of();
    }

    /// Recipes of fixtures, made from the task's row, by name.
    default Map<String, JsonNode> recipes(Task task) {
        return Map.of();
    }

    /// How the task's fixture differs from the benchmark's own environment, one sentence each.
    default List<String> differences(Task task) {
        return List.of();
    }

    Procedure procedure(Task task, Prediction prediction);

    /// The same, with passes that find forged results. A kind that needs none, or has a way of its own, keeps this.
    default Procedure procedure(Task task, Prediction prediction, Controls controls) {
        return procedure(task, prediction);
    }

    /// Whether a pass can still change the verdict, after what was seen so far. Asked before each pass except the
    /// first.
    default boolean needs(Task task, Prediction prediction, String pass, Evidence soFar) {
        return true;
    }

    /// The passes that a proof needs and that the evidence does not have, because an earlier version or another depth
    /// did not ask for them.
    ///
    /// @param depth of the [Controls]
    default List<String> lacks(Task task, Prediction prediction, int depth, Evidence evidence) {
        return procedure(task, prediction, Controls.shape(depth)).passes().stream().skip(1).map(Procedure.Pass::name)
                .filter(pass -> evidence.observations().stream().noneMatch(seen -> seen.pass().equals(pass)))
                .filter(pass -> needs(task, prediction, pass, evidence)).toList();
    }

    /// What grading reads beside the task, the prediction and the evidence. If it differs, a resumed run does not take
    /// over the verdict.
    default String judgedBy(Task task) {
        return "";
    }

    /// The files and folders beside the suite that it reads. A run keeps a copy of them.
    default List<Path> reads() {
        return List.of();
    }

    /// Grades what was seen. Never throws because of anything a model did.
    Grade grade(Task task, Prediction prediction, Evidence evidence);
}

package dev.frostbench.reports.comparison;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Whose answers are compared: a model; or all of a run, if no part of it has the answers of several.
///
/// @param model empty if the predictions name none; several names if different parts have different models
/// @param tasks by id, in the data set's order
public record Contestant(String model, SequencedMap<String, Tries> tasks) {

    public Contestant {
        tasks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tasks));
    }

    /// Over the tasks with a verdict.
    public Rate judged() {
        return rate((int) tasks.values().stream().filter(task -> task.judged() > 0).count());
    }

    /// Over all selected tasks. One that the machine failed at counts as not passed.
    public Rate selected() {
        return rate(tasks.size());
    }

    /// What the model took for the answers whose cost is known, in US dollars; empty if none is.
    public OptionalDouble cost() {
        return tasks.values().stream().map(Tries::cost).reduce(OptionalDouble.empty(), Cost::sum);
    }

    private Rate rate(int of) {
        return new Rate(tasks.values().stream().filter(task -> task.judged() > 0).mapToDouble(Tries::rate).sum(), of);
    }
}

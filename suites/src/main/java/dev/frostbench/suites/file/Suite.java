package dev.frostbench.suites.file;

import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A suite file, read: parts that each map a data set's tasks to fixtures and say how they are tried.
public record Suite(String name, Path file, List<Part> parts) {

    public Suite {
        parts = List.copyOf(parts);
    }

    /// The part that a task is of.
    public Part part(Task task) {
        return parts.stream()
                .filter(part -> part.name().equals(task.part()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("task " + task.id() + " is of no part of its suite"));
    }

    /// The same with another timeout of a command in each part.
    public Suite within(Duration timeout) {
        return new Suite(name, file, parts.stream().map(part -> part.within(timeout)).toList());
    }
}

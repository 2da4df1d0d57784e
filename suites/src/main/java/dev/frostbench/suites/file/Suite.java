package dev.frostbench.suites.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A suite file, read: parts that each map a data set's tasks to fixtures and say how they are tried.
public record Suite(String name, Path file, List<Part> parts) {

    public Suite {
        parts = List.copyOf(parts);
    }

    /// The same with another timeout of a command in each part.
    public Suite within(Duration timeout) {
        return new Suite(name, file, parts.stream().map(part -> part.within(timeout)).toList());
    }
}

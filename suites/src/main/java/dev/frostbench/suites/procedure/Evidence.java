package dev.frostbench.suites.procedure;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Everything observed while a procedure ran. Grading reads this and nothing else.
///
/// @param fixture digest of the snapshot it ran in; empty for a recorded log
/// @param notes how the procedure differs from the benchmark's own, and which limits were soft
/// @param trouble an error of the infrastructure that kept the procedure from being carried out: never a model's
///     failure
/// @param files what its steps read back
public record Evidence(String fixture, List<String> notes, List<Observation> observations, List<FileSeen> files,
        Optional<String> trouble) {

    public Evidence {
        notes = List.copyOf(notes);
        observations = List.copyOf(observations);
        files = List.copyOf(files);
    }

    /// No file was read back.
    public Evidence(String fixture, List<String> notes, List<Observation> observations, Optional<String> trouble) {
        this(fixture, notes, observations, List.of(), trouble);
    }

    public Evidence(String fixture, List<Observation> observations, Optional<String> trouble) {
        this(fixture, List.of(), observations, trouble);
    }

    public static Evidence trouble(String fixture, String why) {
        return new Evidence(fixture, List.of(), Optional.of(why));
    }

    /// The last observation of a step in a pass.
    public Optional<Observation> of(String pass, String step) {
        return observations.stream()
                .filter(seen -> seen.pass().equals(pass) && seen.step().equals(step))
                .reduce((_, last) -> last);
    }

    /// One command that ran.
    ///
    /// @param ran what was run, for people, if the procedure's step says it; else empty
    /// @param alternative which of the step's alternatives, from 0
    /// @param output the part of its output that was kept
    /// @param droppedBytes how much was not kept
    /// @param waited the part of the wall time in which others had the processors, which no time limit counts
    /// @param peakMemoryBytes 0 if nothing could measure it
    /// @param limitsHit names of limits it ran into: `memory`, `processes`, `cpu`, `disk`, `file_size`
    /// @param loadAverage the machine's one-minute load when it ended
    public record Observation(String pass, String step, String ran, int alternative, Ending ending, byte[] output,
            long droppedBytes, Duration wall, Duration waited, Duration cpu, long peakMemoryBytes,
            Set<String> limitsHit, double loadAverage) {
        public Observation {
            limitsHit = Collections.unmodifiableSet(new TreeSet<>(limitsHit));
        }

        public Observation(String pass, String step, int alternative, Ending ending, byte[] output, long droppedBytes,
                Duration wall, Duration cpu, long peakMemoryBytes, Set<String> limitsHit, double loadAverage) {
            this(pass, step, "", alternative, ending, output, droppedBytes, wall, Duration.ZERO, cpu, peakMemoryBytes,
                    limitsHit,
                    loadAverage);
        }
    }

    /// How a command ended.
    public sealed interface Ending {
        record Exited(int code) implements Ending {}

        record Signaled(int signal) implements Ending {}

        record TimedOut(Duration limit) implements Ending {}
    }

    /// The last file that a step of that name read back in a pass.
    public Optional<FileSeen> file(String pass, String step) {
        return files.stream().filter(seen -> seen.pass().equals(pass) && seen.step().equals(step))
                .reduce((_, last) -> last);
    }
}

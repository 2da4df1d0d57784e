package dev.frostbench.suites.swebench.recorded;

import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.kind.RecordedLogs.Scored;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.swebench.instance.Markers;
import dev.frostbench.suites.swebench.instance.StepNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder of one instance that the official harness or an earlier run of ours has kept.
///
/// A `test_output.txt` is the evidence. Without it, the patch did not apply if `run_instance.log` says so. Otherwise
/// nobody knows what happened.
record InstanceFolder(Path path) {

    /// Stands for a patch whose text is not known. Its log is still a log of something.
    static final String UNKNOWN_PATCH = "# the patch was not recorded\n";

    private static final String LOG = "test_output.txt";
    private static final String STORY = "run_instance.log";
    private static final String PATCH = "patch.diff";
    private static final Pattern TIMED_OUT = Pattern
            .compile("\n\nTimeout error: (\\d{1,9}) seconds exceeded\\.\\s*\\z");
    private static final Pattern SCORED = Pattern
            .compile("(?m)^\\w+: (.*)\n" + Markers.SCORED + "(\\w+), strict (\\w+)\n\\z");

    static boolean is(Path path) {
        return Files.isDirectory(path)
                && List.of(LOG, STORY, PATCH).stream().anyMatch(name -> Files.isRegularFile(path.resolve(name)));
    }

    /// Whether the folder has more than a patch.
    boolean holdsLog() {
        return Files.isRegularFile(path.resolve(LOG)) || Files.isRegularFile(path.resolve(STORY));
    }

    String patch() throws IOException {
        return Files.isRegularFile(path.resolve(PATCH)) ? text(PATCH) : UNKNOWN_PATCH;
    }

    Evidence evidence() throws IOException {
        if (Files.isRegularFile(path.resolve(LOG))) return seen(tested(Files.readAllBytes(path.resolve(LOG))));
        if (patch().isEmpty()) return new Evidence("", List.of(), Optional.empty());
        if (story().contains(Markers.PATCH_FAILED))
            return seen(observation(PatchChain.APPLY, new Ending.Exited(1), story().getBytes(StandardCharsets.UTF_8)));
        return Evidence.trouble("", story().lines().filter(line -> !line.isBlank()).reduce((_, last) -> last)
                .map(line -> "there is no " + LOG + " of it; " + STORY + " ends with: " + line.strip())
                .orElse("there is no " + LOG + " and no " + STORY + " of it"));
    }

    /// The score in our own log, if it differs from the official one. It is never one that passes.
    Optional<Scored> scored() throws IOException {
        Matcher line = SCORED.matcher(story());
        return line.find()
                ? refused(line.group(2)).flatMap(
                        verdict -> refused(line.group(3)).map(strict -> new Scored(verdict, strict, line.group(1))))
                : Optional.empty();
    }

    private static Optional<Verdict> refused(String word) {
        return List.of(new Verdict.Tampered(), new Verdict.Unproved(), new Verdict.Unresolved(), new Verdict.TimedOut(),
                new Verdict.PatchRejected(), new Verdict.Error()).stream()
                .filter(verdict -> verdict.word().equals(word)).findFirst().map(verdict -> (Verdict) verdict);
    }

    private String story() throws IOException {
        return Files.isRegularFile(path.resolve(STORY)) ? text(STORY) : "";
    }

    private String text(String name) throws IOException {
        return new String(Files.readAllBytes(path.resolve(name)), StandardCharsets.UTF_8);
    }

    private static Observation tested(byte[] output) {
        Matcher timedOut = TIMED_OUT.matcher(new String(output, StandardCharsets.UTF_8));
        if (!timedOut.find()) return observation(StepNames.EVALUATE, new Ending.Exited(0), output);
        return observation(StepNames.EVALUATE,
                new Ending.TimedOut(Duration.ofSeconds(Long.parseLong(timedOut.group(1)))),
                Arrays.copyOf(output, output.length - timedOut.group().getBytes(StandardCharsets.UTF_8).length));
    }

    static Observation observation(String step, Ending ending, byte[] output) {
        return new Observation(StepNames.MAIN, step, 0, ending, output, 0, Duration.ZERO, Duration.ZERO, 0,
                Set.of(), 0);
    }

    static Evidence seen(Observation one) {
        return new Evidence("", List.of(one), Optional.empty());
    }
}

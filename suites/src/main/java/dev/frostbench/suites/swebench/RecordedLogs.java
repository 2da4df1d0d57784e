package dev.frostbench.suites.swebench;

import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.task.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Logs recorded by the official harness, or by a run of ours: any folder that holds a `test_output.txt`.
public final class RecordedLogs {

    private static final Pattern TIMED_OUT = Pattern.compile("\n\nTimeout error: (\\d{1,9}) seconds exceeded\\.\\s*\\z");

    private RecordedLogs() {}

    /// @param logs in the order of their folders' paths
    /// @param unknown folders with a log whose instance is not among the known
    public record Found(List<Recorded> logs, List<Path> unknown) {
        public Found {
            logs = List.copyOf(logs);
            unknown = List.copyOf(unknown);
        }
    }

    public record Recorded(Path folder, Prediction prediction, Evidence evidence) {}

    /// The instance is the folder's name, or the longest known id that the name begins with before a `.`;
    /// the model is the parent folder's name; equal instances of one model are samples 0, 1, …
    public static Found find(Path root, Collection<String> knownIds) throws IOException {
        var known = Set.copyOf(knownIds);
        var samples = new HashMap<List<String>, Integer>();
        var logs = new ArrayList<Recorded>();
        var unknown = new ArrayList<Path>();
        for (var folder : folders(root)) {
            var id = instance(folder.getFileName().toString(), known);
            if (id.isEmpty()) {
                unknown.add(folder);
                continue;
            }
            var parent = folder.toAbsolutePath().normalize().getParent().getFileName();
            var model = parent == null ? "unknown" : parent.toString();
            var sample = samples.merge(List.of(model, id.get()), 1, Integer::sum) - 1;
            var prediction = new Prediction(id.get(), model, sample, patch(folder));
            logs.add(new Recorded(folder, prediction, evidence(Files.readAllBytes(folder.resolve("test_output.txt")))));
        }
        return new Found(logs, unknown);
    }

    static Optional<String> instance(String folder, Set<String> known) {
        if (known.contains(folder)) return Optional.of(folder);
        return known.stream()
                .filter(id -> folder.startsWith(id + "."))
                .max(Comparator.comparingInt(String::length));
    }

    private static List<Path> folders(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().equals("test_output.txt"))
                    .filter(Files::isRegularFile)
                    .map(file -> file.toAbsolutePath().normalize().getParent())
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static String patch(Path folder) throws IOException {
        var patch = folder.resolve("patch.diff");
        // Without its patch a log is still a log of something: only the text is unknown.
        return Files.isRegularFile(patch)
                ? new String(Files.readAllBytes(patch), StandardCharsets.UTF_8)
                : "# the patch was not recorded\n";
    }

    private static Evidence evidence(byte[] output) {
        var text = new String(output, StandardCharsets.UTF_8);
        var timedOut = TIMED_OUT.matcher(text);
        Ending ending = new Ending.Exited(0);
        if (timedOut.find()) {
            ending = new Ending.TimedOut(Duration.ofSeconds(Long.parseLong(timedOut.group(1))));
            output = Arrays.copyOf(output, output.length - timedOut.group().length());
        }
        var seen = new Observation("main", EvaluationScript.EVALUATE, 0, ending, output, 0, Duration.ZERO,
                Duration.ZERO, 0, Set.of(), 0);
        return new Evidence("", List.of(seen), Optional.empty());
    }
}

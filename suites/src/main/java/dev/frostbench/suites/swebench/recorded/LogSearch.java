package dev.frostbench.suites.swebench.recorded;

import dev.frostbench.suites.kind.RecordedLogs.Found;
import dev.frostbench.suites.kind.RecordedLogs.Recorded;
import dev.frostbench.suites.kind.RecordedLogs.Scored;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One search for recorded logs, and what it has found so far.
final class LogSearch {

    private static final String SUBMITTED = "logs";

    private final KnownIds known;
    private final Map<List<String>, Integer> samples = new HashMap<>();
    private final List<Recorded> logs = new ArrayList<>();
    private final List<Path> unknown = new ArrayList<>();

    LogSearch(Collection<String> knownIds) {
        this.known = new KnownIds(knownIds);
    }

    Found below(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.map(path -> path.toAbsolutePath().normalize()).sorted(order()).toList()) {
                if (InstanceFolder.is(path)) folder(path);
                else if (OldLog.is(path)) oldLog(path);
            }
        }
        // last, since it counts only if there is no log
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.map(path -> path.toAbsolutePath().normalize()).filter(RunReport::is).sorted()
                    .toList())
                report(path);
        }
        return new Found(logs, unknown);
    }

    private void folder(Path path) throws IOException {
        var folder = new InstanceFolder(path);
        var id = known.named(path.getFileName().toString());
        if (id.isPresent())
            add(path, new Prediction(id.get(), model(path), 0, folder.patch()), folder.evidence(), folder.scored());
        else if (folder.holdsLog()) unknown.add(path);
    }

    private void oldLog(Path path) throws IOException {
        var id = known.named(path.getFileName().toString());
        if (id.isEmpty()) {
            unknown.add(path);
            return;
        }
        Set<String> models = new HashSet<>();
        try (Stream<Path> others = Files.list(path.getParent())) {
            others.filter(OldLog::is).forEach(other -> models.add(OldLog.model(other, known)));
        }
        // a folder of several models is no submission
        String model = models.size() == 1 && isSubmission(path) ? model(path) : OldLog.model(path, known);
        add(path, new Prediction(id.get(), model, 0, InstanceFolder.UNKNOWN_PATCH), OldLog.evidence(path),
                Optional.empty());
    }

    private void report(Path path) throws IOException {
        var report = RunReport.read(path);
        if (report.isEmpty()) return;
        Set<String> found = new HashSet<>();
        logs.stream().filter(log -> log.prediction().model().equals(report.get().model()))
                .forEach(log -> found.add(log.prediction().taskId()));
        for (String id : report.get().empty())
            if (known.holds(id) && found.add(id))
                add(path, new Prediction(id, report.get().model(), 0, ""),
                        new Evidence("", List.of(), Optional.empty()), Optional.empty());
        for (String id : report.get().errors())
            if (known.holds(id) && found.add(id))
                add(path, new Prediction(id, report.get().model(), 0, InstanceFolder.UNKNOWN_PATCH),
                        Evidence.trouble("", path.getFileName() + " calls it an error, and there is no log of it"),
                        Optional.empty());
    }

    private void add(Path where, Prediction of, Evidence evidence, Optional<Scored> scored) {
        int sample = samples.merge(List.of(of.model(), of.taskId()), 1, Integer::sum) - 1;
        logs.add(new Recorded(where, new Prediction(of.taskId(), of.model(), sample, of.text()), evidence, scored));
    }

    /// By path, except that the samples of one instance are in the order of their numbers: the tenth after the second.
    private Comparator<Path> order() {
        return Comparator.comparing((Path path) -> String.valueOf(path.getParent()))
                .thenComparing(path -> known.named(String.valueOf(path.getFileName()))
                        .orElse(String.valueOf(path.getFileName())))
                .thenComparing(path -> String.valueOf(path.getFileName()).length())
                .thenComparing(Path::toString);
    }

    private static boolean isSubmission(Path path) {
        Path parent = path.getParent();
        return parent.endsWith(SUBMITTED) && parent.getParent() != null && parent.getParent().getFileName() != null;
    }

    private static String model(Path path) {
        Path parent = isSubmission(path) ? path.getParent().getParent() : path.getParent();
        return parent.getFileName() == null ? "unknown" : parent.getFileName().toString();
    }
}

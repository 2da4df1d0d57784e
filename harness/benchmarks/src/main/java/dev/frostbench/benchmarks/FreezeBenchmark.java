package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.bench.Bench;
import dev.frostbench.harness.machine.DiskRoom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// How long a freeze after 1 MB of new data takes, and a fork, by the size and the depth of the snapshot.
///
/// A draft of the same change in one file takes its turn beside them.
///
/// Snapshots of 100 MB and 10 GB with 1, 10, 100 and 500 layers; the data in 1, 16 and 256 files; and lookups of a
/// thousand names that no layer has. They take turns, so that other work of the machine affects all alike.
public final class FreezeBenchmark implements Bench {

    private static final int WARM_UP = 4;
    private static final List<Integer> LAYERS = List.of(1, 10, 100, 500);
    private static final List<Integer> FILES = List.of(1, 16, 256);

    private record Subject(Snapshot snapshot, int layers, Figures figures) {

        long baseBytes() {
            return snapshot.manifest().layers().getFirst().bytes();
        }
    }

    @Override
    public String name() {
        return "freeze";
    }

    @Override
    public String about() {
        return "freeze after 1 MB of new data, from snapshots of 100 MB and 10 GB with 1 to 500 layers [ROUNDS]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return Compiler.lack();
    }

    @Override
    public JsonNode run(List<String> args) throws IOException, InterruptedException {
        int rounds = new Arguments(name(), args, "ROUNDS").number(0, 30);
        try (BenchFolder folder = BenchFolder.make()) {
            DiskRoom.require(folder.path(), BenchSnapshots.LARGE + BenchSnapshots.LARGE / 10,
                    "the snapshots of the benchmark");
            try (BenchSnapshots snapshots = BenchSnapshots.open(folder.path())) {
                return measure(snapshots, rounds);
            }
        }
    }

    private static JsonNode measure(BenchSnapshots snapshots, int rounds) throws IOException, InterruptedException {
        List<Subject> subjects = new ArrayList<>();
        for (long base : List.of(BenchSnapshots.SMALL, BenchSnapshots.LARGE))
            for (int layers : LAYERS)
                subjects.add(new Subject(snapshots.snapshot(base, layers), layers, new Figures()));
        for (int round = 0; round < rounds + WARM_UP; round++) {
            for (Subject subject : subjects) measure(snapshots, subject, round >= WARM_UP);
        }
        ArrayNode rows = JsonMapper.shared().createArrayNode();
        for (Subject subject : subjects) {
            var row = rows.addObject().put("base_bytes", subject.baseBytes()).put("layers", subject.layers());
            subject.figures().report(row);
            row.put("rounds", rounds);
        }
        return rows;
    }

    private static void measure(BenchSnapshots snapshots, Subject subject, boolean counts)
            throws IOException, InterruptedException {
        // forks are quick, so several are needed for a meaningful median
        for (int i = 0; i < 5; i++) subject.figures().add("fork", snapshots.first(subject.snapshot()), counts);
        subject.figures().add("thousand_missing_names", Stopwatch.missingNames(snapshots, subject.snapshot()), counts);
        for (int files : FILES) {
            String name = files == 1 ? "freeze" : "freeze_" + files + "_files";
            subject.figures().add(name, freeze(snapshots, subject, files, FreezeRequest.by("bench")), counts);
        }
        subject.figures().add("draft", freeze(snapshots, subject, 1, FreezeRequest.by("bench").draft()), counts);
    }

    private static long freeze(BenchSnapshots snapshots, Subject subject, int files, FreezeRequest request)
            throws IOException, InterruptedException {
        return Stopwatch.freeze(snapshots.runtime(), subject.snapshot(), new Change(files), request);
    }
}

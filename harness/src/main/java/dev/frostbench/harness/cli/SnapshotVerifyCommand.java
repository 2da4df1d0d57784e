package dev.frostbench.harness.cli;

import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.LocalStore;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot verify`: hashes again what snapshots hold.
@Command(name = "verify", description = "Hash again what one snapshot holds, or every name's; 3 when something is damaged, which is named.")
final class SnapshotVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "S", description = "A name, a digest, or its unique beginning; all names if left out.")
    private String reference;

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        int layers;
        try (Workshop workshop = Workshop.open(Places.of(System.getenv()))) {
            LocalStore store = workshop.store();
            Set<Digest> wanted = layers(store, problems);
            for (Digest layer : wanted) problems.addAll(store.check(layer));
            layers = wanted.size();
        }
        var out = spec.commandLine().getOut();
        problems.forEach(problem -> out.println(dev.frostbench.reports.TerminalText.clean(problem)));
        out.println(layers + (layers == 1 ? " layer" : " layers") + " hashed, " + (problems.isEmpty() ? "nothing is damaged" : problems.size() + " damaged"));
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.MACHINE;
    }

    private Set<Digest> layers(LocalStore store, List<String> problems) throws IOException {
        Collection<String> references = reference != null ? List.of(reference) : store.names().values().stream().map(Digest::text).toList();
        if (reference == null) for (Map.Entry<String, ?> name : store.damagedNames().entrySet())
            problems.add("name " + name.getKey() + ": is damaged");
        Set<Digest> layers = new LinkedHashSet<>();
        for (String each : references) {
            try {
                Snapshot snapshot = reference != null ? SnapshotCommand.find(store, "snapshot verify", each)
                        : store.find(each).orElseThrow(() -> new IOException("snapshot " + each + ": its manifest is missing"));
                snapshot.manifest().layers().stream().map(Manifest.Layer::digest).forEach(layers::add);
            } catch (IOException damaged) {
                problems.add(damaged.getMessage());
            }
        }
        return layers;
    }
}

package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.snapshot.reclaim.Garbage;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `snapshot gc`: frees what nothing uses. Other processes may use the store meanwhile.
@Command(name = "gc", description = {"Free what neither a name, nor a running Frostbench, nor a young build step uses.",
        "Other commands may work in the store meanwhile."}, sortOptions = false)
final class SnapshotGcCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--dry-run", description = "Say what would be freed, and free nothing.")
    private boolean dryRun;

    @Option(names = "--steps", paramLabel = "DAYS", defaultValue = "7",
            description = "Keep the steps of unfinished builds that are younger than this, and caches of Dockerfiles"
                    + " and of compilers and blobs of broken pulls that were used since then; by default 7, 0 keeps"
                    + " none.")
    private long days;

    @Option(names = "--json", description = "As JSON, in bytes.")
    private boolean json;

    SnapshotGcCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (days < 0 || days > 36500)
            throw new BadInput(
                    Problem.of("snapshot gc", "--steps", "must be 0 to 36500 days, got " + days, "leave it out for 7"));
        Instant young = days == 0 ? Instant.MAX : Instant.now().minus(Duration.ofDays(days));
        try (Machine machine = Machine.open(Places.of(settings))) {
            Garbage garbage = machine.store().collect(young, dryRun);
            spec.commandLine().getOut().println(json ? json(garbage) : text(garbage));
        }
        return ExitCode.DONE;
    }

    private String json(Garbage garbage) {
        var root = JsonNodeFactory.instance.objectNode().put("dry_run", dryRun);
        garbage.steps().forEach(root.putArray("steps")::add);
        var snapshots = root.putArray("snapshots");
        garbage.snapshots().forEach(snapshot -> snapshots.add(snapshot.text()));
        var layers = root.putArray("layers");
        garbage.layers().forEach((layer, bytes) -> layers.addObject().put("digest", layer.text()).put("bytes", bytes));
        garbage.files().forEach(root.putArray("files")::add);
        var downloads = root.putArray("downloads");
        garbage.downloads().forEach((path, bytes) -> downloads.addObject().put("path", path).put("bytes", bytes));
        root.put("bytes", garbage.bytes());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private String text(Garbage garbage) {
        var text = new StringBuilder();
        garbage.snapshots()
                .forEach(snapshot -> text.append("snapshot ").append(snapshot).append(System.lineSeparator()));
        garbage.layers().forEach((layer, bytes) -> text.append("layer ").append(layer).append("  ")
                .append(ByteSize.mebibytes(bytes)).append(System.lineSeparator()));
        garbage.files().forEach(file -> text.append("file ").append(file).append(System.lineSeparator()));
        garbage.downloads().forEach((path, bytes) -> text.append("download ").append(path).append("  ")
                .append(ByteSize.mebibytes(bytes)).append(System.lineSeparator()));
        String downloaded = garbage.downloads().isEmpty() ? ""
                : ", and " + ByteSize.mebibytes(garbage.downloaded())
                        + " of " + Plural.of(garbage.downloads().size(), "download");
        return text + (dryRun ? "would free " : "freed ") + ByteSize.mebibytes(garbage.bytes()) + " in "
                + Plural.of(garbage.layers().size(), "layer") + ", of "
                + Plural.of(garbage.snapshots().size(), "snapshot") + " and "
                + Plural.of(garbage.steps().size(), "build step") + downloaded;
    }
}

package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.snapshot.reclaim.SharedFiles;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `snapshot dedupe`: stores equal files of several layers once.
@Command(name = "dedupe", sortOptions = false, description = {
        "Store what files of several layers have alike once; digests do not change.",
        "On XFS and btrfs equal content shares blocks of the disk, and nothing of it shows. Elsewhere files that are"
                + " equal, metadata"
                + " too, become hard links: what a running Frostbench uses is left for another time, and inside they"
                + " show more links."})
final class SnapshotDedupeCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--dry-run", description = "Say what would be shared, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "As JSON, in bytes.")
    private boolean json;

    SnapshotDedupeCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        try (Machine machine = Machine.open(Places.of(settings))) {
            SharedFiles shared = machine.store().share(dryRun);
            spec.commandLine().getOut().println(json
                    ? JsonNodeFactory.instance.objectNode().put("dry_run", dryRun).put("files", shared.files())
                            .put("bytes", shared.bytes()).put("layers", shared.layers())
                            .put("layers_in_use", shared.inUse()).toPrettyString()
                    : (dryRun ? "would share " : "shared ") + shared.files() + " files of " + shared.layers()
                            + " layers, "
                            + ByteSize.mebibytes(shared.bytes())
                            + (shared.inUse() == 0 ? ""
                                    : "; " + shared.inUse() + " layers are in use and were left alone"));
        }
        return ExitCode.DONE;
    }
}

package dev.frostbench.harness.cli;

import picocli.CommandLine.Command;

/// `snapshot`: the store's snapshots, and what they take.
@Command(name = "snapshot", description = "Snapshots: what they take, and freeing what nothing uses.",
        synopsisSubcommandLabel = "COMMAND", subcommands = {SnapshotDuCommand.class, SnapshotGcCommand.class})
final class SnapshotCommand {}

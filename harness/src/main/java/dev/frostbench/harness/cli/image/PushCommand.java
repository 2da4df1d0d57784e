package dev.frostbench.harness.cli.image;

import dev.frostbench.fixtures.image.registry.Reference;
import dev.frostbench.fixtures.image.transfer.Compression;
import dev.frostbench.fixtures.image.transfer.RegistryPush;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.cli.snapshot.SnapshotCommand;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `push`: a snapshot becomes an image in a registry.
@Command(name = "push", sortOptions = false,
        description = "Put a snapshot into a registry, as a container image.",
        footer = {"", "Layers that the registry has are not sent again. Whoever pulls the image with Frostbench has the"
                + " same snapshot, to the digest. Who you are is read from where docker login keeps it."})
public final class PushCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "S",
            description = "A snapshot's or fixture's name, a digest, or its unique beginning.")
    private String snapshot;

    @Parameters(index = "1", paramLabel = "REF", description = "[HOST[:PORT]/]REPOSITORY[:TAG].")
    private String reference;

    @Option(names = "--compression", paramLabel = "C", defaultValue = "gzip",
            description = "Of layers: gzip, zstd or none; by default gzip. Docker before version 23 reads no zstd.")
    private String compression;

    @Option(names = "--plain-http", description = "The registry has no TLS.")
    private boolean plainHttp;

    @Mixin
    private Loudness loudness;

    PushCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        Reference to = Reference.of(reference);
        Compression how = Compression.of(compression, "push");
        try (Machine machine = Machine.open(Places.of(settings))) {
            Snapshot found = SnapshotCommand.find(machine.store(), "push", snapshot);
            Digest digest = RegistryPush.put(found, machine.store(), to, settings.registry(plainHttp), how,
                    new TransferLines(loudness.lines(spec.commandLine().getOut()), "send"));
            spec.commandLine().getOut().println(to.text() + " " + digest);
        }
        return ExitCode.DONE;
    }
}

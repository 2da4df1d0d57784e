package dev.frostbench.harness.cli.image;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.image.ImageSink;
import dev.frostbench.fixtures.image.archive.ImagePlace;
import dev.frostbench.fixtures.image.transfer.Compression;
import dev.frostbench.fixtures.image.transfer.ImageExport;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.cli.snapshot.SnapshotCommand;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `export`: a snapshot becomes an image on this machine.
@Command(name = "export", sortOptions = false,
        description = "Write a snapshot as a container image that Docker and others run.",
        footer = {"", "Docker's own archives hold layers uncompressed, whatever --compression says."})
public final class ExportCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "S",
            description = "A snapshot's or fixture's name, a digest, or its unique beginning.")
    private String reference;

    @Parameters(index = "1", paramLabel = "DEST", description = "oci:DIR[:TAG], oci-archive:FILE[:TAG],"
            + " docker-archive:FILE[:REFERENCE] or docker-daemon:REFERENCE.")
    private String destination;

    @Option(names = "--compression", paramLabel = "C", defaultValue = "gzip",
            description = "Of layers: gzip, zstd or none; by default gzip.")
    private String compression;

    @Mixin
    private Loudness loudness;

    ExportCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        ImagePlace place = ImagePlace.of(destination, "export");
        Compression how = place.isForDocker() ? Compression.NONE : Compression.of(compression, "export");
        try (Machine machine = Machine.open(Places.of(settings))) {
            Snapshot snapshot = SnapshotCommand.find(machine.store(), "export", reference);
            Path scratch = machine.store().workshop();
            try (ImageSink sink = place.sink(dockerName(reference), scratch, settings.environment())) {
                Digest image = ImageExport.put(snapshot, machine.store(), sink, how,
                        new TransferLines(loudness.lines(spec.commandLine().getOut()), "write"), scratch);
                spec.commandLine().getOut().println(destination + " " + image);
            }
        }
        return ExitCode.DONE;
    }

    /// A name in the form that Docker allows: lower case, and no plus signs.
    private static String dockerName(String reference) {
        String name = reference.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/]+", "-").replaceAll("-*/-*", "/")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "frostbench" : name;
    }
}

package dev.frostbench.harness.cli.image;

import dev.frostbench.fixtures.image.ImageSource;
import dev.frostbench.fixtures.image.Platform;
import dev.frostbench.fixtures.image.archive.ImagePlace;
import dev.frostbench.fixtures.snapshot.SnapshotName;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `import`: an image that is on this machine becomes a snapshot.
@Command(name = "import", sortOptions = false,
        description = "Take a container image that is on this machine into the store, as a snapshot.",
        footer = {"", "An image that Frostbench exported becomes the snapshot it was made of, to the digest."})
public final class ImportCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "oci:DIR[:TAG], oci-archive:FILE[:TAG],"
            + " docker-archive:FILE[:REFERENCE] or docker-daemon:REFERENCE.")
    private String source;

    @Option(names = "--name", required = true, paramLabel = "NAME",
            description = "NAME or ORG/NAME; a name that is there moves.")
    private String name;

    @Option(names = "--platform", paramLabel = "P",
            description = "Of several images, the one for this platform, e.g. linux/arm64; by default this machine's.")
    private Optional<String> platform = Optional.empty();

    @Mixin
    private Loudness loudness;

    ImportCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        SnapshotName.checked(name);
        ImagePlace place = ImagePlace.of(source, "import");
        Optional<Platform> wanted = platform.map(text -> Platform.of(text, "import --platform"));
        try (Machine machine = Machine.open(Places.of(settings));
                ImageSource image = place.source(machine.store().workshop(), settings.environment())) {
            ImageIntoStore.take(image, wanted, name, machine.store(), spec.commandLine().getOut(), loudness);
        }
        return ExitCode.DONE;
    }
}

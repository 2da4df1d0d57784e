package dev.frostbench.harness.cli.image;

import dev.frostbench.fixtures.image.Platform;
import dev.frostbench.fixtures.image.registry.Reference;
import dev.frostbench.fixtures.image.registry.RegistryImage;
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

/// `pull`: an image of a registry becomes a snapshot.
@Command(name = "pull", sortOptions = false,
        description = "Fetch a container image from a registry into the store, as a snapshot.",
        footer = {"",
                "Layers that are here are not fetched again, and what a pull that broke off fetched is kept for the"
                        + " next. Who you are is read from where docker login keeps it."})
public final class PullCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REF", description = "[HOST[:PORT]/]REPOSITORY[:TAG][@DIGEST].")
    private String reference;

    @Option(names = "--name", paramLabel = "NAME",
            description = "NAME or ORG/NAME; by default the last part of the repository, and -TAG if that is not"
                    + " latest. A name that is there moves.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--platform", paramLabel = "P",
            description = "Of several images, the one for this platform, e.g. linux/arm64; by default this machine's.")
    private Optional<String> platform = Optional.empty();

    @Option(names = "--plain-http", description = "The registry has no TLS.")
    private boolean plainHttp;

    @Mixin
    private Loudness loudness;

    PullCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        name.ifPresent(SnapshotName::checked);
        Reference from = Reference.of(reference);
        String called = SnapshotName.checked(name.orElseGet(() -> usualName(from)));
        Optional<Platform> wanted = platform.map(text -> Platform.of(text, "pull --platform"));
        try (Machine machine = Machine.open(Places.of(settings));
                RegistryImage image = new RegistryImage(from, settings.registry(plainHttp))) {
            ImageIntoStore.take(image, wanted, called, machine.store(), spec.commandLine().getOut(), loudness);
        }
        return ExitCode.DONE;
    }

    private static String usualName(Reference from) {
        String last = from.repository().substring(from.repository().lastIndexOf('/') + 1);
        return last + from.tag().filter(tag -> !tag.equals("latest")).map(tag -> "-" + tag).orElse("");
    }
}

package dev.frostbench.harness.cli.options;

import dev.frostbench.harness.machine.Settings;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--backend`: what makes the sandboxes of a run.
public final class BackendOption {

    @Option(names = "--backend", paramLabel = "B",
            description = "What makes the sandboxes: namespaces (by default), copy if there is no overlayfs, or docker."
                    + " Fixtures are built without Docker all the same.")
    private Optional<String> name = Optional.empty();

    /// The settings of this machine, with this backend instead of theirs.
    public Settings of(Settings settings) {
        return settings.backend(name, "--backend");
    }
}

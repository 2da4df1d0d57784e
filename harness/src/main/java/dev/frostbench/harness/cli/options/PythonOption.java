package dev.frostbench.harness.cli.options;

import dev.frostbench.harness.build.PythonChoice;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--python`: the interpreter of this machine that fixtures use if their recipes take any Python 3.
public final class PythonOption {

    @Option(names = "--python", paramLabel = "V",
            description = "A version (3.12) or the path of the Python that 'host' is built from.")
    private String python;

    public PythonChoice choice() {
        return new PythonChoice(Optional.ofNullable(python));
    }
}

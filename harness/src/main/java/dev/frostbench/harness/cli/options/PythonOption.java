package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.host.Interpreter;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--python`: the interpreter of this machine that fixtures use if their recipes take any Python 3.
public final class PythonOption {

    @Option(names = "--python", paramLabel = "V",
            description = "A version (3.12) or the path of the Python that 'host' is built from.")
    private String python;

    /// A version, or the full path of a program.
    public Optional<String> asked() {
        if (python == null) return Optional.empty();
        if (Interpreter.isVersion(python)) return Optional.of(python);
        if (!python.contains("/"))
            throw wrong("is neither a version nor a path", "write e.g. --python 3.12 or --python /usr/bin/python3");
        return Optional.of(Path.of(python).toAbsolutePath().normalize().toString());
    }

    /// Refuses a choice that would change nothing.
    public void check(FixtureLibrary library, Collection<String> fixtures) {
        if (python == null) return;
        for (String fixture : fixtures) if (takes(library, fixture)) return;
        throw wrong(
                "changes nothing: the recipes of " + String.join(", ", fixtures)
                        + " say which Python they take, or take none",
                "leave it out, or write the version into the recipe");
    }

    private static boolean takes(FixtureLibrary library, String fixture) {
        try {
            return library.takesAnyPython(fixture);
        } catch (java.io.IOException | BadInput why) {
            return true; // its build will report it
        }
    }

    private BadInput wrong(String what, String cure) {
        return new BadInput(Problem.of("--python", "'" + python + "'", what, cure));
    }
}

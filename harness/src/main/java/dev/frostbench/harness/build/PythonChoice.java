package dev.frostbench.harness.build;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.host.Interpreter;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/// Which of this machine's interpreters a user wants for fixtures whose recipes take any Python 3.
///
/// @param given a version or the path of a program, as the user wrote it; empty for the standard one
public record PythonChoice(Optional<String> given) {

    /// Nobody asked for one.
    public static final PythonChoice NONE = new PythonChoice(Optional.empty());

    /// A version, or the full path of a program.
    public Optional<String> asked() {
        if (given.isEmpty()) return Optional.empty();
        String python = given.get();
        if (Interpreter.isVersion(python)) return given;
        if (!python.contains("/"))
            throw wrong("is neither a version nor a path", "write e.g. --python 3.12 or --python /usr/bin/python3");
        return Optional.of(Path.of(python).toAbsolutePath().normalize().toString());
    }

    /// Refuses a choice that would change nothing.
    public void check(FixtureLibrary library, Collection<String> fixtures) {
        if (given.isEmpty()) return;
        for (String fixture : fixtures) if (takes(library, fixture)) return;
        throw wrong(
                "changes nothing: the recipes of " + String.join(", ", fixtures)
                        + " say which Python they take, or take none",
                "leave it out, or write the version into the recipe");
    }

    private static boolean takes(FixtureLibrary library, String fixture) {
        try {
            return library.takesAnyPython(fixture);
        } catch (IOException | BadInput why) {
            return true; // its build will report it
        }
    }

    private BadInput wrong(String what, String cure) {
        return new BadInput(Problem.of("--python", "'" + given.orElse("") + "'", what, cure));
    }
}

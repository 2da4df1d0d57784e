package dev.frostbench.harness.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The suites that ship with this program, which people call by their names.
///
/// @param folder with a folder of each suite
public record ShippedSuites(Path folder) {

    private static final String FILE = "suite.yaml";

    public static ShippedSuites ofThisProgram() {
        return new ShippedSuites(Places.ofLauncher().resolve("suites"));
    }

    /// In the order of their names.
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(FILE)))
                    .map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /// The suite file that a user means: a file that is there, the `suite.yaml` of a folder, or a name. Throws
    /// `BadInput` if it is a name and no suite has it.
    public Path file(Path given) throws IOException {
        Optional<Path> found = find(given);
        String word = given.toString();
        if (found.isPresent() || !isName(word) || Files.exists(given)) return found.orElse(given);
        throw new BadInput(Problem.of(word, "this suite", "is neither a file nor the name of a suite",
                Suggestion.cure(word, names(), "the suites that ship are: " + String.join(", ", names()))));
    }

    /// The same, but empty if there is no such suite.
    public Optional<Path> find(Path given) {
        String word = given.toString();
        if (Files.isRegularFile(given)) return Optional.of(given);
        if (!word.isEmpty() && Files.isRegularFile(given.resolve(FILE))) return Optional.of(given.resolve(FILE));
        Path shipped = folder.resolve(word).resolve(FILE);
        return isName(word) && Files.isRegularFile(shipped) ? Optional.of(shipped) : Optional.empty();
    }

    private static boolean isName(String word) {
        return word.matches("[A-Za-z0-9_-]+");
    }
}

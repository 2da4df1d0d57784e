package dev.frostbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages tell of what is there.
class DocumentsTest {

    private static final Path TOP = Path.of("..");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`");

    @Test
    void everyTypeThatTheArchitecturePageNamesExists() throws IOException {
        Set<String> files;
        try (Stream<Path> walked = Files.walk(TOP)) {
            files = walked.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length())).collect(Collectors.toSet());
        }
        Set<String> named = TYPE.matcher(Files.readString(TOP.resolve("ARCHITECTURE.md"))).results()
                .map(match -> match.group(1)).collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(files).containsAll(named);
    }

    @Test
    void everyCommandOfTheReadmeHasAHelpText() throws IOException {
        var commands = Pattern.compile("(?m)^\\| `([a-z]+)").matcher(Files.readString(TOP.resolve("README.md")))
                .results()
                .map(match -> match.group(1)).toList();
        assertThat(commands).isNotEmpty();
        for (String command : commands)
            assertThat(Path.of("src/test/resources/help", command + ".txt")).exists();
    }
}

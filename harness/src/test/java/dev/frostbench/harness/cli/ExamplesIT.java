package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that the examples and the pages on suites and recipes show, run from the project's folder. Each ends
/// well and in time. What a command writes beside a suite is removed again.
@Tag("sandbox")
class ExamplesIT {

    private static final Path DOCS = Launched.HOME.resolve("docs");
    /// A command is alone in a comment or a block and begins with one of our programs.
    private static final Pattern COMMAND = Pattern
            .compile("(?m)^(?:#|///)?\\s+((?:\\./frostbench|fixtures/launch/bin/java) (?:.*\\\\\n)*.*)$");
    /// The end of a line that goes on in the next one.
    private static final Pattern GOES_ON = Pattern.compile("\\\\\n(?:#|///)?\\s+");
    private static final String LONGEST_SECONDS = "600";

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        List<Path> files = new ArrayList<>(List.of(DOCS.resolve("suites.md"), DOCS.resolve("recipes.md")));
        try (Stream<Path> examples = Files.walk(DOCS.resolve("examples"))) {
            examples.filter(Files::isRegularFile).filter(file -> !file.toString().contains("/target/")).sorted()
                    .forEach(files::add);
        }
        for (Path file : files)
            COMMAND.matcher(Files.readString(file)).results()
                    .map(found -> GOES_ON.matcher(found.group(1)).replaceAll("")).forEach(commands::add);
        assertThat(commands).hasSizeGreaterThan(4).noneMatch(command -> command.endsWith("\\"));
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void runs(String command) throws Exception {
        String line = command.matches("\\./frostbench (run|validate|search) .*")
                ? command + " --out '" + folder.resolve("report") + "'"
                : command;
        Launched.start(folder, Map.of("FROSTBENCH_STORE", store.toString()),
                List.of("timeout", LONGEST_SECONDS, "sh", "-c", "cd '" + Launched.HOME + "' && " + line)).ended(0);
    }
}

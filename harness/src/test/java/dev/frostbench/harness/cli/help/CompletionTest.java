package dev.frostbench.harness.cli.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.harness.cli.Frostbench;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts in the shells they are for, and the manual page in the program that formats it.
///
/// A shell that is not installed is a skip. In CI it is a failure, by `FROSTBENCH_SHELLS=required`.
class CompletionTest {

    /// Completes the words that it is given, of which the last may be empty.
    private static final String BASH = """
            source "$1"
            shift
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            compopt() { :; }
            _complete_frostbench
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /// Types words and a tab into a shell that has a terminal, and prints what the shell showed.
    private static final String ZSH = """
            zmodload zsh/zpty
            zpty z 'TERM=dumb zsh -f -i'
            zpty -w z "PROMPT=; autoload -U compinit; compinit -u -D; source '$1'; bindkey '^I' complete-word; echo REA''DY"
            while zpty -r z line; do [[ $line == *READY* ]] && break; done
            zpty -w -n z $'frostbench snapsh\\tbui\\t--tar\\t'
            zpty -w z $'\\n'
            while zpty -r z line; do print -rn -- "$line"; [[ $line == *'not found'* ]] && break; done
            zpty -d z
            """;

    @TempDir
    Path folder;

    @Test
    void bashCompletesCommandsOptionsAndSuites() throws Exception {
        Path script = script("bash");
        assertThat(bash(script, "frostbench", "ru")).containsExactlyInAnyOrder("run", "runs");
        assertThat(bash(script, "frostbench", "snapshot", "b")).containsExactly("build");
        assertThat(bash(script, "frostbench", "run", "--wor")).containsExactly("--workers");
        assertThat(bash(script, "frostbench", "runs", "show", "--")).contains("--json").doesNotContain("--all");
    }

    @Test
    void fishCompletesTheSame() throws Exception {
        Path script = script("fish");
        installed("fish");
        assertThat(fish(script, "frostbench ru")).containsExactlyInAnyOrder("run", "runs");
        assertThat(fish(script, "./frostbench snapshot b")).containsExactly("build");
        assertThat(fish(script, "frostbench run --wor")).containsExactly("--workers");
        // an option of another command by the same last word
        assertThat(fish(script, "frostbench runs show --")).contains("--json").doesNotContain("--all");
        assertThat(fish(script, "frostbench show --")).contains("--json", "--all");
    }

    @Test
    void suitesThatShipAreCompleted() throws Exception {
        String before = System.setProperty("frostbench.home", Path.of("..").toString());
        try {
            assertThat(bash(script("bash"), "frostbench", "run", "star")).containsExactly("starter");
            Path script = script("fish");
            installed("fish");
            assertThat(fish(script, "frostbench run star")).contains("starter");
        } finally {
            if (before == null) System.clearProperty("frostbench.home");
            else
                System.setProperty("frostbench.home", before);
        }
    }

    @Test
    void zshCompletesTheSame() throws Exception {
        Path script = script("zsh");
        installed("zsh");
        assertThat(run("zsh", "-f", "-c", ZSH, "zsh", script.toString()).replaceAll("[\\x08\\r ]+", " "))
                .contains("frostbench snapshot build --target");
    }

    @Test
    void theManualPageIsSoundAndNamesEveryCommand() throws Exception {
        Path page = Files.writeString(folder.resolve("frostbench.1"), said("help", "--man"));
        installed("mandoc");
        // a page without a date is a warning only
        assertThat(run("mandoc", "-T", "lint", "-W", "warning", page.toString()).lines())
                .noneMatch(line -> !line.contains("missing date"));
        String shown = run("mandoc", "-T", "ascii", page.toString()).replaceAll(".\\x08", "");
        assertThat(shown).contains("   snapshot build\n", "   runs remove\n", "--fail-under=RATE", "50%");
    }

    @Test
    void helpIsTheHelpOfTheCommand() {
        assertThat(said("help", "run")).isEqualTo(said("run", "--help"));
        assertThat(said("help", "snapshot", "tag")).isEqualTo(said("snapshot", "tag", "--help"));
        assertThat(said("help")).isEqualTo(said("--help"));
    }

    private Path script(String shell) throws IOException {
        return Files.writeString(folder.resolve("completion." + shell), said("completion", shell));
    }

    private List<String> bash(Path script, String... words) throws Exception {
        List<String> argv = Stream.concat(Stream.of("bash", "-c", BASH, "bash", script.toString()), Stream.of(words))
                .toList();
        return run(argv.toArray(String[]::new)).lines().map(String::strip).toList();
    }

    private List<String> fish(Path script, String typed) throws Exception {
        return run("fish", "-N", "-c", "source $argv[1]; complete -C $argv[2]", script.toString(), typed).lines()
                .map(line -> line.split("\t")[0]).toList();
    }

    private static void installed(String program) {
        boolean there = Stream.of("/usr/bin", "/bin", "/usr/local/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there && "required".equals(System.getenv("FROSTBENCH_SHELLS")))
            throw new AssertionError(program + " is not installed; apt-get install " + program);
        assumeTrue(there, program + " is not installed; apt-get install " + program);
    }

    private String run(String... argv) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(argv).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private static String said(String... words) {
        var out = new StringWriter();
        var silent = new PrintWriter(new StringWriter());
        assertThat(Frostbench.commandLine(new PrintWriter(out, true), silent).execute(words)).isZero();
        return out.toString();
    }
}

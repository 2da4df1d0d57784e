package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.console.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Every command writes to an output that accepts nothing. [LostOutputIT] tests real full disks and closed pipes.
class LostOutputTest {

    private static final class Refusing extends OutputStream {
        private final String why;

        Refusing(String why) {
            this.why = why;
        }

        @Override
        public void write(int one) throws IOException {
            throw new IOException(why);
        }
    }

    @Test
    void helpThatCannotBeWrittenIsTroubleOfTheMachineInEveryCommand() {
        for (List<String> command : every()) {
            var err = new StringWriter();
            assertThat(help(command, "No space left on device", err)).as("%s", command).isEqualTo(3);
            assertThat(err.toString().lines()).as("%s", command)
                    .containsExactly("frostbench: standard output could not be written: No space left on device");
        }
    }

    @Test
    void whoeverReadTheHelpMayGoAwayAndIsToldNothing() {
        for (List<String> command : every()) {
            var err = new StringWriter();
            assertThat(help(command, "Broken pipe", err)).as("%s", command).isEqualTo(141);
            assertThat(err.toString()).as("%s", command).isEmpty();
        }
    }

    @Test
    void theVersionIsSuchAnOutputToo() {
        var err = new StringWriter();
        assertThat(Frostbench.execute(new StandardOutput(new Refusing("No space left on device")), new PrintWriter(err),
                "--version")).isEqualTo(3);
    }

    @Test
    void whatWentWrongBeforeKeepsItsCode() {
        var stdout = new StandardOutput(new Refusing("No space left on device"));
        new PrintWriter(stdout, true).println("x");
        for (int code : List.of(2, 3, 4, 125, 130)) assertThat(stdout.codeAfter(code, _ -> {})).isEqualTo(code);
        for (int code : List.of(0, 1)) assertThat(stdout.codeAfter(code, _ -> {})).isEqualTo(3);
    }

    private static int help(List<String> command, String why, StringWriter err) {
        var words = new ArrayList<>(command);
        words.add("--help");
        return Frostbench.execute(new StandardOutput(new Refusing(why)), new PrintWriter(err),
                words.toArray(String[]::new));
    }

    /// The words of every command of the model, groups of commands included.
    private static List<List<String>> every() {
        var silent = new PrintWriter(new StringWriter());
        List<List<String>> found = new ArrayList<>();
        collect(Frostbench.commandLine(silent, silent), List.of(), found);
        assertThat(found).hasSizeGreaterThan(30);
        return found;
    }

    private static void collect(CommandLine line, List<String> words, List<List<String>> found) {
        found.add(words);
        line.getSubcommands().forEach((name, below) -> {
            var longer = new ArrayList<>(words);
            longer.add(name);
            collect(below, longer, found);
        });
    }
}

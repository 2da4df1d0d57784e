package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    private static final boolean REWRITE = "rewrite".equals(System.getProperty("frostbench.golden"));
    private static final Path GOLDEN = Path.of("src/test/resources/help");

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    @Test
    void everyHelpTextIsItsGoldenFileInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("en", "de-DE", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(say("--help").out()).isEqualTo(golden("frostbench", say("--help").out()));
                for (String command : commands())
                    assertThat(say(command, "--help").out())
                            .as("%s in %s", command, tag)
                            .isEqualTo(golden(command, say(command, "--help").out()));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyCommandIsFoundByTheNameOfItsClass() {
        var silent = new PrintWriter(new StringWriter());
        for (String command : Frostbench.commandLine(silent, silent).getSubcommands().keySet())
            assertThat(Frostbench.wanted(command)).as(command)
                    .hasSize(List.of("help", "completion").contains(command) ? 0 : 1);
        assertThat(Frostbench.wanted("bensh")).isEmpty();
        assertThat(Frostbench.wanted("Exec")).isEmpty();
    }

    @Test
    void aMisspeltCommandIsOneLineWithASuggestion() {
        Said said = say("bensh");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).isEqualToIgnoringNewLines(
                "frostbench: unknown command 'bensh', did you mean 'bench'?; see frostbench --help");
    }

    @Test
    void helpForACommandThatIsNotThereIsAnErrorWithASuggestionWhereverHelpStands() {
        for (String[] line : new String[][]{{"bensh", "--help"}, {"--help", "bensh"}, {"bensh", "-h"},
                {"fixture", "biuld", "--help"}, {"snapshot", "--help", "shw"}}) {
            Said said = say(line);
            assertThat(said.code()).as(String.join(" ", line)).isEqualTo(2);
            assertThat(said.out()).isEmpty();
            assertThat(said.err().lines()).singleElement().asString().contains("unknown command '")
                    .contains(", did you mean '");
        }
        assertThat(say("fixture", "--help").code()).isZero();
        assertThat(say("fixture", "build", "--help").code()).isZero();
    }

    @Test
    void aMisspeltOptionIsNamedAlsoWhenSomethingElseIsMissing() {
        Said said = say("report", "--hlp");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines()).hasSize(1).first().asString()
                .contains("unknown option '--hlp', did you mean '--help'?");
    }

    @Test
    void nothingAtAllShowsTheHelpAndFails() {
        assertThat(say().code()).isEqualTo(2);
        assertThat(say().err()).contains("Usage: frostbench");
    }

    @Test
    void aRunThatIsNotThereIsBadInput() {
        Said said = say("report", folder.resolve("none").toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines()).hasSize(1);
    }

    @Test
    void aDamagedLedgerIsBadInputWithItsLineAndNothingIsWritten() throws IOException {
        Files.writeString(folder.resolve("ledger.jsonl"), "{\"seq\":0,\"crc32c\":\"00000000\",\"record\":{}}\n");
        Said said = say("report", folder.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("ledger.jsonl:1: this record is damaged");
        assertThat(folder).isDirectoryNotContaining("glob:**.{csv,html}");
    }

    @Test
    void aRunStoppedBeforeItsPlanSaysHowToGoOn() throws IOException {
        Files.writeString(folder.resolve("ledger.jsonl"), "");
        Said said = say("report", folder.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--resume");
    }

    @Test
    void everyHelpTextFitsSixtyColumns() {
        var out = new StringWriter();
        var line = Frostbench.commandLine(new PrintWriter(out, true), new PrintWriter(new StringWriter()));
        line.setUsageHelpWidth(60);
        help(line, List.of());
        assertThat(out.toString().lines()).hasSizeGreaterThan(200)
                .allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void everyListingCanBeReadByPrograms() {
        var silent = new PrintWriter(new StringWriter());
        List<CommandLine> left = new ArrayList<>(List.of(Frostbench.commandLine(silent, silent)));
        List<String> listings = new ArrayList<>();
        while (!left.isEmpty()) {
            CommandLine next = left.removeFirst();
            left.addAll(next.getSubcommands().values());
            if (!List.of("list", "show", "history", "tree", "diff", "du", "doctor", "usage")
                    .contains(next.getCommandName()))
                continue;
            listings.add(next.getCommandSpec().qualifiedName());
            assertThat(next.getCommandSpec().optionsMap()).as(listings.getLast()).containsKey("--json");
        }
        assertThat(listings).hasSizeGreaterThan(12);
    }

    /// Checks the command and all below it.
    private static void help(CommandLine top, List<String> words) {
        CommandLine at = top;
        for (String word : words) at = at.getSubcommands().get(word);
        var asked = new ArrayList<>(words);
        asked.add("--help");
        assertThat(top.execute(asked.toArray(String[]::new))).isZero();
        for (String below : at.getSubcommands().keySet()) {
            var longer = new ArrayList<>(words);
            longer.add(below);
            help(top, longer);
        }
    }

    private static List<String> commands() {
        var silent = new PrintWriter(new StringWriter());
        return new ArrayList<>(Frostbench.commandLine(silent, silent).getSubcommands().keySet());
    }

    private static Said say(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Frostbench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
        return new Said(code, out.toString(), err.toString());
    }

    private static String golden(String name, String now) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        if (REWRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, now, StandardCharsets.UTF_8);
        }
        return Files.readString(file);
    }
}

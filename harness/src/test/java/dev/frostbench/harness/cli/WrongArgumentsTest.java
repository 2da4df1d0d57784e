package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.ManyCommandLines.Said;
import dev.frostbench.harness.cli.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Each command gets each kind of wrong argument in each of its places, as found in its own model. So a new command is
/// tested without further work. The messages must be for people.
@Tag("sandbox")
class WrongArgumentsTest {

    private static final String PROBLEM = "{\"task_id\":\"t/0\",\"prompt\":\"\",\"entry_point\":\"f\",\"test\":\"\"}\n";
    /// What a person cannot act on: class names, addresses, stack traces, and internal words of this program.
    private static final Pattern INSIDES = Pattern
            .compile("\\b(?:[a-z]\\w*\\.){2,}[A-Z]\\w+|\\b[A-Z]\\w*(?:Exception|Error)\\b|[\\w$]@[0-9a-f]{5,}\\b"
                    + "|0x[0-9a-f]{6,}|(?m)^\\s+at \\S+\\(|mistake in"
                    + " Frostbench|\\bnull\\b|Optional[\\[.]|\\b(?:Integer|Double|boolean)\\b|\\[B@|\\d{13,}");
    private static final int MOST_LINES = 4;
    private static final List<String> NUMBERS = List.of("", "-1", "0", "1e999", "99999999999", "NaN", "two");
    private static final List<String> NAMES = List.of("", " ", "none", "no/ne", "../none", "/", "sha256:00",
            "sha256:zz", "-", "é\t\u001b[31m", "x=y", "n".repeat(300));

    @TempDir
    Path folder;

    @Test
    void everyWrongArgumentOfEveryCommandIsToldInWordsForPeople() throws Exception {
        List<String> files = files();
        Set<List<String>> lines = new LinkedHashSet<>();
        Set<Object> tried = new HashSet<>();
        for (CommandSpec command : commands()) {
            List<String> words = words(command);
            if (!command.subcommands().isEmpty()) misspelt(words, lines);
            if (command.userObject() == null || !command.subcommands().isEmpty()) continue;
            List<String> sound = sound(command);
            lines.add(with(words, List.of("--no-such-option"), sound));
            if (!sound.isEmpty()) lines.add(words);
            if (!words.equals(List.of("bench")) && bounded(command))
                lines.add(with(words, sound, List.of("one", "too", "many")));
            for (ArgSpec argument : command.args()) {
                List<String> values = values(argument, files);
                // what several commands share is tried completely in one of them
                boolean again = !tried
                        .add(argument instanceof OptionSpec ? argument.userObject() : argument.paramLabel());
                for (int at = 0; at < values.size(); at += again ? 5 : 1)
                    wrong(command, argument, values.get(at), lines);
            }
        }
        // commands that write pages come last, so that no file changes before the others get it
        var sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparing(line -> line.getFirst().equals("usage")));
        List<Said> told = ManyCommandLines.run(folder, sorted);
        assertThat(told).hasSizeGreaterThan(400);
        assertThat(told.stream().flatMap(said -> fault(said).stream()).map(fault -> fault.replace(folder + "/", ""))
                .toList()).isEmpty();
    }

    /// The first part of an answer that no person can use.
    private List<String> fault(Said said) {
        String shown = String.join(" ", said.args()) + " → " + said.code() + ": " + said.err().strip();
        if (said.code() == 0) return said.err().isEmpty() ? List.of() : List.of("succeeded with a complaint: " + shown);
        boolean own = ExitCode.isTheCommands(said.args().getFirst()) && said.code() == ExitCode.NOT_THE_COMMAND;
        if (said.code() != ExitCode.BAD_INPUT && !own) return List.of("another exit code: " + shown);
        if (said.err().isBlank()) return List.of("said nothing: " + shown);
        if (said.err().strip().lines().count() > MOST_LINES) return List.of("too many lines: " + shown);
        return INSIDES.matcher(said.err().replace(folder.toString(), "")).find() ? List.of("insides: " + shown)
                : List.of();
    }

    private static void misspelt(List<String> words, Set<List<String>> lines) {
        for (String word : List.of("bogus", "shwo", "")) {
            lines.add(with(words, List.of(word)));
            lines.add(with(words, List.of(word, "--help")));
            lines.add(with(words, List.of("--help", word)));
        }
    }

    /// The command with one wrong value, and right ones in its other places.
    private void wrong(CommandSpec command, ArgSpec argument, String value, Set<List<String>> lines) {
        List<String> words = words(command);
        if (argument instanceof OptionSpec option) {
            lines.add(
                    with(words, List.of(option.longestName() + "=" + value), soundBut(command, option.longestName())));
            return;
        }
        List<String> arguments = new ArrayList<>();
        for (var each : command.positionalParameters()) arguments.add(each == argument ? value : sound(each));
        lines.add(with(words, required(command, ""), List.of("--"), arguments));
    }

    private List<String> values(ArgSpec argument, List<String> files) {
        Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        if (type == boolean.class || type == Boolean.class) return List.of();
        if (type == Path.class) return files;
        if (type != String.class) return NUMBERS;
        List<String> all = new ArrayList<>(NAMES);
        if (argument.paramLabel().equals("F")) all.addAll(files);
        if (Set.of("S", "SIZE", "N", "DATE").contains(argument.paramLabel())) all.addAll(NUMBERS);
        return all;
    }

    private List<String> soundBut(CommandSpec command, String option) {
        List<String> sound = new ArrayList<>(required(command, option));
        sound.addAll(positional(command));
        return sound;
    }

    private List<String> sound(CommandSpec command) {
        return soundBut(command, "");
    }

    private List<String> required(CommandSpec command, String but) {
        List<String> sound = new ArrayList<>();
        for (OptionSpec option : command.options())
            if (option.required() && !option.longestName().equals(but))
                sound.add(option.longestName() + "=" + sound(option));
        return sound;
    }

    private List<String> positional(CommandSpec command) {
        List<String> sound = new ArrayList<>();
        for (var each : command.positionalParameters()) if (each.arity().min() > 0) sound.add(sound(each));
        return sound;
    }

    private String sound(ArgSpec argument) {
        if (argument.paramLabel().equals("SUITE")) return folder.resolve("suite.yaml").toString();
        if (argument.paramLabel().equals("REF")) return "No Reference"; // a right one would call a registry
        return argument.type() == Path.class ? folder.resolve("d").toString() : "none";
    }

    private static boolean bounded(CommandSpec command) {
        return command.positionalParameters().stream()
                .noneMatch(each -> each.arity().isVariable() || each.isMultiValue());
    }

    private static List<CommandSpec> commands() {
        var silent = new PrintWriter(new StringWriter());
        List<CommandSpec> all = new ArrayList<>();
        List<CommandLine> left = new ArrayList<>(List.of(Frostbench.commandLine(silent, silent)));
        while (!left.isEmpty()) {
            CommandLine next = left.removeFirst();
            all.add(next.getCommandSpec());
            left.addAll(next.getSubcommands().values());
        }
        return all;
    }

    private static List<String> words(CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(command.qualifiedName().split(" ")));
        return words.subList(1, words.size());
    }

    @SafeVarargs
    private static List<String> with(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) all.addAll(part);
        return all;
    }

    /// Every kind of thing that is not the file that is wanted. The suite itself is right except for its fixture, so
    /// that nothing is ever built or run.
    private List<String> files() throws IOException {
        Files.createDirectory(folder.resolve("d"));
        Files.writeString(folder.resolve("tasks.jsonl"), PROBLEM);
        Files.writeString(folder.resolve("p.jsonl"), "{\"task_id\":\"t/0\",\"completion\":\"x\"}\n");
        Files.writeString(folder.resolve("suite.yaml"),
                "name: s\nkind: human-eval\nfixture: nowhere\ndataset: tasks.jsonl\npredictions: p.jsonl\n");
        List<String> files = new ArrayList<>(
                List.of("", " ", folder.resolve("none").toString(), folder.resolve("d").toString(),
                        folder.resolve("none/below/none").toString(), "~/none", "n".repeat(300)));
        // never a device: a command that replaces it would change it for the whole machine
        files.add(socket());
        files.add(file("empty", new byte[0]));
        files.add(file("binary", new byte[]{0, 1, 2, (byte) 0xFF, (byte) 0xFE, 10, 0}));
        files.add(file("cut.jsonl", text(PROBLEM + PROBLEM.substring(0, 30))));
        files.add(file("cut.json", text("[" + PROBLEM)));
        files.add(file("cut.yaml", text("name: s\nkind: {human-eval\n")));
        files.add(file("deep.yaml", text("a: " + "[".repeat(20_000))));
        files.add(file("nul.yaml", text("a: \0\n")));
        files.add(file("list.yaml", text("- a\n- b\n")));
        files.add(file("latin.yaml", new byte[]{'n', ':', ' ', (byte) 0xE9, '\n'}));
        files.add(file("cut.csv", text("task_id,comple")));
        files.add(file("cut.parquet", text("PAR1 and no more")));
        files.add(file("wide.jsonl", PROBLEM.getBytes(StandardCharsets.UTF_16)));
        files.add(file("cut.jsonl.gz", new byte[]{0x1F, (byte) 0x8B, 8, 0}));
        files.add(file("not.jsonl.zst", text(PROBLEM)));
        files.add(file("rows.jsonl",
                text("[1]\n3\n\"x\"\n{}\n{\"task_id\": 3}\n{\"task_id\":\"t/0\",\"completion\":{}}\n")));
        return files;
    }

    private String socket() throws IOException {
        Path socket = folder.resolve("socket");
        try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
        }
        return socket.toString();
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

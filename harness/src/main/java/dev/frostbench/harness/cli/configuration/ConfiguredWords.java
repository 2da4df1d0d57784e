package dev.frostbench.harness.cli.configuration;

import dev.frostbench.documents.Suggestion;
import dev.frostbench.harness.machine.ConfigurationFile;
import dev.frostbench.harness.machine.ShippedSuites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The words of a command line, and before them the options that files give and the user did not. So a run records the
/// options that it had, wherever they came from.
///
/// @param words with those of the files
/// @param given what the files gave, by file; for the message if something is wrong
public record ConfiguredWords(List<String> words, Map<Path, List<String>> given) {

    /// What a file beside a suite may say. Where files go, and what a user must agree to, is the user's business.
    private static final Set<String> OF_SUITES = Set.of("workers", "timeout", "control", "runs", "k", "fail-under",
            "limit",
            "python", "backend", "no-build", "quiet", "verbose");

    public ConfiguredWords {
        words = List.copyOf(words);
    }

    /// Reads the user's file and the one beside the suite. Throws `BadInput` for what they do not say well.
    ///
    /// @param line with the command that is wanted
    /// @param commands the first words of all commands
    public static ConfiguredWords of(CommandLine line, List<String> words, Supplier<Set<String>> commands,
            Map<String, String> environment) throws IOException {
        Written written = Written.of(line, words);
        Optional<ConfigurationFile> user = ConfigurationFile.ofUser(environment);
        Optional<ConfigurationFile> suite = written.suite().isEmpty() ? Optional.empty()
                : beside(written.suite().get());
        user.ifPresent(file -> file.check(commands.get(), true));
        suite.ifPresent(file -> file.check(commands.get(), false));
        Map<String, String> chosen = new TreeMap<>();
        Map<Path, List<String>> given = new LinkedHashMap<>();
        for (var file : List.of(suite, user)) {
            if (file.isEmpty() || written.command().isEmpty()) continue;
            List<String> added = new ArrayList<>();
            options(file.get(), written, file.equals(suite)).forEach((name, value) -> {
                if (written.has(name) || chosen.containsKey(name)) return;
                chosen.put(name, value);
                if (!written.isFlag(name)) added.add("--" + name + "=" + value);
                else if (isOn(file.get(), written, name, value)) added.add("--" + name);
            });
            if (!added.isEmpty()) given.put(file.get().file(), added);
        }
        List<String> all = new ArrayList<>(words.subList(0, written.command().size()));
        given.values().forEach(all::addAll);
        all.addAll(words.subList(written.command().size(), words.size()));
        return new ConfiguredWords(all, given);
    }

    private static Map<String, String> options(ConfigurationFile file, Written written, boolean ofSuite) {
        String command = String.join(" ", written.command());
        Map<String, String> options = file.options(command);
        Set<String> known = new TreeSet<>();
        written.options().forEach(option -> known.add(option.longestName().substring(2)));
        for (String name : options.keySet()) {
            if (!known.contains(name))
                throw file.bad(command, name, "is no option of " + command,
                        Suggestion.cure(name, known, "see: ./frostbench " + command + " --help"));
            if (ofSuite && !OF_SUITES.contains(name))
                throw file.bad(command, name, "is not for a suite to say",
                        "give it on the command line, or in your own ~/.config/frostbench/frostbench.yaml");
        }
        return options;
    }

    private static boolean isOn(ConfigurationFile file, Written written, String name, String value) {
        if (!value.equals("true") && !value.equals("false"))
            throw file.bad(String.join(" ", written.command()), name,
                    "is '" + value + "', and the option takes no value",
                    "write true or false");
        return value.equals("true");
    }

    private static Optional<ConfigurationFile> beside(Path suite) throws IOException {
        Path folder = ShippedSuites.ofThisProgram().find(suite).map(Path::toAbsolutePath).map(Path::getParent)
                .orElse(null);
        return folder == null ? Optional.empty() : ConfigurationFile.in(folder);
    }

    /// What the user wrote.
    ///
    /// @param command the words of the command
    /// @param options that it has, those with a long name
    /// @param names of the options that stand there
    /// @param suite as it is called there, if the command takes one
    private record Written(List<String> command, List<OptionSpec> options, Set<String> names, Optional<Path> suite) {

        static Written of(CommandLine line, List<String> words) {
            List<String> command = new ArrayList<>();
            CommandLine at = line;
            while (command.size() < words.size() && at.getSubcommands().containsKey(words.get(command.size()))) {
                at = at.getSubcommands().get(words.get(command.size()));
                command.add(words.get(command.size()));
            }
            Map<String, OptionSpec> byName = at.getCommandSpec().optionsMap();
            Set<String> names = new TreeSet<>();
            List<String> others = new ArrayList<>();
            Optional<Path> suite = Optional.empty();
            for (int index = command.size(); index < words.size(); index++) {
                String word = words.get(index);
                if (word.equals("--")) break;
                String name = word.startsWith("--") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
                OptionSpec option = byName.get(name);
                if (option == null) {
                    if (!word.startsWith("-")) others.add(word);
                    continue;
                }
                names.add(option.longestName());
                boolean valued = option.arity().min() > 0;
                String value = name.length() < word.length() ? word.substring(name.length() + 1)
                        : valued && index + 1 < words.size() ? words.get(index + 1) : "";
                if (valued && name.equals(word)) index++;
                if (option.paramLabel().equals("SUITE") && !value.isEmpty()) suite = Optional.of(Path.of(value));
            }
            boolean takes = at.getCommandSpec().positionalParameters().stream()
                    .anyMatch(each -> each.paramLabel().startsWith("SUITE"));
            if (takes && !others.isEmpty()) suite = Optional.of(Path.of(others.getFirst()));
            List<OptionSpec> options = at.getCommandSpec().options().stream()
                    .filter(option -> option.longestName().startsWith("--") && !option.usageHelp()).toList();
            return new Written(command, options, names, suite);
        }

        /// Whether an option is given without a value.
        boolean isFlag(String name) {
            return options.stream().anyMatch(each -> each.longestName().equals("--" + name) && each.arity().max() == 0);
        }

        boolean has(String name) {
            return names.contains("--" + name);
        }
    }
}

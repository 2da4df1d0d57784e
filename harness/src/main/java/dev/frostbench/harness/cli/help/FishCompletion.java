package dev.frostbench.harness.cli.help;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A script by which fish completes a command line. picocli writes those for bash and zsh only.
///
/// A completion of fish has a condition. Here it is which words were written that are no options.
final class FishCompletion {

    private static final String FUNCTIONS = """
            function __PROGRAM_words
                for word in (commandline -opc)[2..-1]
                    string match -q -- '-*' $word; or echo $word
                end
            end
            function __PROGRAM_at
                set -l words (__PROGRAM_words)
                test "$words" = "$argv"
            end
            function __PROGRAM_in
                set -l words (__PROGRAM_words)
                set -l last (count $argv)
                test (count $words) -ge $last; and test "$words[1..$last]" = "$argv"
            end
            """;

    private final String program;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandSpec root) {
        var completion = new FishCompletion(root.name());
        completion.script.append("# Completions of fish for ").append(root.name()).append(".\n")
                .append(FUNCTIONS.replace("PROGRAM", root.name()));
        completion.command(List.of(), root);
        for (var below : HelpText.below(root)) completion.command(below.words(), below.spec());
        return completion.script.toString();
    }

    private void command(List<String> words, CommandSpec spec) {
        for (var below : spec.subcommands().values())
            complete("at", words, "-f -a " + quoted(below.getCommandName())
                    + described(below.getCommandSpec().usageMessage().description()));
        for (OptionSpec option : spec.options()) option(words, option);
        for (var argument : spec.positionalParameters()) {
            String candidates = candidates(argument);
            if (!candidates.isEmpty()) complete("in", words, "-a " + quoted(candidates));
        }
    }

    private void option(List<String> words, OptionSpec option) {
        if (option.hidden()) return;
        var names = new StringBuilder();
        for (String name : option.names())
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        if (option.arity().max() > 0) names.append(option.arity().min() > 0 ? " -r" : "");
        String candidates = candidates(option);
        if (!candidates.isEmpty()) names.append(" -f -a ").append(quoted(candidates));
        complete(words.isEmpty() ? "at" : "in", words, names.substring(1) + described(option.description()));
    }

    private static String candidates(ArgSpec argument) {
        if (argument.completionCandidates() == null) return "";
        List<String> words = new ArrayList<>();
        argument.completionCandidates().forEach(words::add);
        return String.join(" ", words);
    }

    /// @param relation whether the words are all that is written so far, or its beginning
    private void complete(String relation, List<String> words, String what) {
        String condition = "__" + program + "_" + relation + (words.isEmpty() ? "" : " " + String.join(" ", words));
        script.append("complete -c ").append(program).append(" -n ").append(quoted(condition)).append(' ')
                .append(what).append('\n');
    }

    private static String described(String... description) {
        String text = HelpText.of(description);
        return text.isEmpty() ? "" : " -d " + quoted(text);
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

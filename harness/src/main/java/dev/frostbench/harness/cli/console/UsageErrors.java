package dev.frostbench.harness.cli.console;

import dev.frostbench.documents.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Answers a command line that is wrong: one line that says what is wrong and, if possible, what was meant.
public final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine line = mistake.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        line.getErr().println(command + ": " + wrong(mistake, line, args) + "; see " + command + " --help");
        return ExitCode.isTheCommands(line.getCommandName()) ? ExitCode.NOT_THE_COMMAND : ExitCode.BAD_INPUT;
    }

    private static String wrong(ParameterException mistake, CommandLine line, String[] args) {
        Set<String> options = candidates(line, true);
        String word = switch (mistake) {
            case UnmatchedArgumentException unmatched -> unmatched.getUnmatched().getFirst();
            // an unknown option explains best whatever else is missing
            case CommandLine.MissingParameterException _ -> unknownOption(options, args);
            default -> "";
        };
        if (word.isEmpty()) return oneLine(mistake.getMessage());
        boolean option = word.startsWith("-");
        String bare = option ? name(word) : word;
        Optional<String> nearest = Suggestion.nearest(bare, option ? options : candidates(line, false));
        String subject = option ? "unknown option '" + bare + "'"
                : line.getSubcommands().isEmpty() ? "unexpected argument '" + bare + "'"
                        : "unknown command '" + bare + "'";
        return subject + nearest.map(near -> ", did you mean '" + near + "'?").orElse("");
    }

    private static String unknownOption(Set<String> known, String[] args) {
        for (String word : args) {
            if (word.equals("--")) break;
            if (word.startsWith("--") && !known.contains(name(word))) return word;
        }
        return "";
    }

    private static String name(String option) {
        return option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
    }

    private static Set<String> candidates(CommandLine line, boolean option) {
        if (!option) return line.getSubcommands().keySet();
        var names = new TreeSet<String>();
        line.getCommandSpec().options().forEach(known -> names.addAll(List.of(known.names())));
        return names;
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("")
                .replaceAll("is not an? (?:int|long|Integer|Long)$", "is no whole number")
                .replaceAll("is not a (?:double|Double|float)$", "is no number");
    }
}

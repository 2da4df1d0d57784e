package dev.frostbench.harness.cli.help;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The texts of commands and options without the layout of a terminal.
final class HelpText {

    private HelpText() {}

    /// A description as one text. In descriptions a percent sign may be doubled.
    static String of(String... lines) {
        return String.join(" ", lines).replace("%%", "%").replace("%n", " ").strip();
    }

    /// The commands below a command, each with its words behind the program's name.
    static List<Below> below(CommandSpec top) {
        List<Below> all = new ArrayList<>();
        add(top, List.of(), all);
        return all;
    }

    /// A command, and the words that lead to it.
    record Below(List<String> words, CommandSpec spec) {}

    private static void add(CommandSpec at, List<String> words, List<Below> all) {
        for (CommandLine each : at.subcommands().values()) {
            List<String> longer = new ArrayList<>(words);
            longer.add(each.getCommandName());
            all.add(new Below(List.copyOf(longer), each.getCommandSpec()));
            add(each.getCommandSpec(), longer, all);
        }
    }
}

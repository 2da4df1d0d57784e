package dev.frostbench.harness.cli.help;

import dev.frostbench.harness.machine.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The whole command line as one manual page, by the macros of man(7).
final class ManualPage {

    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    static String of(CommandSpec root) {
        var manual = new ManualPage();
        manual.macro(".TH", root.name().toUpperCase(Locale.ROOT), "1", "", root.name() + " " + Version.text(),
                "User Commands");
        manual.macro(".SH", "NAME");
        String what = HelpText.of(root.usageMessage().description());
        manual.text(root.name() + " - " + what.substring(0, 1).toLowerCase(Locale.ROOT)
                + what.substring(1).replaceFirst("\\.$", ""));
        manual.macro(".SH", "SYNOPSIS");
        manual.text(synopsis(root));
        manual.arguments(root);
        manual.macro(".SH", "COMMANDS");
        for (var below : HelpText.below(root)) manual.command(below);
        manual.macro(".SH", "NOTES");
        List<String> notes = Stream.of(root.usageMessage().footer()).filter(line -> !line.isBlank()).toList();
        for (String note : notes) {
            if (note != notes.getFirst()) manual.macro(".PP");
            manual.text(HelpText.of(note));
        }
        return manual.page.toString();
    }

    private void command(HelpText.Below below) {
        macro(".SS", String.join(" ", below.words()));
        text(HelpText.of(below.spec().usageMessage().description()));
        macro(".PP");
        text(synopsis(below.spec()));
        arguments(below.spec());
    }

    private static String synopsis(CommandSpec spec) {
        String whole = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0);
        return whole.replaceAll("\\s+", " ").strip();
    }

    private void arguments(CommandSpec spec) {
        List<ArgSpec> all = new ArrayList<>(spec.positionalParameters());
        all.addAll(spec.options());
        for (ArgSpec each : all) {
            boolean help = each instanceof OptionSpec option && option.usageHelp();
            if (each.hidden() || help && spec.parent() != null) continue;
            macro(".TP");
            text(each instanceof OptionSpec option ? named(option) : each.paramLabel());
            text(HelpText.of(each.description()));
        }
    }

    private static String named(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names
                : option.arity().min() == 0 ? names + "[=" + option.paramLabel() + "]"
                        : names + "=" + option.paramLabel();
    }

    private void macro(String name, String... arguments) {
        page.append(name);
        for (String each : arguments) page.append(" \"").append(escaped(each).replace("\"", "\\(dq")).append('"');
        page.append('\n');
    }

    /// A line that begins with a point or a quote would be a macro.
    private void text(String text) {
        String line = escaped(text);
        page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "").append(line).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("\\s+", " ");
    }
}

package dev.frostbench.harness.progress;

import java.util.Map;
import java.util.Optional;

/// The width of the terminal in columns: `COLUMNS`, else what the launcher measured.
public record TerminalWidth(Optional<Integer> columns) {

    /// Wider text is hard to read.
    private static final int WIDEST = 100;
    /// picocli makes no narrower help.
    private static final int NARROWEST_HELP = 55;
    /// The width of a terminal that does not report one.
    private static final int STANDARD = 80;

    public static TerminalWidth of(Map<String, String> environment) {
        return new TerminalWidth(number(environment.get("COLUMNS")).or(TerminalWidth::measured));
    }

    /// Empty if standard error is not a terminal that can overwrite a line.
    public static Optional<Integer> ofProgress(Map<String, String> environment) {
        return Optional.ofNullable(System.getProperty("frostbench.terminal"))
                .map(_ -> of(environment).columns.orElse(STANDARD));
    }

    /// The width of a help text.
    public int help() {
        return Math.clamp(columns.orElse(WIDEST), NARROWEST_HELP, WIDEST);
    }

    private static Optional<Integer> measured() {
        return number(System.getProperty("frostbench.terminal"));
    }

    /// A terminal without a size reports 0.
    private static Optional<Integer> number(String text) {
        return text != null && text.matches("[1-9][0-9]{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}

package dev.frostbench.harness.progress;

import java.util.Map;
import java.util.Optional;

/// How wide the terminal is, in columns: what `COLUMNS` says, else what the launcher measured.
public record TerminalWidth(Optional<Integer> columns) {

    /// Text is not set wider, for nobody reads it.
    private static final int WIDEST = 100;
    /// picocli sets no help narrower.
    private static final int NARROWEST_HELP = 55;
    /// What a terminal that does not say has.
    private static final int STANDARD = 80;

    public static TerminalWidth of(Map<String, String> environment) {
        return new TerminalWidth(number(environment.get("COLUMNS")).or(TerminalWidth::measured));
    }

    /// Nothing where standard error is no terminal that can overwrite a line.
    public static Optional<Integer> ofProgress(Map<String, String> environment) {
        return Optional.ofNullable(System.getProperty("frostbench.terminal"))
                .map(_ -> of(environment).columns.orElse(STANDARD));
    }

    /// For a help text.
    public int help() {
        return Math.clamp(columns.orElse(WIDEST), NARROWEST_HELP, WIDEST);
    }

    private static Optional<Integer> measured() {
        return number(System.getProperty("frostbench.terminal"));
    }

    /// A terminal that was given no size says 0.
    private static Optional<Integer> number(String text) {
        return text != null && text.matches("[1-9][0-9]{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}

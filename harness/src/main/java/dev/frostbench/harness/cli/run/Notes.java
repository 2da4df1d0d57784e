package dev.frostbench.harness.cli.run;

import dev.frostbench.reports.text.TerminalText;
import java.util.function.Consumer;

/// The notes of a run. A broken machine fails for every task, so only the first few notes are shown.
final class Notes {

    private static final int SHOWN = 5;

    private final Consumer<String> say;
    private int told;

    Notes(Consumer<String> say) {
        this.say = say;
    }

    void tell(String line) {
        if (told++ < SHOWN) say.accept(TerminalText.line(line));
    }

    /// Says how many notes were not shown.
    void end() {
        if (told > SHOWN) say.accept("and " + (told - SHOWN) + " more such notes");
    }
}

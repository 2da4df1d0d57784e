package dev.frostbench.harness.cli.run;

import dev.frostbench.reports.text.TerminalText;
import java.util.function.Consumer;

/// The notes of a run: a machine that fails fails for every task, and nobody reads that a thousand times.
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

    /// How many were not told.
    void end() {
        if (told > SHOWN) say.accept("and " + (told - SHOWN) + " more such notes");
    }
}

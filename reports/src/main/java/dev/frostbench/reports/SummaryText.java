package dev.frostbench.reports;

import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.tally.Tally.Count;
import java.util.Locale;

/// The lines at the end of a run: plain text for a terminal.
public final class SummaryText {

    private SummaryText() {}

    public static String render(RunRecord run) {
        Tally tally = Tally.of(run);
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s: resolved %d of %d selected tasks (%.1f %%); the whole suite has %d%n",
                TerminalText.clean(run.info().suite()), tally.total().resolvedTasks(), tally.total().tasks(),
                100 * tally.total().rate(), tally.whole()).replace(System.lineSeparator(), "\n"));
        for (Count part : tally.parts()) {
            text.append("  ").append(TerminalText.clean(part.name())).append(": ").append(part.resolvedTasks())
                    .append(" of ").append(part.tasks());
            part.verdicts().forEach((word, n) -> {
                if (n > 0) text.append(", ").append(word).append(' ').append(n);
            });
            part.passAtK().forEach((k, value) ->
                    text.append(String.format(Locale.ROOT, ", pass@%d %.4f", k, value)));
            text.append('\n');
        }
        return text.toString();
    }
}

package dev.frostbench.reports;

import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.tally.Tally.Count;
import java.util.Locale;
import java.util.Map;

/// The lines at the end of a run: plain text for a terminal.
public final class SummaryText {

    private static final int MOST_CAUSES = 5;

    private SummaryText() {}

    public static String render(RunRecord run) {
        Tally tally = Tally.of(run);
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s: resolved %d of %d selected tasks (%.1f %%); the whole suite has %d%n",
                TerminalText.clean(run.info().suite()), tally.total().resolvedTasks(), tally.total().tasks(),
                100 * tally.total().rate(), tally.whole()).replace(System.lineSeparator(), "\n"));
        if (tally.total().hasUnproved()) unproved(text, tally.total());
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

    /// The rate with those that pass officially and cannot be judged apart from their own code, and the commonest causes.
    private static void unproved(StringBuilder text, Count total) {
        text.append(String.format(Locale.ROOT, "with the unproved ones: %d of %d (%.1f %%)\n", total.orUnprovedTasks(), total.tasks(),
                100 * total.rateOrUnproved()));
        total.unproved().entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(MOST_CAUSES)
                .forEach(cause -> text.append("  unproved ").append(cause.getValue()).append(": ")
                        .append(TerminalText.line(cause.getKey())).append('\n'));
        if (total.unproved().size() > MOST_CAUSES)
            text.append("  and ").append(total.unproved().size() - MOST_CAUSES).append(" other causes, in scores.csv\n");
    }
}

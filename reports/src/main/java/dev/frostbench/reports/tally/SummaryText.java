package dev.frostbench.reports.tally;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.tally.Tally.Count;
import dev.frostbench.reports.text.TerminalText;
import java.util.Locale;
import java.util.Map;

/// The lines at the end of a run: plain text for a terminal.
public final class SummaryText {

    private static final int MOST_CAUSES = 5;

    private SummaryText() {}

    public static String render(RunRecord run) {
        return render(run, Tally.of(run));
    }

    public static String render(RunRecord run, Tally tally) {
        StringBuilder text = new StringBuilder();
        for (Count total : tally.totals()) {
            text.append(TerminalText.line(run.info().suite()))
                    .append(tally.hasSeveralModels() ? ", " + modelName(total.model()) : "")
                    .append(": ").append(headline(total)).append("; the whole suite has ").append(tally.whole())
                    .append('\n');
            if (total.hasUnproved()) unproved(text, total);
            total.notTold().forEach((k, why) -> text.append("  pass@").append(k).append(" cannot be told: ")
                    .append(TerminalText.line(why)).append('\n'));
        }
        for (Count part : tally.parts()) part(text, part, tally.models(part.name()).size() > 1);
        MissingPackages.lines(run).forEach(line -> text.append(TerminalText.line(line)).append('\n'));
        return text.toString();
    }

    private static String headline(Count total) {
        return total.sampled()
                ? String.format(Locale.ROOT,
                        "pass@1 %.4f (%.1f %%) from %d samples of %d selected tasks, of which %d have a resolved one",
                        total.rate(), 100 * total.rate(), total.answers(), total.tasks(), total.resolvedTasks())
                : String.format(Locale.ROOT, "resolved %d of %d selected tasks (%.1f %%)", total.resolvedTasks(),
                        total.tasks(),
                        100 * total.rate());
    }

    /// The name of a model where it is shown beside others.
    public static String modelName(String model) {
        return model.isEmpty() ? "no model named" : "model " + TerminalText.line(model);
    }

    private static void part(StringBuilder text, Count part, boolean named) {
        text.append("  ").append(TerminalText.line(part.name())).append(named ? ", " + modelName(part.model()) : "")
                .append(": ");
        if (part.sampled()) text.append(part.tasks()).append(" tasks, ").append(part.answers()).append(" samples");
        else
            text.append(part.resolvedTasks()).append(" of ").append(part.tasks());
        part.verdicts().forEach((word, n) -> {
            if (n > 0) text.append(", ").append(word).append(' ').append(n);
        });
        part.passAtK().forEach((k, value) -> text.append(String.format(Locale.ROOT, ", pass@%d %.4f", k, value)));
        text.append('\n');
    }

    /// Adds the rate with the unproved samples, which pass officially but cannot be judged apart from their own code,
    /// and the commonest causes.
    private static void unproved(StringBuilder text, Count total) {
        text.append(total.sampled()
                ? String.format(Locale.ROOT, "with the unproved ones: pass@1 %.4f (%.1f %%)\n", total.rateOrUnproved(),
                        100 * total.rateOrUnproved())
                : String.format(Locale.ROOT, "with the unproved ones: %d of %d (%.1f %%)\n", total.orUnprovedTasks(),
                        total.tasks(),
                        100 * total.rateOrUnproved()));
        total.unproved().entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_CAUSES)
                .forEach(cause -> text.append("  unproved ").append(cause.getValue()).append(": ")
                        .append(TerminalText.line(cause.getKey())).append('\n'));
        if (total.unproved().size() > MOST_CAUSES)
            text.append("  and ").append(total.unproved().size() - MOST_CAUSES)
                    .append(" other causes, in scores.csv\n");
    }
}

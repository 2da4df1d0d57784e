package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.text.TerminalText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The rate that `--fail-under` asks for. Each part's headline is compared with it: strict, over every selected task,
/// missing and `error` ones included; pass@1 if tasks have samples.
///
/// @param given as the user wrote it
/// @param rate from 0 to 1
public record FailUnder(String given, double rate) {

    private static final Pattern RATE = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+) ?(%?)");
    /// Means of rates that are equal on paper differ by less than this.
    private static final double ROUNDING = 1e-9;

    public static FailUnder of(String given) {
        var read = RATE.matcher(given.strip());
        double rate = read.matches() ? Double.parseDouble(read.group(1)) / (read.group(2).isEmpty() ? 1 : 100) : -1;
        if (rate >= 0 && rate <= 1) return new FailUnder(given, rate);
        throw new BadInput(Problem.of("run", "--fail-under '" + given + "'", "is no rate",
                "write one from 0 to 1 or in percent: 0.5 or 50%"));
    }

    /// One line for each part and model that does not reach it.
    public List<String> missed(Tally tally) {
        return tally.parts().stream().filter(part -> part.rate() < rate - ROUNDING)
                .map(part -> String.format(Locale.ROOT, "%s: %.4f is under --fail-under %s",
                        TerminalText.line(part.name())
                                + (tally.hasSeveralModels() ? ", " + SummaryText.modelName(part.model()) : ""),
                        part.rate(), given))
                .toList();
    }
}

package dev.frostbench.reports.html;

import dev.frostbench.reports.tally.Tally.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The stacked bar of a part's verdicts, as rectangles on a line of 1,000 units.
public record VerdictBar(List<Piece> pieces) {

    /// @param x left edge, a number with a point
    public record Piece(String word, int samples, String x, String width) {}

    public static VerdictBar of(Count count) {
        List<Piece> pieces = new ArrayList<>();
        int before = 0;
        for (var entry : count.verdicts().entrySet()) {
            if (entry.getValue() == 0) continue;
            pieces.add(
                    new Piece(entry.getKey(), entry.getValue(), units(before, count), units(entry.getValue(), count)));
            before += entry.getValue();
        }
        return new VerdictBar(List.copyOf(pieces));
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    public static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String units(int samples, Count count) {
        return String.format(Locale.ROOT, "%.2f", 1000.0 * samples / count.samples());
    }
}

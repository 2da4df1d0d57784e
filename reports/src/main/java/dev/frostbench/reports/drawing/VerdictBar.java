package dev.frostbench.reports.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The stacked bar of verdicts, as rectangles on a line of 1,000 units.
public record VerdictBar(List<Piece> pieces) {

    /// @param x left edge, a number with a point
    public record Piece(String word, int samples, String x, String width) {}

    /// @param verdicts samples by verdict word
    public static VerdictBar of(Map<String, Integer> verdicts) {
        int all = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        List<Piece> pieces = new ArrayList<>();
        int before = 0;
        for (var entry : verdicts.entrySet()) {
            if (entry.getValue() == 0) continue;
            pieces.add(new Piece(entry.getKey(), entry.getValue(), units(before, all), units(entry.getValue(), all)));
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

    private static String units(int samples, int all) {
        return String.format(Locale.ROOT, "%.2f", 1000.0 * samples / all);
    }
}

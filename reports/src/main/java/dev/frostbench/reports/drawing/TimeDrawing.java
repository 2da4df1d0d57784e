package dev.frostbench.reports.drawing;

import dev.frostbench.reports.standings.Times;
import dev.frostbench.reports.standings.Times.Bin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long samples took, as bars: each is as high as its bin has samples, and divided into what became of them.
///
/// @param most samples of the highest bar
/// @param ticks edges of bins that are named
public record TimeDrawing(List<Bar> bars, List<Tick> ticks, int most) {

    private static final double LEFT = 44;
    private static final double RIGHT = 548;
    private static final double TOP = 10;
    private static final double BOTTOM = 180;
    private static final int MOST_TICKS = 8;

    /// @param kind a class of the style sheet
    public record Bar(String x, String y, String width, String height, String kind, String title) {}

    public record Tick(String text, String x) {}

    public static TimeDrawing of(Times times) {
        List<Bin> bins = times.bins();
        int most = bins.stream().mapToInt(Bin::all).max().orElse(0);
        double wide = (RIGHT - LEFT) / Math.max(1, bins.size());
        List<Bar> bars = new ArrayList<>();
        for (int at = 0; at < bins.size(); at++) {
            Bin bin = bins.get(at);
            String title = bin.all() + " from " + time(bin.from()) + " to " + time(bin.to()) + ": " + bin.resolved()
                    + " resolved, " + bin.timedOut() + " timed out, " + bin.others() + " others";
            double y = BOTTOM;
            for (var piece : List.of(new Piece("v-resolved", bin.resolved()), new Piece("v-unresolved", bin.others()),
                    new Piece("v-timed_out", bin.timedOut()))) {
                if (piece.samples == 0) continue;
                double high = (BOTTOM - TOP) * piece.samples / most;
                y -= high;
                bars.add(new Bar(number(LEFT + wide * at + wide * 0.06), number(y), number(wide * 0.88), number(high),
                        piece.kind, title));
            }
        }
        List<Tick> ticks = new ArrayList<>();
        int step = Math.max(1, Math.ceilDiv(bins.size(), MOST_TICKS));
        for (int at = 0; at < bins.size(); at += step)
            ticks.add(new Tick(time(bins.get(at).from()), number(LEFT + wide * at)));
        return new TimeDrawing(bars, ticks, most);
    }

    private record Piece(String kind, int samples) {}

    private static String time(double seconds) {
        return seconds < 1 ? Math.round(seconds * 1000) + " ms"
                : seconds < 3600 ? Math.round(seconds) + " s" : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

package dev.frostbench.reports.drawing;

import dev.frostbench.reports.comparison.Cost;
import dev.frostbench.reports.history.Night;
import dev.frostbench.reports.history.Series;
import dev.frostbench.reports.text.TerminalText;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A series as drawings of one width: nights run to the right, at equal distances.
///
/// @param band the intervals of the rates, as SVG writes a path
/// @param line the rates
/// @param times a bar a night; nights whose time is not known have none
/// @param costs a bar a night; nights whose cost is not known have none
/// @param changes bars of newly passing tasks above the middle, and of newly failing ones below
/// @param longest the highest bar of the times, in seconds
/// @param dearest the highest bar of the costs, in US dollars
/// @param most the highest bar of the changes
public record HistoryDrawing(String band, String line, List<Dot> dots, List<Bar> times, List<Bar> costs,
        List<Bar> changes, double longest, double dearest, int most) {

    static final int WIDTH = 1000;
    static final int HEIGHT = 160;
    static final int LOW = 60;

    /// One night's rate.
    public record Dot(String x, String y, Night night) {}

    /// @param kind a class of the style sheet
    public record Bar(String x, String y, String width, String height, String kind, String title) {}

    public static HistoryDrawing of(Series series) {
        List<Night> nights = series.nights();
        double longest = nights.stream().mapToDouble(HistoryDrawing::seconds).max().orElse(0);
        double dearest = nights.stream().mapToDouble(night -> night.cost().orElse(0)).max().orElse(0);
        int most = nights.stream().mapToInt(night -> Math.max(night.newlyPassing(), night.newlyFailing())).max()
                .orElse(0);
        return new HistoryDrawing(band(nights), path(nights, night -> night.rate().value()), dots(nights),
                times(nights, longest), costs(nights, dearest), changes(nights, most), longest, dearest, most);
    }

    private static String band(List<Night> nights) {
        var back = new StringBuilder(path(nights, night -> night.rate().interval().high()));
        for (int at = nights.size() - 1; at >= 0; at--)
            back.append('L').append(number(x(at, nights))).append(' ')
                    .append(number(y(nights.get(at).rate().interval().low())));
        return back.append('Z').toString();
    }

    private static String path(List<Night> nights, ToDoubleFunction<Night> rate) {
        var path = new StringBuilder();
        for (int at = 0; at < nights.size(); at++)
            path.append(at == 0 ? 'M' : 'L').append(number(x(at, nights))).append(' ')
                    .append(number(y(rate.applyAsDouble(nights.get(at)))));
        return path.toString();
    }

    private static List<Dot> dots(List<Night> nights) {
        return IntStream.range(0, nights.size())
                .mapToObj(at -> new Dot(number(x(at, nights)), number(y(nights.get(at).rate().value())),
                        nights.get(at)))
                .toList();
    }

    private static List<Bar> times(List<Night> nights, double longest) {
        return IntStream.range(0, nights.size()).filter(at -> nights.get(at).run().took().isPresent()).mapToObj(at -> {
            double high = longest == 0 ? 0 : LOW * seconds(nights.get(at)) / longest;
            return bar(at, nights, LOW - high, high, "time", String.format(Locale.ROOT, "%.0f s",
                    seconds(nights.get(at))));
        }).toList();
    }

    private static List<Bar> costs(List<Night> nights, double dearest) {
        return IntStream.range(0, nights.size()).filter(at -> nights.get(at).cost().isPresent()).mapToObj(at -> {
            double high = dearest == 0 ? 0 : LOW * nights.get(at).cost().getAsDouble() / dearest;
            return bar(at, nights, LOW - high, high, "cost", Cost.text(nights.get(at).cost()));
        }).toList();
    }

    private static List<Bar> changes(List<Night> nights, int most) {
        double one = most == 0 ? 0 : LOW / 2.0 / most;
        return IntStream.range(0, nights.size()).boxed().<Bar>mapMulti((at, bars) -> {
            Night night = nights.get(at);
            if (night.newlyPassing() > 0)
                bars.accept(bar(at, nights, LOW / 2.0 - one * night.newlyPassing(), one * night.newlyPassing(),
                        "up", night.newlyPassing() + " newly passing"));
            if (night.newlyFailing() > 0)
                bars.accept(bar(at, nights, LOW / 2.0, one * night.newlyFailing(), "down",
                        night.newlyFailing() + " newly failing"));
        }).toList();
    }

    private static Bar bar(int at, List<Night> nights, double y, double high, String kind, String title) {
        double width = Math.min(40, 0.7 * WIDTH / nights.size());
        String name = TerminalText.line(nights.get(at).run().name());
        return new Bar(number(x(at, nights) - width / 2), number(y), number(width), number(high), kind,
                name + ": " + title);
    }

    private static double seconds(Night night) {
        return night.run().took().map(took -> took.toMillis() / 1000.0).orElse(0.0);
    }

    /// The middle of a night's column.
    private static double x(int at, List<Night> nights) {
        return WIDTH * (at + 0.5) / nights.size();
    }

    private static double y(double rate) {
        return HEIGHT * (1 - rate);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

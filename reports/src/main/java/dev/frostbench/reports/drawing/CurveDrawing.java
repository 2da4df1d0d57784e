package dev.frostbench.reports.drawing;

import dev.frostbench.reports.standings.Curve;
import dev.frostbench.reports.standings.Curve.Point;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// pass@k of the models of one part: k runs to the right by its logarithm, the rate upwards.
///
/// @param ticks the values of k that are named
/// @param lines one for each model
public record CurveDrawing(String part, List<Tick> ticks, List<Line> lines) {

    private static final double LEFT = 44;
    private static final double RIGHT = 548;
    private static final double TOP = 10;
    private static final double BOTTOM = 180;

    public record Tick(String text, String x) {}

    /// @param band the intervals, as SVG writes a path
    /// @param line the rates
    /// @param dots the rates again, as points that say what they are
    public record Line(String model, String band, String line, List<Dot> dots, Point last) {}

    public record Dot(String x, String y, String title) {}

    /// One drawing for each part.
    public static List<CurveDrawing> of(List<Curve> curves) {
        return curves.stream().map(Curve::part).distinct()
                .map(part -> of(part, curves.stream().filter(curve -> curve.part().equals(part)).toList())).toList();
    }

    private static CurveDrawing of(String part, List<Curve> curves) {
        int most = curves.stream().mapToInt(curve -> curve.points().getLast().k()).max().orElse(1);
        var named = new TreeSet<>(List.of(1, most));
        for (int power = 1; power < most; power *= 10)
            for (int step : new int[]{1, 2, 5}) if (step * power * 1.25 < most) named.add(step * power);
        return new CurveDrawing(part,
                named.stream().map(k -> new Tick(String.valueOf(k), number(x(k, most)))).toList(),
                curves.stream().map(curve -> line(curve, most)).toList());
    }

    private static Line line(Curve curve, int most) {
        List<Point> points = curve.points();
        String high = points.stream().map(point -> at(point.k(), point.interval().high(), most))
                .collect(Collectors.joining("L"));
        String low = points.reversed().stream().map(point -> at(point.k(), point.interval().low(), most))
                .collect(Collectors.joining("L"));
        return new Line(curve.model(), "M" + high + "L" + low + "Z",
                "M" + points.stream().map(point -> at(point.k(), point.value(), most)).collect(Collectors.joining("L")),
                points.stream().map(point -> new Dot(number(x(point.k(), most)), number(y(point.value())),
                        title(point))).toList(),
                points.getLast());
    }

    /// The value and its interval.
    public static String title(Point point) {
        return "pass@" + point.k() + " " + VerdictBar.percent(point.value()) + ", 95 % "
                + VerdictBar.percent(point.interval().low()) + " to " + VerdictBar.percent(point.interval().high());
    }

    private static String at(int k, double rate, int most) {
        return number(x(k, most)) + " " + number(y(rate));
    }

    private static double x(int k, int most) {
        return LEFT + (RIGHT - LEFT) * Math.log(k) / Math.log(most);
    }

    private static double y(double rate) {
        return BOTTOM - (BOTTOM - TOP) * rate;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

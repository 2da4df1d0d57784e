package intervals;

import java.util.ArrayList;
import java.util.List;

/** Ranges as text: {@code 1-3,7}. */
public final class IntervalText {

    private IntervalText() {}

    public static List<Interval> parse(String text) {
        var ranges = new ArrayList<Interval>();
        for (var part : text.split(",")) {
            var ends = part.split("-");
            ranges.add(new Interval(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
        }
        return ranges;
    }
}

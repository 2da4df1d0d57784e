package intervals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranges that are apart from one another, in ascending order. */
public final class IntervalSet {

    private final List<Interval> ranges;

    public IntervalSet(List<Interval> given) {
        var sorted = new ArrayList<>(given);
        sorted.sort(Comparator.comparingInt(Interval::low));
        ranges = joined(sorted);
    }

    private static List<Interval> joined(List<Interval> sorted) {
        var ranges = new ArrayList<Interval>();
        for (var next : sorted) {
            if (!ranges.isEmpty() && ranges.getLast().touches(next)) {
                var last = ranges.removeLast();
                ranges.add(new Interval(last.low(), next.high()));
            } else {
                ranges.add(next);
            }
        }
        return ranges;
    }

    public List<Interval> ranges() {
        return List.copyOf(ranges);
    }

    public int size() {
        return ranges.stream().mapToInt(Interval::size).sum();
    }
}

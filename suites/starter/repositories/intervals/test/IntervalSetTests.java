import intervals.Interval;
import intervals.IntervalSet;
import java.util.List;

final class IntervalSetTests {

    private IntervalSetTests() {}

    static int run() {
        return Check.that("IntervalSetTests.joinsRangesThatOverlap", () -> Check.equal(
                        List.of(new Interval(1, 6)),
                        new IntervalSet(List.of(new Interval(1, 4), new Interval(3, 6))).ranges()))
                + Check.that("IntervalSetTests.sortsRanges", () -> Check.equal(
                        List.of(new Interval(1, 2), new Interval(8, 9)),
                        new IntervalSet(List.of(new Interval(8, 9), new Interval(1, 2))).ranges()));
    }
}

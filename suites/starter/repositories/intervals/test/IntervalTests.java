import intervals.Interval;

final class IntervalTests {

    private IntervalTests() {}

    static int run() {
        return Check.that("IntervalTests.containsItsLowEnd", () -> Check.equal(true, new Interval(2, 5).contains(2)))
                + Check.that("IntervalTests.countsBothEnds", () -> Check.equal(4, new Interval(2, 5).size()));
    }
}

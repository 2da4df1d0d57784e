import intervals.Interval;
import intervals.IntervalText;
import java.util.List;

final class IntervalTextTests {

    private IntervalTextTests() {}

    static int run() {
        return Check.that("IntervalTextTests.readsRanges", () -> Check.equal(
                List.of(new Interval(1, 3), new Interval(5, 8)), IntervalText.parse("1-3,5-8")));
    }
}

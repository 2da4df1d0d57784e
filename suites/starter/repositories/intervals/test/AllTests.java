/** Runs every test and prints a line for each. */
public final class AllTests {

    private AllTests() {}

    public static void main(String[] arguments) {
        var failed = IntervalTests.run() + IntervalSetTests.run() + IntervalTextTests.run();
        System.exit(failed == 0 ? 0 : 1);
    }
}

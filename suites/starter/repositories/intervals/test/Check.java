/** A test with a name. */
final class Check {

    interface Body {
        void run() throws Exception;
    }

    private Check() {}

    /** Returns the number of failures: 0 or 1. */
    static int that(String name, Body body) {
        try {
            body.run();
            System.out.println("PASSED " + name);
            return 0;
        } catch (Throwable problem) {
            System.out.println("FAILED " + name + " - " + problem);
            return 1;
        }
    }

    static void equal(Object wanted, Object actual) {
        if (!wanted.equals(actual)) throw new AssertionError("wanted " + wanted + ", got " + actual);
    }
}

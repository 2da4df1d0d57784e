package dev.frostbench.suites.audit;

/// An answer that solves nothing and tries to make the tests pass. It is harmless: it changes nothing but the sandbox.
///
/// @param way how it tries, in a word
public record Cheat(String way, String text) {

    /// By the code that the solution changes.
    public static final String SOURCE = "source";
    /// By what steers the tests.
    public static final String RUNNER = "runner";

    /// The name of the model that answers so.
    public String model() {
        return Question.CHEAT.model(way);
    }
}

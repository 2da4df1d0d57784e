package dev.frostbench.harness.cli.console;

/// A number of things, in words.
public final class Plural {

    private Plural() {}

    /// `1 layer`, `2 layers`.
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}

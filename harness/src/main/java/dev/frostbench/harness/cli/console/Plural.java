package dev.frostbench.harness.cli.console;

/// Things and how many of them, as they are told.
public final class Plural {

    private Plural() {}

    /// `1 layer`, `2 layers`.
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}

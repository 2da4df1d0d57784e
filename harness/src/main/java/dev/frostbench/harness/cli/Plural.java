package dev.frostbench.harness.cli;

/// Things and how many of them, as they are told.
final class Plural {

    private Plural() {}

    /// `1 layer`, `2 layers`.
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}

package dev.frostbench.harness.search;

/// How good a state is: the higher, the better.
public record Score(double value) implements Comparable<Score> {

    public Score {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("a score must be finite, got " + value);
    }

    @Override
    public int compareTo(Score other) {
        return Double.compare(value, other.value);
    }

    /// Without a fraction if it has none.
    @Override
    public String toString() {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }
}

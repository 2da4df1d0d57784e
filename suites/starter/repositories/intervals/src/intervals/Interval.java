package intervals;

/** A closed range of whole numbers. */
public record Interval(int low, int high) {

    public Interval {
        if (low > high) throw new IllegalArgumentException(low + " is above " + high);
    }

    public boolean contains(int number) {
        return low <= number && number < high;
    }

    public int size() {
        return high - low + 1;
    }

    public boolean touches(Interval other) {
        return low <= other.high && other.low <= high;
    }
}

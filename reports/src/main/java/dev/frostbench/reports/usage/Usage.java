package dev.frostbench.reports.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/// The usage of a store between two moments, by organisation.
///
/// @param to the first moment that does not count any more
public record Usage(Instant from, Instant to, List<Row> rows) {

    public Usage {
        rows = List.copyOf(rows);
        if (to.isBefore(from))
            throw new IllegalArgumentException("usage ends after it begins, got " + from + " to " + to);
    }

    /// The usage of one organisation.
    ///
    /// @param gbMonths GB are 10^9 bytes, a month is 30 days
    /// @param bytes held at the end
    /// @param most held at any moment
    /// @param steps the sizes, each from a moment on, in the order of time
    public record Row(String organisation, BigInteger byteSeconds, BigDecimal gbMonths, long bytes, long most,
            List<Step> steps) {

        public Row {
            steps = List.copyOf(steps);
        }
    }

    /// The size that an organisation held from a moment on.
    public record Step(Instant at, long bytes) {}

    public BigDecimal gbMonths() {
        return rows.stream().map(Row::gbMonths).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

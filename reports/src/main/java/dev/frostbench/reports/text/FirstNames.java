package dev.frostbench.reports.text;

import java.util.Collection;
import java.util.stream.Collectors;

/// Names in a sentence that has no room for all.
public final class FirstNames {

    private FirstNames() {}

    /// `a, b and 3 more`.
    ///
    /// @param most names that are told
    public static String of(Collection<String> names, int most) {
        return names.stream().limit(most).collect(Collectors.joining(", "))
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }
}

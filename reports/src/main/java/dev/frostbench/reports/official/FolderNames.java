package dev.frostbench.reports.official;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The names of one folder. No two are equal, even on a file system that does not distinguish `Model` from `model`.
public final class FolderNames {

    private static final int LEAST_DIGITS = 8;
    private static final int MOST_DIGITS = 64;

    private final Set<String> taken = new HashSet<>();

    /// The official name if it is free, else one with a part of a hash.
    ///
    /// @param identity the full name of the thing, different for different things
    /// @param endings with which the name must be free too
    public String give(String name, String identity, String... endings) {
        String longest = List.of(endings).stream().max(Comparator.comparingInt(String::length)).orElse("");
        String given = FolderName.of(name, longest);
        for (int digits = LEAST_DIGITS; !take(given, endings); digits += LEAST_DIGITS) {
            if (digits > MOST_DIGITS)
                throw new IllegalArgumentException("wanted a name for each thing once, got '" + identity + "' again");
            given = FolderName.of(name, longest, identity, digits);
        }
        return given;
    }

    /// A model whose own name is the folder's name has the first claim to it.
    static List<String> claimants(List<String> models, String ending) {
        return models.stream()
                .sorted(Comparator.comparing((String model) -> !FolderName.of(model, ending).equals(model))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private boolean take(String name, String... endings) {
        if (taken.contains(folded(name))) return false;
        for (String ending : endings) if (taken.contains(folded(name + ending))) return false;
        taken.add(folded(name));
        for (String ending : endings) taken.add(folded(name + ending));
        return true;
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}

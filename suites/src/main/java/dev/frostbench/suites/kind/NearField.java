package dev.frostbench.suites.kind;

import dev.frostbench.documents.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The field of a row that was most likely meant by a missing one: the same name in another case, or a typing error.
public final class NearField {

    /// A field with one of these names is never a typing error for another one.
    private static final Set<String> KNOWN = Set.of("task_id", "prompt", "entry_point", "test", "canonical_solution",
            "completion", "solution",
            "instance_id", "repo", "base_commit", "patch", "test_patch", "version", "FAIL_TO_PASS", "PASS_TO_PASS",
            "model_patch", "model_name_or_path");
    /// Shorter names are similar to too many others.
    private static final int TELLING = 4;

    private NearField() {}

    public static Optional<String> of(String field, ObjectNode row) {
        boolean known = KNOWN.contains(field);
        List<String> names = row.propertyNames().stream().filter(name -> !known || !KNOWN.contains(name)).toList();
        Optional<String> same = names.stream().filter(name -> plain(name).equals(plain(field))).findFirst();
        return same.isPresent() || field.length() < TELLING ? same : Suggestion.nearest(field, names);
    }

    /// What to do about it. A name that no kind defines may also be an error in the suite file.
    public static Optional<String> cure(String field, ObjectNode row) {
        return of(field, row).map(
                near -> "the row has '" + near + "': " + (KNOWN.contains(field) ? "" : "name that in the suite, or ")
                        + "rename it to '" + field + "'");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
    }
}

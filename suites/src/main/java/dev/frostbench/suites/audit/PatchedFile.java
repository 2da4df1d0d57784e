package dev.frostbench.suites.audit;

import java.util.List;
import java.util.Optional;

/// A file as a patch changes it.
///
/// @param before its name before the patch; empty if the patch creates it, or if the name is quoted
/// @param after its name after the patch; empty if the patch deletes it, or if the name is quoted
/// @param hunks none if the patch only renames it, or if it is binary
record PatchedFile(Optional<String> before, Optional<String> after, List<Hunk> hunks) {
    PatchedFile {
        hunks = List.copyOf(hunks);
    }

    boolean isChanged() {
        return before.isPresent() && after.isPresent();
    }
}

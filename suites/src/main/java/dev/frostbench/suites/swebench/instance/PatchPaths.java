package dev.frostbench.suites.swebench.instance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The files that a patch names.
public final class PatchPaths {

    private static final Pattern BEFORE = Pattern.compile("(?m)^--- a/([^\\t\\r\\n]*)");
    private static final Pattern AFTER = Pattern.compile("(?m)^\\+\\+\\+ b/([^\\t\\r\\n]*)");
    private static final Pattern HEADING = Pattern.compile("(?m)^diff --git a/(.*?) b/([^\\r\\n]*)");
    private static final Pattern RENAME = Pattern.compile("(?m)^(?:rename|copy) (?:from|to) ([^\\r\\n]*)");

    private PatchPaths() {}

    /// Names before and after the patch, renames and new files included.
    public static Set<String> of(String patch) {
        var all = new LinkedHashSet<>(found(HEADING, patch, 1));
        all.addAll(found(HEADING, patch, 2));
        all.addAll(found(BEFORE, patch, 1));
        all.addAll(found(AFTER, patch, 1));
        all.addAll(found(RENAME, patch, 1));
        return all;
    }

    /// Names after the patch, from its headings, as the official directives have them.
    public static List<String> targets(String patch) {
        return HEADING.matcher(patch).results().map(match -> match.group(2)).toList();
    }

    private static Set<String> found(Pattern pattern, String patch, int group) {
        List<String> names = new ArrayList<>();
        pattern.matcher(patch).results().forEach(match -> names.add(match.group(group).stripTrailing()));
        return new LinkedHashSet<>(names);
    }
}

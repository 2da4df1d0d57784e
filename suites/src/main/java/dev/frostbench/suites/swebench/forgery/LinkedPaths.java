package dev.frostbench.suites.swebench.forgery;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a patch has changed other files than it names, because a folder on the way is a link. git refuses that;
/// `patch`, the last way of applying, does not. Then a file of the test machinery is not known by its name.
public final class LinkedPaths {

    private static final Pattern PATCHED = Pattern
            .compile("(?m)^patching (?:file|symbolic link) (.+?)(?: \\((?:renamed|copied) from .*\\))?$");
    private static final Pattern CHANGED = Pattern
            .compile("(?m)^\\t(?:modified: +|new file: +|deleted: +|typechange: +)?(.+)$");
    private static final String AFTER_STATUS = "\n+ git show";

    private LinkedPaths() {}

    /// The first file that `patch` says it has changed and git does not.
    ///
    /// @param patched what `patch` printed
    /// @param tree what `git status` printed then, with what follows it in the evaluation script
    public static Optional<String> first(String patched, String tree) {
        int end = tree.indexOf(AFTER_STATUS);
        if (end < 0) return Optional.empty();
        Set<String> changed = new LinkedHashSet<>();
        CHANGED.matcher(tree.substring(0, end)).results().forEach(match -> changed.add(unquoted(match.group(1))));
        return PATCHED.matcher(patched).results().map(match -> unquoted(match.group(1)))
                .filter(name -> !isIn(TestMachinery.plain(name), changed)).findFirst();
    }

    /// `patch` quotes a name with unusual characters by `'`, git by `"`.
    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && "'\"".indexOf(name.charAt(0)) >= 0
                && name.charAt(name.length() - 1) == name.charAt(0);
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    /// git names a new folder in place of what is in it.
    private static boolean isIn(String name, Set<String> changed) {
        return changed.stream().anyMatch(each -> each.equals(name) || each.endsWith("/") && name.startsWith(each));
    }
}

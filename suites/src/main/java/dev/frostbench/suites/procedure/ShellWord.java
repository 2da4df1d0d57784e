package dev.frostbench.suites.procedure;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One word of a shell line, quoted only if necessary.
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    public static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /// A line that a shell reads as these words.
    public static String line(Collection<String> words) {
        return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }
}

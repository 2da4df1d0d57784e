package dev.frostbench.suites.grading.official;

import dev.frostbench.suites.grading.log.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A regular expression with the meaning of Python's `re` for text, within the bound of [Steps].
///
/// `\s`, `\S`, `\d` and `\w` are those of Unicode as Python has them; `.` is all but `\n`; `$` is the end or before a
/// last `\n`. A group must not be repeated: the JDK recurses for each repetition, and a long line would end its stack.
public final class PythonPattern {

    private static final String NO_SPACE = "[^" + PythonText.SPACE + "]";
    private static final String SPACE = "[" + PythonText.SPACE + "]";

    private final Pattern pattern;

    private PythonPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    public static PythonPattern of(String python) {
        return new PythonPattern(Pattern.compile(java(python), Pattern.UNIX_LINES));
    }

    /// With `re.MULTILINE`.
    public static PythonPattern multiline(String python) {
        return new PythonPattern(Pattern.compile(java(python), Pattern.UNIX_LINES | Pattern.MULTILINE));
    }

    private static String java(String python) {
        return python.replace("\\s", SPACE).replace("\\S", NO_SPACE).replace("\\d", "\\p{Nd}")
                .replace("\\w", "[\\p{L}\\p{N}_]");
    }

    /// `re.match`.
    public Optional<MatchResult> match(String text) {
        Matcher matcher = matcher(text);
        return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /// `re.search`.
    public Optional<MatchResult> search(String text) {
        return search(text, 0);
    }

    /// `Pattern.search` from a place on.
    public Optional<MatchResult> search(String text, int from) {
        Matcher matcher = matcher(text);
        return matcher.find(from) ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    public boolean isIn(String text) {
        return matcher(text).find();
    }

    /// `re.finditer`.
    public List<MatchResult> all(String text) {
        List<MatchResult> found = new ArrayList<>();
        for (Matcher matcher = matcher(text); matcher.find();) found.add(matcher.toMatchResult());
        return found;
    }

    /// `re.split`, without what groups matched.
    public List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (MatchResult found : all(text)) {
            parts.add(text.substring(from, found.start()));
            from = found.end();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /// `re.sub` with a text that is put in as it is.
    public String replace(String text, String by) {
        return String.join(by, split(text));
    }

    private Matcher matcher(String text) {
        return pattern.matcher(new Counted(text, Steps.current()));
    }

    /// A text that counts each look at it.
    private record Counted(String text, Steps steps) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps.count(1);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

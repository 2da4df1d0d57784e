package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line that begins with a status: `PASSED id`, `FAILED id - why`, and of a subtest `SUBFAILED[label] (i=1) id - why`
/// or, before pytest 9, `[label] (i=1) SUBFAIL id - why`.
///
/// An id may hold blanks and ` - `. If a message may follow, `id` is the likeliest one and `possibleIds` are the
/// others.
///
/// @param status XPASS is a pass here, since pytest says FAILED if it is none
/// @param isOfSubtest whether it is the status of a subtest, not of the whole test
public record StatusLine(Status status, String id, List<String> possibleIds, boolean isOfSubtest) {

    private static final Map<String, Status> STATUS = Map.of("PASSED", Status.PASSED, "FAILED", Status.FAILED,
            "ERROR", Status.ERROR, "SKIPPED", Status.SKIPPED, "XFAIL", Status.XFAIL, "XPASS", Status.PASSED);
    private static final Pattern PLAIN = Pattern
            .compile("(PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS) (?!\\[\\d+] )(\\S.*)");
    private static final String SUBTEST = "SUBFAILED";
    private static final String SUBTEST_BEFORE_9 = " SUBFAIL ";
    private static final int MOST_ENDS = 8;
    private static final String MESSAGE = " - ";

    public StatusLine {
        possibleIds = List.copyOf(possibleIds);
    }

    /// @param line without colours
    public static Optional<StatusLine> of(String line) {
        var plain = PLAIN.matcher(line);
        if (plain.matches()) return Optional.of(of(plain.group(1), PythonText.strip(plain.group(2)), false));
        return ofSubtest(line).map(text -> of("FAILED", PythonText.strip(text), true));
    }

    /// The text after the description of a failed subtest.
    private static Optional<String> ofSubtest(String line) {
        if (line.startsWith(SUBTEST)) return described(line.substring(SUBTEST.length()));
        int at = line.startsWith("[") || line.startsWith("(") ? line.indexOf(SUBTEST_BEFORE_9) : -1;
        return at < 0 ? Optional.empty() : Optional.of(line.substring(at + SUBTEST_BEFORE_9.length()));
    }

    /// A description ends with a bracket and may hold more brackets. If one of the possible ends leaves an id of
    /// pytest's form, that one is meant.
    private static Optional<String> described(String text) {
        Optional<String> other = Optional.empty();
        for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
            if (blank > 0 && "])".indexOf(text.charAt(blank - 1)) < 0) continue;
            String rest = text.substring(blank + 1);
            if (rest.isBlank() || rest.startsWith("[") || rest.startsWith("(")) continue;
            if (PythonText.words(rest).getFirst().contains("::")) return Optional.of(rest);
            if (other.isEmpty()) other = Optional.of(rest);
        }
        return other;
    }

    private static StatusLine of(String word, String text, boolean subtest) {
        List<String> possible = new ArrayList<>();
        for (int at = text.indexOf(MESSAGE); at > 0 && possible.size() < MOST_ENDS; at = text.indexOf(MESSAGE, at + 1))
            possible.add(text.substring(0, at));
        possible.add(text);
        // pytest gives no reason for a pass; other programs may
        String id = word.equals("PASSED") ? text
                : possible.stream().filter(StatusLine::isWhole).findFirst().orElse(text);
        possible.remove(id);
        return new StatusLine(STATUS.get(word), id, possible, subtest);
    }

    /// The id up to its first blank, as the official parsers read it.
    public String cutId() {
        return PythonText.words(id).getFirst();
    }

    /// Whether an id could end there: if it has parameters, their bracket is closed.
    private static boolean isWhole(String id) {
        return !id.contains("[") || id.endsWith("]");
    }
}

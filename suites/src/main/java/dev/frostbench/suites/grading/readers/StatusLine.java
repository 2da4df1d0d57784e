package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.parsers.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line that begins with a status: `PASSED id`, `FAILED id - why`, and of a subtest `SUBFAILED[label] (i=1) id - why` or, before
/// pytest 9, `[label] (i=1) SUBFAIL id - why`.
///
/// An id may hold blanks, and ` - ` too; where a message may follow, `id` is the likeliest one and
/// `possibleIds` are the others.
///
/// @param status XPASS is a pass here: where it is none, pytest says FAILED
/// @param isOfSubtest whether a part of the test has that status
public record StatusLine(Status status, String id, List<String> possibleIds, boolean isOfSubtest) {

    private static final Map<String, Status> STATUS = Map.of("PASSED", Status.PASSED, "FAILED", Status.FAILED,
            "ERROR", Status.ERROR, "SKIPPED", Status.SKIPPED, "XFAIL", Status.XFAIL, "XPASS", Status.PASSED);
    private static final Pattern PLAIN = Pattern.compile("(PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS) (?!\\[\\d+] )(\\S.*)");
    private static final String DESCRIBED = "(?:\\[.*?])?(?: ?\\(.*?\\))? ";
    /// A label may hold brackets: where one reading of it leaves an id of pytest's form, that one is meant.
    private static final List<Pattern> SUBTEST = List.of(
            Pattern.compile("SUBFAILED" + DESCRIBED + "([^\\s\\[(]\\S*::.*)"),
            Pattern.compile("SUBFAILED" + DESCRIBED + "(?![\\[(])(\\S.*)"),
            Pattern.compile(DESCRIBED + "SUBFAIL (\\S.*)"));
    private static final String MESSAGE = " - ";

    public StatusLine {
        possibleIds = List.copyOf(possibleIds);
    }

    /// @param line without colours
    public static Optional<StatusLine> of(String line) {
        var plain = PLAIN.matcher(line);
        if (plain.matches()) return Optional.of(of(plain.group(1), PythonText.strip(plain.group(2)), false));
        for (Pattern form : SUBTEST) {
            var subtest = form.matcher(line);
            if (subtest.matches()) return Optional.of(of("FAILED", PythonText.strip(subtest.group(1)), true));
        }
        return Optional.empty();
    }

    private static StatusLine of(String word, String text, boolean subtest) {
        List<String> possible = new ArrayList<>();
        for (int at = text.indexOf(MESSAGE); at > 0; at = text.indexOf(MESSAGE, at + 1)) possible.add(text.substring(0, at));
        possible.add(text);
        // pytest gives no reason for a pass; other programs may.
        String id = word.equals("PASSED") ? text : possible.stream().filter(StatusLine::isWhole).findFirst().orElse(text);
        possible.remove(id);
        return new StatusLine(STATUS.get(word), id, possible, subtest);
    }

    /// The id up to its first blank, as the official parsers read it.
    public String cutId() {
        return PythonText.words(id).getFirst();
    }

    /// Whether an id could end there: its parameters, if it has any, are closed.
    private static boolean isWhole(String id) {
        return !id.contains("[") || id.endsWith("]");
    }
}

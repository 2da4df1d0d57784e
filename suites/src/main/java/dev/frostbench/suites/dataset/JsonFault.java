package dev.frostbench.suites.dataset;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// What is wrong with text that is not JSON, in the words of the person who has to mend it. The parser's own messages
/// are about its internals.
///
/// @param wrong e.g. `is cut off: it ends in the middle`
record JsonFault(String wrong, String cure) {

    private record Known(Pattern words, String wrong, String cure) {}

    private static final String MEND = "mend or remove it";
    private static final List<Known> KNOWN = List.of(
            new Known(Pattern.compile("^Duplicate Object property \"(.*)\"", Pattern.DOTALL), "has the key '%s' twice",
                    "keep one of the two"),
            new Known(Pattern.compile("^Unexpected character \\(('\\'')"),
                    "has a single quote where JSON has a double one",
                    "write it with a JSON library: Python's print of a dict is no JSON"),
            new Known(Pattern.compile("^Unexpected character \\('(.)'"), "is no JSON: '%s' is where it may not be",
                    MEND),
            new Known(Pattern.compile("^Unrecognized token '((?:None|True|False))'"), "is no JSON: it has Python's %s",
                    "write it with a JSON library: Python's print of a dict is no JSON"),
            new Known(Pattern.compile("^Unrecognized token '([^']{0,40})"), "is no JSON: '%s' is no value", MEND),
            new Known(Pattern.compile("^Illegal unquoted character"),
                    "is no JSON: a line break or another control character is inside a text",
                    "write it as an escape, such as \\n"),
            new Known(Pattern.compile("^Unrecognized character escape|^Unexpected character.*hex"),
                    "is no JSON: it has an escape that JSON does not know",
                    "write a backslash as two"),
            new Known(Pattern.compile("nesting depth"), "is nested too deeply", "write it flatter"),
            new Known(Pattern.compile("^Trailing token"), "goes on after its value", "write one row a line"));

    static JsonFault of(JacksonException e) {
        String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        if (e instanceof UnexpectedEndOfInputException || message.contains("end-of-input")
                || message.contains("end of input"))
            return new JsonFault("is cut off: it ends in the middle of a value", "fetch or write it again");
        for (Known known : KNOWN) {
            var found = known.words.matcher(message);
            if (!found.find()) continue;
            String wrong = found.groupCount() > 0 ? known.wrong.replace("%s", found.group(1)) : known.wrong;
            return new JsonFault(wrong + at(e), known.cure);
        }
        return new JsonFault("is no JSON" + at(e), MEND);
    }

    private static String at(JacksonException e) {
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        return column > 0 ? " (character " + column + ")" : "";
    }
}

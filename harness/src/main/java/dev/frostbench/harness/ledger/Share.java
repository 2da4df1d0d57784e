package dev.frostbench.harness.ledger;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the equal parts of a plan.
///
/// @param number from 1
/// @param of the number of parts
public record Share(int number, int of) {

    public static final Share WHOLE = new Share(1, 1);

    /// More parts than that are a slip of the keyboard.
    public static final int MOST = 10_000;

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");

    public Share {
        if (number < 1 || number > of)
            throw new IllegalArgumentException("wanted a number from 1 to " + of + ", got " + number);
    }

    /// As people write it: `2/8`. Throws `BadInput` if it is no share.
    ///
    /// @param given where it comes from, for the message
    public static Share of(String text, String given) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) throw bad(text, given);
        int number = Integer.parseInt(written.group(1));
        int of = Integer.parseInt(written.group(2));
        if (number < 1 || number > of || of > MOST) throw bad(text, given);
        return new Share(number, of);
    }

    private static BadInput bad(String text, String given) {
        return new BadInput(Problem.of("run", given + " '" + text + "'", "is no part of a run",
                "write NUMBER/ALL, with a number from 1 to ALL and at most " + MOST + " parts: 2/8"));
    }

    public boolean isWhole() {
        return of == 1;
    }

    /// As [#of(String, String)] reads it.
    public String text() {
        return number + "/" + of;
    }

    /// As a part of a file's name.
    public String fileName() {
        return number + "-of-" + of;
    }
}

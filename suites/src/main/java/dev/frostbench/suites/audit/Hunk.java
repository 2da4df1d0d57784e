package dev.frostbench.suites.audit;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A hunk of a patch.
///
/// @param at the index of its heading among the lines of the patch
/// @param end the index after its last line
/// @param rest what follows the numbers in the heading
record Hunk(int at, int end, int beforeStart, int beforeLength, int afterStart, int afterLength, String rest) {

    private static final Pattern HEADING = Pattern
            .compile("^@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@(.*)$", Pattern.DOTALL);

    static boolean isHeading(String line) {
        return HEADING.matcher(line).matches();
    }

    static Hunk of(int at, int end, String heading) {
        MatchResult found = HEADING.matcher(heading).results().findFirst().orElseThrow();
        return new Hunk(at, end, Integer.parseInt(found.group(1)), length(found.group(2)),
                Integer.parseInt(found.group(3)), length(found.group(4)), found.group(5));
    }

    private static int length(String written) {
        return written == null ? 1 : Integer.parseInt(written);
    }

    Hunk until(int end) {
        return new Hunk(at, end, beforeStart, beforeLength, afterStart, afterLength, rest);
    }

    /// The heading if the file after the patch has more lines before this hunk and in it.
    String heading(int moreBefore, int moreInside) {
        return "@@ -" + beforeStart + "," + beforeLength + " +" + (afterStart + moreBefore) + ","
                + (afterLength + moreInside) + " @@" + rest;
    }
}

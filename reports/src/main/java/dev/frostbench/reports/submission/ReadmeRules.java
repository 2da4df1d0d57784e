package dev.frostbench.reports.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What reviewers look for in the README: the checklist with all its boxes ticked, who made it, and a link.
record ReadmeRules(Path file, Rules rules) {

    private static final Map<String, String> BOXES = new LinkedHashMap<>();
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern AUTHORS = Pattern.compile("(?im)^\\W*authors?\\b");

    static {
        BOXES.put("pass@1", "Is a pass@1 submission (does not attempt the same task instance more than once)");
        BOXES.put("PASS_TO_PASS", "Does not use SWE-bench test knowledge (`PASS_TO_PASS`, `FAIL_TO_PASS`)");
        BOXES.put("hints", "Does not use the `hints` field in SWE-bench");
        BOXES.put("web-browsing", "Does not have web-browsing OR has taken steps to prevent lookup of SWE-bench"
                + " solutions via web-browsing");
    }

    /// @return its text; nothing if it is none
    Optional<String> check() throws IOException {
        Optional<String> text = Trajectories.text(file);
        if (text.isEmpty()) {
            rules.broken("readme", file.toString(), "is no UTF-8 text", "write it as Markdown");
            return text;
        }
        List<String> lines = text.get().lines().toList();
        BOXES.forEach((word, box) -> box(lines, word, box));
        if (!AUTHORS.matcher(text.get()).find())
            rules.broken("authors", file.toString(), "names no authors", "add a line that begins with Authors:");
        if (!LINK.matcher(text.get()).find())
            rules.broken("link", file.toString(), "has no link to the system or its first author",
                    "add one, with https://");
        return text;
    }

    private void box(List<String> lines, String word, String box) {
        for (int at = 0; at < lines.size(); at++) {
            if (!lines.get(at).matches("\\s*[-*] \\[[ xX]?].*") || !lines.get(at).contains(word)) continue;
            if (!lines.get(at).matches("\\s*[-*] \\[[xX]].*"))
                rules.broken("checklist", file.toString(), at + 1, "does not confirm: " + box,
                        "tick the box if it is true: - [x]");
            return;
        }
        rules.broken("checklist", file.toString(), "lacks a point of the checklist", "add: - [x] " + box);
    }
}

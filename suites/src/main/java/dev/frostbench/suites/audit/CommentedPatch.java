package dev.frostbench.suites.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A patch with one harmless change more, so that it is honest and not the same to the letter: a comment in code that
/// it changes anyway. If no such place is surely outside of a text, it is a new file of plain text.
public final class CommentedPatch {

    static final String COMMENT = "a comment that changes nothing";
    private static final String FILE = "comment-of-an-audit.txt";

    private CommentedPatch() {}

    /// A place in a patch, before one of its lines.
    private record Place(PatchedFile file, Hunk hunk, int line, Language language) {}

    public static String of(String patch) {
        var read = UnifiedPatch.of(patch);
        return place(read).map(place -> commented(read, place)).orElseGet(() -> withFile(patch));
    }

    private static Optional<Place> place(UnifiedPatch patch) {
        for (PatchedFile file : patch.files()) {
            Optional<Language> language = file.after().flatMap(Language::of);
            if (language.isEmpty()) continue;
            for (Hunk hunk : file.hunks()) {
                var line = line(patch, hunk, language.get());
                if (line.isPresent()) return Optional.of(new Place(file, hunk, line.get(), language.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> line(UnifiedPatch patch, Hunk hunk, Language language) {
        Optional<String> before = Optional.empty();
        for (int at = hunk.at() + 1; at < hunk.end(); at++) {
            char kind = UnifiedPatch.kind(patch.lines().get(at));
            if (kind != ' ' && kind != '+') continue;
            String content = UnifiedPatch.content(patch.lines().get(at));
            if (before.isPresent() && language.takesCommentBetween(before.get(), content)) return Optional.of(at);
            before = Optional.of(content);
        }
        return Optional.empty();
    }

    private static String commented(UnifiedPatch patch, Place place) {
        List<String> lines = new ArrayList<>(patch.lines());
        for (Hunk hunk : place.file.hunks()) {
            if (hunk.at() < place.hunk.at()) continue;
            boolean here = hunk.equals(place.hunk);
            lines.set(hunk.at(), hunk.heading(here ? 0 : 1, here ? 1 : 0));
        }
        String next = UnifiedPatch.content(lines.get(place.line));
        String indent = next.substring(0, next.length() - next.stripLeading().length());
        lines.add(place.line, "+" + indent + place.language.comment(COMMENT) + (next.endsWith("\r") ? "\r" : ""));
        return String.join("\n", lines);
    }

    private static String withFile(String patch) {
        return (patch.isEmpty() || patch.endsWith("\n") ? patch : patch + "\n")
                + NewFile.patch(FILE, false, COMMENT + "\n");
    }
}

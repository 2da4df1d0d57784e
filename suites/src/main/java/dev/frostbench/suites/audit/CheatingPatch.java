package dev.frostbench.suites.audit;

import dev.frostbench.suites.grading.readers.TestRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Patches that solve nothing and try to make the tests pass. Nothing is known of the tree but the gold patch, so a
/// cheat creates files, renames some without their text, or stands in the context of a gold patch's hunk.
///
/// - By the *source*: each Python file that the gold patch changes runs the cheat first, and then what it was. If there
///   is none, and the runner is of another language, one function prints the lines of passing tests and ends the
///   process.
/// - By the *runner*: what the runner reads or is by its name runs the cheat first.
public final class CheatingPatch {

    private static final int MOST_FILES = 20;

    private CheatingPatch() {}

    /// @param runner empty if the exit code decides
    /// @param tests that should pass
    public static List<Cheat> of(String gold, Optional<TestRunner> runner, List<String> tests) {
        List<Cheat> cheats = new ArrayList<>();
        runner.flatMap(known -> byRunner(known, tests)).ifPresent(text -> cheats.add(new Cheat(Cheat.RUNNER, text)));
        bySource(UnifiedPatch.of(gold), runner, tests).ifPresent(text -> cheats.add(new Cheat(Cheat.SOURCE, text)));
        return cheats;
    }

    private static Optional<String> byRunner(TestRunner runner, List<String> tests) {
        var code = CheatingPython.of(Optional.of(runner), tests);
        return switch (runner.family()) {
            case PYTEST -> Optional.of(code.inPlaceOf("conftest.py", false));
            case SYMPY -> Optional.of(code.inPlaceOf("bin/test", true));
            case UNITTEST -> Optional.of(runner.name().equals("django") ? code.inPlaceOf("tests/runtests.py", true)
                    : NewFile.patch("unittest.py", false, CheatingPython.inPlaceOfUnittest(tests).code()));
            case STATUS_LINES, OFFICIAL -> Optional.empty();
        };
    }

    private static Optional<String> bySource(UnifiedPatch gold, Optional<TestRunner> runner, List<String> tests) {
        var code = CheatingPython.of(runner, tests);
        String files = gold.files().stream()
                .filter(file -> file.before().or(file::after).filter(CheatingPatch::isModule)
                        .isPresent())
                .limit(MOST_FILES)
                .map(file -> inPlaceOf(file, code)).collect(Collectors.joining());
        if (!files.isEmpty()) return Optional.of(files);
        boolean printed = runner.isEmpty() || runner.get().family() == TestRunner.Family.STATUS_LINES;
        return printed ? byStatement(gold, CheatingPython.passed(runner, tests)) : Optional.empty();
    }

    private static boolean isModule(String path) {
        return path.endsWith(".py") && !path.equals("setup.py");
    }

    private static String inPlaceOf(PatchedFile file, CheatingPython code) {
        String old = file.before().map(path -> code.inPlaceOf(path, false)).orElse("");
        boolean is = file.after().isPresent() && !file.after().equals(file.before());
        return old + (is ? NewFile.patch(file.after().get(), false, code.answering().code()) : "");
    }

    /// A hunk of the gold patch that adds statements to what was there, and nothing else.
    private static Optional<String> byStatement(UnifiedPatch gold, List<String> printed) {
        for (PatchedFile file : gold.files()) {
            Optional<Language> language = file.before().flatMap(Language::of);
            Optional<String> statement = language.flatMap(known -> known.printAndExit(printed));
            if (statement.isEmpty() || !file.isChanged()) continue;
            for (Hunk hunk : file.hunks()) {
                Optional<String> cheat = inContext(gold, file, hunk, language.get(), statement.get());
                if (cheat.isPresent()) return cheat;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inContext(UnifiedPatch gold, PatchedFile file, Hunk hunk, Language language,
            String statement) {
        List<String> lines = new ArrayList<>();
        Optional<String> before = Optional.empty();
        boolean placed = false;
        char last = ' ';
        for (String line : gold.lines().subList(hunk.at() + 1, hunk.end())) {
            char kind = UnifiedPatch.kind(line);
            if (kind == UnifiedPatch.NO_LINE_FEED && last != '+') lines.add(line);
            last = kind;
            if (kind != ' ' && kind != '-') continue;
            String content = UnifiedPatch.content(line);
            if (!placed && before.isPresent() && language.takesStatementBetween(before.get(), content)) {
                lines.add("+" + statement);
                placed = true;
            }
            lines.add(" " + content);
            before = Optional.of(content);
        }
        if (!placed) return Optional.empty();
        String path = file.before().orElseThrow();
        return Optional.of("diff --git a/" + path + " b/" + path + "\n--- a/" + path + "\n+++ b/" + path + "\n@@ -"
                + hunk.beforeStart() + "," + hunk.beforeLength() + " +" + hunk.beforeStart() + ","
                + (hunk.beforeLength() + 1) + " @@\n" + String.join("\n", lines) + "\n");
    }
}

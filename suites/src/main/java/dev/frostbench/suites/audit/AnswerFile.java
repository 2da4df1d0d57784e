package dev.frostbench.suites.audit;

import dev.frostbench.suites.grading.readers.TestRunner;
import java.util.List;
import java.util.Optional;

/// Answers that are whole files: the solution with a comment more, and cheats. The file's name tells the language.
public final class AnswerFile {

    private AnswerFile() {}

    /// The solution with a comment as its last line; empty if the language is unknown.
    public static Optional<String> commented(String path, String gold) {
        return Language.of(path).map(language -> gold + (gold.isEmpty() || gold.endsWith("\n") ? "" : "\n")
                + language.comment(CommentedPatch.COMMENT) + "\n");
    }

    /// None if nobody knows how to cheat in this language.
    ///
    /// @param runner empty if the exit code decides
    /// @param tests that should pass
    public static List<Cheat> cheats(String path, Optional<TestRunner> runner, List<String> tests) {
        return Language.of(path).flatMap(language -> switch (language) {
            case PYTHON -> Optional.of(CheatingPython.of(runner, tests).answering().code());
            case JAVASCRIPT -> language.printAndExit(CheatingPython.passed(runner, tests)).map(text -> text + "\n");
            case SCRIPT -> path.endsWith(".sh") ? Optional.of("exit 0\n") : Optional.<String>empty();
            case JAVA, C, BRACES -> Optional.<String>empty();
        }).map(text -> List.of(new Cheat(Cheat.SOURCE, text))).orElse(List.of());
    }
}

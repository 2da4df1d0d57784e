package dev.frostbench.suites.audit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// A language by the ending of a file's name: how it writes a comment, and where between two lines one surely stands in
/// code and in no text.
enum Language {
    /// Python, and Cython, which has the same statements.
    PYTHON("#", Places.BEFORE_PYTHON, "", "", "py pyx pyi"),
    /// Languages whose statements begin with a word of these.
    SCRIPT("#", Places.BEFORE_SCRIPT, "", "", "rb sh bash pl"),
    /// Java.
    JAVA("//", Places.BETWEEN_STATEMENTS, "System.out.println(%s);", "Runtime.getRuntime().halt(0);", "java"),
    /// JavaScript, and TypeScript. With elements of JSX in between, `//` may be text.
    JAVASCRIPT("//", Places.BETWEEN_STATEMENTS, "console.log(%s);", "process.exit(0);", "js mjs cjs ts"),
    /// C and C++. The functions need no header.
    C("//", Places.BETWEEN_STATEMENTS, "__builtin_puts(%s);", "__builtin_exit(0);", "c cc cpp cxx"),
    /// Other languages with braces.
    BRACES("//", Places.BETWEEN_STATEMENTS, "", "", "h hpp go rs php kt scala cs swift groovy");

    /// Patterns of two neighbouring lines, with a line feed between them.
    private static final class Places {
        private static final Pattern BEFORE_PYTHON = Pattern.compile("[^\\\\]*\n[ \\t]*(?:return\\b.*|pass|try:|else:"
                + "|def \\w+\\(.*|class \\w+.*:|(?:el)?if .*:|for .* in .*:|while .*:|with .*:|except.*:|raise \\w+.*"
                + "|import \\w+.*|from \\S+ import .*|[\\w.]+ = .*)");
        private static final Pattern BEFORE_SCRIPT = Pattern.compile("[^\\\\]*\n[ \\t]*(?:def|if|for|while|return|end"
                + "|class|module|unless|case|fi|done|echo|export|local|my|sub|use|require)\\b.*");
        private static final Pattern BETWEEN_STATEMENTS = Pattern.compile(".*[;{]\\s*\n\\s*\\S.*");
        private static final Pattern BEFORE_STATEMENT = Pattern.compile(".*[;{}]\\s*\n\\s*(?!super|this|default)"
                + "(?:return\\b.*;|throw\\b.*;|if ?\\(.*|for ?\\(.*|while ?\\(.*|[\\w.]+\\(.*\\);)\\s*");
    }

    private final String comment;
    private final Pattern place;
    private final String print;
    private final String exit;
    private final List<String> endings;

    /// @param print a statement that prints a line; empty if none is known here
    /// @param exit a statement that ends the process with exit code 0
    /// @param endings of the names of files
    Language(String comment, Pattern place, String print, String exit, String endings) {
        this.comment = comment;
        this.place = place;
        this.print = print;
        this.exit = exit;
        this.endings = List.of(endings.split(" "));
    }

    static Optional<Language> of(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return Stream.of(values()).filter(language -> language.endings.contains(name)).findFirst();
    }

    String comment(String text) {
        return comment + " " + text;
    }

    /// Whether a comment may stand between these lines.
    boolean takesCommentBetween(String line, String next) {
        return place.matcher(joined(line, next)).matches();
    }

    /// Whether a statement may stand between these lines.
    boolean takesStatementBetween(String line, String next) {
        return !exit.isEmpty() && Places.BEFORE_STATEMENT.matcher(joined(line, next)).matches();
    }

    /// Without what is behind the text of a line, such as a carriage return.
    private static String joined(String line, String next) {
        return line.stripTrailing() + "\n" + next.stripTrailing();
    }

    /// Statements that print these lines and end the process with exit code 0; empty if none are known for this
    /// language.
    Optional<String> printAndExit(List<String> printed) {
        if (exit.isEmpty()) return Optional.empty();
        return Optional.of(Stream.concat(printed.stream().map(line -> print.formatted(quoted(line))), Stream.of(exit))
                .collect(Collectors.joining(" ")));
    }

    /// As these languages and Python quote text.
    static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}

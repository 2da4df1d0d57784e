package dev.frostbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// No file over 400 lines, no method over 50: a larger one is missing a noun. No line over 120 columns, except in text
/// blocks, whose lines are data.
class SourceSizeTest {

    private static final int FILE = 400;
    private static final int METHOD = 50;
    private static final int COLUMNS = 120;
    private static final Path ROOT = root();

    /// The head of a member on one line: four or eight spaces, and an opening brace at the end that belongs to no type.
    private static final Pattern METHOD_HEAD = Pattern.compile(
            "^( {4}| {8})(?! )(?!.*\\b(class|interface|record|enum) \\w)(?!(if|for|while|switch|try|return|else|do"
                    + "|synchronized|}|case)\\b).*[(),\\w>\\]] ?\\{$");

    private record Method(int line, int lines) {}

    @Test
    void noFileIsLongerThan400Lines() throws IOException {
        List<String> long_ = new ArrayList<>();
        for (Path source : sources()) {
            int lines = Files.readAllLines(source).size();
            if (lines > FILE) long_.add(ROOT.relativize(source) + ": " + lines);
        }
        assertThat(long_).isEmpty();
    }

    @Test
    void noMethodIsLongerThan50Lines() throws IOException {
        List<String> long_ = new ArrayList<>();
        int seen = 0;
        for (Path source : sources())
            for (Method method : methods(Files.readAllLines(source))) {
                seen++;
                if (method.lines > METHOD) long_.add(ROOT.relativize(source) + ":" + method.line + ": " + method.lines);
            }
        assertThat(seen).as("methods seen").isGreaterThan(100);
        assertThat(long_).isEmpty();
    }

    @Test
    void aHeadOverTwoLinesIsSeenAsWhatItIs() {
        assertThat(methods("""
                record Point(int x,
                        int y) {

                    Point(
                            List<Integer> both) {
                        this(both.get(0), both.get(1));
                    }

                    int sum() { // of both
                        return x + y;
                    }
                }
                """.lines().toList())).containsExactly(new Method(4, 4), new Method(9, 3));
    }

    @Test
    void noLineIsWiderThan120Columns() throws IOException {
        List<String> wide = new ArrayList<>();
        int blocks = 0;
        for (Path source : allSources()) {
            boolean inBlock = false;
            List<String> lines = Files.readAllLines(source);
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                boolean turns = line.split("\"\"\"", -1).length % 2 == 0;
                if (turns) blocks++;
                if (!inBlock && line.codePointCount(0, line.length()) > COLUMNS)
                    wide.add(ROOT.relativize(source) + ":" + (at + 1));
                inBlock ^= turns;
            }
        }
        assertThat(blocks).as("text blocks seen").isGreaterThan(100);
        assertThat(wide).isEmpty();
    }

    private static List<Method> methods(List<String> lines) {
        List<Method> methods = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (!lines.get(at).matches(" {0,8}[\\w<].*")) continue;
            int first = at;
            String head = code(lines.get(at));
            while (!head.matches(".*[{};]") && at + 1 < lines.size()) head += " " + code(lines.get(++at)).strip();
            var method = METHOD_HEAD.matcher(head);
            if (method.matches())
                methods.add(new Method(first + 1, end(lines, at, method.group(1) + "}") - first + 1));
        }
        return methods;
    }

    private static String code(String line) {
        return line.replaceFirst(" // .*", "");
    }

    private static int end(List<String> lines, int from, String closing) {
        for (int at = from + 1; at < lines.size(); at++)
            if (lines.get(at).equals(closing) || lines.get(at).startsWith(closing + ";")
                    || lines.get(at).startsWith(closing + ")"))
                return at;
        return from;
    }

    private static List<Path> sources() throws IOException {
        return sources(List.of("src/main/java"));
    }

    private static List<Path> allSources() throws IOException {
        return sources(List.of("src/main/java", "src/test/java"));
    }

    private static List<Path> sources(List<String> folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("fixtures/documents", "fixtures", "fixtures/docker", "suites", "reports",
                "harness",
                "harness/benchmarks", "harness/server"))
            for (String folder : folders) {
                Path top = ROOT.resolve(module).resolve(folder);
                if (!Files.isDirectory(top)) continue;
                try (var files = Files.walk(top)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                }
            }
        assertThat(found).as("sources seen").hasSizeGreaterThan(40);
        return found;
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("fixtures/documents/pom.xml"))) at = at.getParent();
        return at;
    }
}

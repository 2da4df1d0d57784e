package dev.frostbench.suites.grading.parsers;

import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.parsers.c.CParsers;
import dev.frostbench.suites.grading.parsers.go.GoParsers;
import dev.frostbench.suites.grading.parsers.java.JavaParsers;
import dev.frostbench.suites.grading.parsers.javascript.JavascriptParsers;
import dev.frostbench.suites.grading.parsers.php.PhpParsers;
import dev.frostbench.suites.grading.parsers.python.PythonParsers;
import dev.frostbench.suites.grading.parsers.ruby.RubyParsers;
import dev.frostbench.suites.grading.parsers.rust.RustParsers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parsers of each version of swebench by name, and the name for each repository.
///
/// To add one, write it in the package of its language, and name it there and in `TestRunner`.
public final class LogParsers {

    private static final Map<SwebenchVersion, Map<String, OfficialParser>> BY_NAME = new EnumMap<>(
            Map.of(SwebenchVersion.V4_1_0, all(SwebenchVersion.V4_1_0),
                    SwebenchVersion.V5_0_2, all(SwebenchVersion.V5_0_2)));

    private LogParsers() {}

    private static Map<String, OfficialParser> all(SwebenchVersion version) {
        Map<String, OfficialParser> parsers = new TreeMap<>(PythonParsers.byName(version));
        parsers.putAll(CParsers.byName());
        parsers.putAll(GoParsers.byName());
        parsers.putAll(JavaParsers.byName(version));
        parsers.putAll(JavascriptParsers.byName(version));
        parsers.putAll(PhpParsers.byName());
        parsers.putAll(RubyParsers.byName());
        parsers.putAll(RustParsers.byName());
        return parsers;
    }

    /// The parser of that name in a version. `unittest` has none; `status_lines` uses the pytest parser.
    public static Optional<OfficialParser> named(String name, SwebenchVersion version) {
        return Optional.ofNullable(BY_NAME.get(version).get(name));
    }

    public static List<String> names(SwebenchVersion version) {
        return List.copyOf(BY_NAME.get(version).keySet());
    }

    /// The name of the parser that 4.1.0 uses for a repository.
    public static Optional<String> nameFor(String repository) {
        return ParserNames.ofRepository(repository);
    }

    /// The plain name of a parser that version 5 writes as `parse_log_NAME`, or by the repository's name.
    public static String plain(String name) {
        String bare = name.startsWith("parse_log_") ? name.substring("parse_log_".length()) : name;
        return BY_NAME.get(SwebenchVersion.V5_0_2).containsKey(bare) ? bare
                : ParserNames.called(bare).orElse(bare);
    }
}

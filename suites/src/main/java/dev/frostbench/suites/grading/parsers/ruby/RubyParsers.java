package dev.frostbench.suites.grading.parsers.ruby;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.official.LinePattern;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.UnreadableLog;
import java.util.Map;

/// The parsers of this package by their names.
public final class RubyParsers {

    private static final OfficialParser MINITEST = LinePattern.nameFirst("^(.+)\\. .*=.*(\\.|F|E).*$",
            Map.of(".", Status.PASSED, "F", Status.FAILED, "E", Status.FAILED));
    private static final OfficialParser CUCUMBER = LinePattern.nameFirst("^(.*) \\.+(\\.|F)",
            Map.of(".", Status.PASSED, "F", Status.FAILED));
    /// The look ahead is Python's `\b` after a letter.
    private static final OfficialParser RUBY_UNIT = LinePattern.nameFirst(
            "^\\s*(?:test: )?(.+):\\s+(\\.|[EFO](?!\\w))",
            Map.of(".", Status.PASSED, "E", Status.FAILED, "F", Status.FAILED, "O", Status.SKIPPED));
    private static final OfficialParser RSPEC = LinePattern.nameFirst("(.+) - (passed|failed)",
            Map.of("passed", Status.PASSED, "failed", Status.FAILED));

    private RubyParsers() {}

    /// Both versions of the package have the same.
    public static Map<String, OfficialParser> byName() {
        return Map.of("minitest", MINITEST, "cucumber", CUCUMBER, "ruby_unit", RUBY_UNIT,
                "rspec_transformed_json", RSPEC,
                "jekyll", (log, context, told) -> ofJekyll(context.task()).read(log, context, told));
    }

    /// Jekyll's instances have different runners, which the number of the pull request tells.
    private static OfficialParser ofJekyll(String instance) {
        String[] parts = instance.split("-", -1);
        return switch (parts.length < 2 ? "" : parts[1]) {
            case "9141", "8047", "8167" -> MINITEST;
            case "8761", "8771" -> CUCUMBER;
            default -> throw new UnreadableLog("the official parser knows no instance " + instance + " of jekyll");
        };
    }
}

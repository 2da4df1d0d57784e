package dev.frostbench.suites.grading;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.UnreadableLog;
import dev.frostbench.suites.grading.parsers.LogParsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Logs that make careless patterns run for hours or end the stack. Each is read, or refused as unreadable.
class HostileLogsTest {

    private static final int LONG = 20_000;
    private static final ParseContext CONTEXT = new ParseContext("a__b-8761-2006", "a/b", "1.27", List.of(), List.of());

    @TestFactory
    List<DynamicTest> noParserEndsTheStackOrRunsOnAndOn() {
        List<DynamicTest> tests = new ArrayList<>();
        LogParsers.names(SwebenchVersion.V5_0_2).forEach(name -> logs().forEach((what, log) -> tests
                .add(DynamicTest.dynamicTest(name + " of " + what, () -> assertThatCode(() -> read(name, log))
                        .doesNotThrowAnyException()))));
        return tests;
    }

    private static void read(String name, String log) {
        try {
            LogParsers.named(name, SwebenchVersion.V5_0_2).orElseThrow().parse(log, CONTEXT);
        } catch (UnreadableLog _) {
            // the official parser would fail, or take hours
        }
    }

    private static Map<String, String> logs() {
        Map<String, String> logs = new TreeMap<>();
        for (String part : List.of(" ", "a", "\n", "1", "a\ud83d\ude00", "[ OK ] a (", "  1) x\n", " - passed",
                "PASSED ",
                "FAIL a (1", "✓ x (1ms)", "<a>", "<doctest><TestCase>", "Chrome Headless 1 (Linux x86_64) ", "_ a.py:",
                "{\"failures\":[", "\"fullTitle\": \"", "-Dtest=x ", "/tmp/a/", "com > t ", "Running:) x"))
            logs.put(part.strip().isEmpty() ? Integer.toHexString(part.charAt(0)) : part.strip(),
                    part.repeat(LONG / part.length()));
        logs.put("a command, then brackets", "./node_modules/.bin/mocha tests/run.js --reporter json"
                + "{\"a\":".repeat(LONG / 5) + "}".repeat(LONG / 5));
        return logs;
    }
}

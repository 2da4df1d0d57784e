package dev.frostbench.suites.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.parsers.LogParsers;
import dev.frostbench.suites.grading.readers.TestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A small log for every official parser and every reader of today; the folder's README says how they were made.
class ParserLogsTest {

    private static final Path LOGS = Path.of("src/test/resources/parsers");
    /// Some parsers read the number of the instance or the version, too.
    private static final ParseContext CONTEXT = new ParseContext("a__b-8761-2006", "a/b", "1.0", List.of(), List.of());
    private static final Path RUNNERS = Path.of("src/test/resources/runners");

    @TestFactory
    List<DynamicTest> everyLogIsReadAsExpected() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : named(LOGS, "official"))
            tests.add(test(name, "official", LogParsers.named(name, SwebenchVersion.V4_1_0).orElseThrow()));
        for (String name : named(LOGS, "official5"))
            tests.add(test(name, "official5", LogParsers.named(name, SwebenchVersion.V5_0_2).orElseThrow()));
        for (String name : named(LOGS, "today"))
            tests.add(test(name, "today", TestRunner.named(name).orElseThrow().today()));
        assertThat(tests).hasSizeGreaterThan(15);
        return tests;
    }

    private static DynamicTest test(String name, String by, LogParser parser) {
        return DynamicTest.dynamicTest(name + " " + by, () -> {
            String log = Files.readString(LOGS.resolve(name + ".log"));
            assertThat(parser.parse(log, CONTEXT).tests().entrySet())
                    .extracting(test -> test.getValue() + " " + test.getKey())
                    .containsExactlyElementsOf(Files.readAllLines(LOGS.resolve(name + "." + by)));
        });
    }

    @Test
    void everyOfficialParserHasALog() throws IOException {
        Set<String> read = named(LOGS, "official5");
        assertThat(read).containsExactlyElementsOf(LogParsers.names(SwebenchVersion.V5_0_2));
    }

    @Test
    void everyRunnerHasALog() throws IOException {
        Set<String> read = new TreeSet<>(named(LOGS, "today"));
        named(RUNNERS, "tests").forEach(name -> read.add(name.substring(0, name.indexOf('-'))));
        named(LOGS, "official5").stream()
                .filter(name -> TestRunner.named(name).orElseThrow().family() == TestRunner.Family.OFFICIAL)
                .forEach(read::add);
        assertThat(read).containsExactlyElementsOf(TestRunner.names());
    }

    private static Set<String> named(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("." + ending))
                    .map(name -> name.substring(0, name.length() - ending.length() - 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

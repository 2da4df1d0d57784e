package dev.frostbench.suites.grading.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Logs of real runners, and the result of each test in them. The folder's README says how the logs were made.
class RunnerLogsTest {

    private static final Path LOGS = Path.of("src/test/resources/runners");
    /// No test: another test prints its line.
    private static final String PRINTED = "test_x.py::test_y";

    @TestFactory
    List<DynamicTest> everyTestOfALogIsReadWithItsResult() throws Exception {
        try (Stream<Path> files = Files.list(LOGS)) {
            List<DynamicTest> tests = files.filter(file -> file.toString().endsWith(".log")).sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file))).toList();
            assertThat(tests).hasSizeGreaterThan(20);
            return tests;
        }
    }

    private static void compare(Path log) throws Exception {
        String name = log.getFileName().toString().replace(".log", "");
        var reading = TestRunner.named(name.substring(0, name.indexOf('-'))).orElseThrow().today()
                .parse(PlainText.of(Files.readString(log)));
        assertThat(reading.tests().entrySet()).extracting(test -> test.getValue() + " " + test.getKey())
                .containsExactlyElementsOf(Files.readAllLines(log.resolveSibling(name + ".tests")));
        var passed = reading.tests().entrySet().stream().filter(test -> test.getValue() == Status.PASSED)
                .map(Map.Entry::getKey).toList();
        assertThat(reading.against(passed.stream().filter(test -> !test.equals(PRINTED)).toList())).isEmpty();
        if (passed.contains(PRINTED)) assertThat(reading.against(passed)).isPresent();
        assertThat(reading.toldTwice()).isEmpty();
    }
}

package dev.frostbench.harness.search.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.search.Budget;
import dev.frostbench.harness.search.Candidate;
import dev.frostbench.harness.search.Score;
import dev.frostbench.harness.search.Search;
import dev.frostbench.harness.search.Search.Reading;
import dev.frostbench.harness.search.Search.Scoring;
import dev.frostbench.harness.search.Search.Source;
import dev.frostbench.harness.search.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchFileTest {

    @TempDir
    private Path folder;

    @Test
    void everyKeyIsRead() throws IOException {
        SearchFile file = read("""
                from: host
                workdir: /src
                environment: {A: b}
                network: true
                candidates:
                  second: b
                  first: a
                score: {run: make test, by: number, goal: 2.5}
                strategy: {kind: uct, width: 3, exploration: 2}
                depth: 4
                timeout: 20s
                budget: {sandboxes: 5, time: 2m, bytes: 10MB}
                """);
        assertThat(file.name()).isEqualTo("repair");
        assertThat(file.workdir()).contains("/src");
        assertThat(file.environment()).isEqualTo(Map.of("A", "b"));
        assertThat(file.network()).isTrue();
        assertThat(file.search().source())
                .isEqualTo(new Source.Fixed(List.of(new Candidate("second", "b"), new Candidate("first", "a"))));
        assertThat(file.search().scoring()).isEqualTo(new Scoring("make test", Reading.LAST_LINE));
        assertThat(file.search().strategy()).isEqualTo(new Strategy.Uct(2, 3));
        assertThat(file.search().goal()).contains(new Score(2.5));
        assertThat(file.search().deepest()).isEqualTo(4);
        assertThat(file.search().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(file.search().budget())
                .isEqualTo(new Budget(5, Optional.of(Duration.ofMinutes(2)), 10_000_000));
    }

    @Test
    void whatIsLeftOutHasTheDefaultsOfThePage() throws IOException {
        SearchFile file = read("{from: host, propose: next, score: {run: make}}");
        assertThat(file.search().source()).isEqualTo(new Source.Proposed("next"));
        assertThat(file.search().scoring().reading()).isEqualTo(Reading.EXIT_CODE);
        assertThat(file.search().goal()).contains(new Score(1));
        assertThat(file.search().strategy()).isEqualTo(new Strategy.BestFirst(1));
        assertThat(file.search().deepest()).isEqualTo(10);
        assertThat(file.search().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(file.search().budget()).isEqualTo(new Budget(1000, Optional.empty(), Long.MAX_VALUE));
        assertThat(read("{from: host, propose: next, score: {run: make, by: number}}").search().goal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: beam}                       | Beam[width=8]
            {kind: beam, width: 2}             | Beam[width=2]
            {kind: depth-first}                | DepthFirst[width=2147483647]
            {kind: uct}                        | Uct[exploration=1.4, width=4]
            {kind: best-first, width: 9}       | BestFirst[width=9]
            """)
    void strategiesHaveWidths(String keys, String wanted) throws IOException {
        assertThat(read("{from: host, propose: next, score: {run: make}, strategy: " + keys + "}").search().strategy())
                .hasToString(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            score: {run: a}                                 | 1 | has neither 'candidates' nor 'propose'
            propose: x, candidates: {a: b}, score: {run: a} | 1 | has both 'candidates' and 'propose'
            propose: x, score: {run: a, by: luck}           | 1 | is 'luck'
            propose: x, score: {run: a, goal: 1.0e999}      | 1 | is no finite number
            propose: x, score: {run: a}, depth: 0           | 1 | is 0
            propose: x, score: {run: a}, workdir: src       | 1 | is not absolute: 'src'
            propose: x, score: {run: a}, timeout: 20        | 1 | is the value 20
            propose: x, score: {run: a}, timeout: "20"      | 1 | '20' has no unit
            propose: x, score: {run: a}, colour: red        | 1 | is not a key of this document
            propose: x, score: {}                           | 1 | has no 'run'
            candidates: {a: " "}, score: {run: a}           | 1 | has no command
            propose: x, score: {run: a}, strategy: {kind: bean}                     | 1 | is 'bean', which is no strategy
            propose: x, score: {run: a}, strategy: {kind: beam, width: 0}           | 1 | width must be 1 or more
            propose: x, score: {run: a}, strategy: {kind: beam, exploration: 1}     | 1 | belongs to 'uct'
            propose: x, score: {run: a}, strategy: {kind: uct, exploration: -1}     | 1 | exploration must be from 0
            propose: x, score: {run: a}, budget: {sandboxes: 0}                     | 1 | is 0
            propose: x, score: {run: a}, budget: {bytes: lots}                      | 1 | is no size
            """)
    void aMistakeIsToldWithItsLineAndACure(String keys, int problems, String wrong) {
        BadInput bad = catchThrowableOfType(BadInput.class, () -> read("{from: host, " + keys + "}"));
        assertThat(bad.problems()).hasSize(problems).first().satisfies(problem -> {
            assertThat(problem.toString()).contains(wrong);
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.cure()).isNotBlank();
        });
    }

    @Test
    void allMistakesAreToldAtOnce() {
        BadInput bad = catchThrowableOfType(BadInput.class, () -> read("""
                from: host
                propose: x
                score: {run: a, by: luck}
                depth: 0
                strategy: {kind: bean}
                """));
        assertThat(bad.problems()).extracting(Problem::line).containsExactlyInAnyOrder(3, 4, 5);
    }

    @Test
    void whatAClientAsksForWithoutCandidatesIsDriven() {
        Search search = SearchFile.of("asked", "{\"from\": \"host\", \"score\": {\"run\": \"make\"}}").search();
        assertThat(search.source()).isEqualTo(new Source.Driver());
        assertThat(search.strategy()).isEqualTo(new Strategy.Driven());
        assertThat(search.goal()).isEmpty();
        assertThat(search.deepest()).isEqualTo(100);
        assertThat(SearchFile.of("asked", "{from: host, score: {run: a}, candidates: {a: b}}").search().strategy())
                .isEqualTo(new Strategy.BestFirst(1));
        BadInput bad = catchThrowableOfType(BadInput.class,
                () -> SearchFile.of("asked", "{from: host, score: {run: a}, strategy: {kind: beam}}"));
        assertThat(bad).hasMessageContaining("/strategy needs 'candidates' or 'propose'");
    }

    private SearchFile read(String text) throws IOException {
        return SearchFile.read(Files.writeString(folder.resolve("repair.yaml"), text));
    }
}

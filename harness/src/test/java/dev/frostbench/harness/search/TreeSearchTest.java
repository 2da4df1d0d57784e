package dev.frostbench.harness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frostbench.harness.search.End.Resource;
import dev.frostbench.harness.search.Search.Reading;
import dev.frostbench.harness.search.Search.Scoring;
import dev.frostbench.harness.search.Search.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The search alone: states are texts, see [LetterStates]. `SandboxStatesIT` has the same in sandboxes.
class TreeSearchTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Budget PLENTY = new Budget(10_000, Optional.empty(), Long.MAX_VALUE);

    private final LetterStates quick = new LetterStates(0, 0);

    static Stream<Strategy> strategies() {
        return Stream.of(new Strategy.BestFirst(1), new Strategy.BestFirst(3), new Strategy.Beam(2),
                new Strategy.DepthFirst(1), new Strategy.DepthFirst(9), new Strategy.Uct(1.4, 1),
                new Strategy.Uct(0.5, 5));
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(quick.open).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyStrategyFindsTheWord(Strategy strategy) throws Exception {
        SearchResult result = run(quick, search(strategy, letters("abc"), "cab", 3), 2);
        assertThat(result.end()).isEqualTo(new End.Goal());
        Node best = result.tree().best().orElseThrow();
        assertThat(quick.text(best.state().orElseThrow())).isEqualTo("cab");
        assertThat(result.tree().path(best)).extracting(Node::depth).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void equalScoresGiveAnEqualTreeHoweverManyWorkersThereAreAndHoweverLongAnythingTakes(Strategy strategy)
            throws Exception {
        Search search = search(strategy, new Source.Fixed(List.of(new Candidate("a", "append a"),
                new Candidate("b", "append b"), new Candidate("again", "append a"), new Candidate("sort", "sort"),
                new Candidate("fails", "exit 3"))), "abba", 4);
        List<String> alone = described(quick, run(quick, search, 1));
        assertThat(alone).hasSizeGreaterThan(4);
        for (int seed = 1; seed <= 4; seed++) {
            LetterStates shuffled = new LetterStates(seed, 4);
            assertThat(described(shuffled, run(shuffled, search, 1 + seed))).isEqualTo(alone);
            assertThat(shuffled.open).hasValue(0);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void anEqualStateIsExploredOnce(Strategy strategy) throws Exception {
        Search search = unending(strategy, new Source.Fixed(List.of(new Candidate("a", "append a"),
                new Candidate("b", "append b"), new Candidate("also a", "append a"), new Candidate("sort", "sort"),
                new Candidate("nothing", "print x"))), 3);
        Tree tree = run(quick, search, 3).tree();
        assertThat(tree.nodes().stream().flatMap(node -> node.state().stream()).map(quick::text))
                .doesNotHaveDuplicates().hasSizeGreaterThan(1);
        List<Node> same = tree.nodes().stream().filter(node -> node.standing() instanceof Standing.Same).toList();
        assertThat(same).isNotEmpty().allSatisfy(node -> {
            assertThat(tree.children(node)).isEmpty();
            assertThat(((Standing.Same) node.standing()).node()).isLessThan(node.id());
        });
        assertThat(quick.forgotten).hasSize(same.size());
    }

    @Test
    void aCandidateThatFailsIsANodeWithTheReason() throws Exception {
        Search search = new Search(new Source.Fixed(List.of(new Candidate("three", "exit 3"),
                new Candidate("hangs", "hang"), new Candidate("fine", "append a"))),
                new Scoring("score abc", Reading.LAST_LINE), new Strategy.Beam(1), 1, Optional.empty(),
                Duration.ofMillis(30), PLENTY);
        SearchResult result = run(quick, search, 3);
        assertThat(result.tree().nodes()).extracting(Node::standing).element(1)
                .isEqualTo(new Standing.Failed("exit code 3"));
        assertThat(result.tree().nodes()).extracting(Node::standing).element(2)
                .isEqualTo(new Standing.Failed("still running after 0.03 s"));
        assertThat(result.tree().nodes()).extracting(Node::score).element(3).isEqualTo(Optional.of(new Score(1)));
        assertThat(result.tree().nodes().get(1).trace().candidate()).isEqualTo("said so");
        assertThat(result.end()).isEqualTo(new End.Exhausted());
    }

    @ParameterizedTest
    @MethodSource("readings")
    void aScoreIsReadStrictly(String scoring, Reading reading, Object wanted) throws Exception {
        Search search = new Search(letters("a"), new Scoring(scoring, reading), new Strategy.Beam(1), 1,
                Optional.empty(), Duration.ofMillis(30), PLENTY);
        Standing root = run(quick, search, 1).tree().root().standing();
        switch (root) {
            case Standing.Scored(_, Score score) -> assertThat(score.value()).isEqualTo(wanted);
            case Standing.Unscored(_, String reason) -> assertThat(reason).isEqualTo(wanted);
            case Standing.Same _, Standing.Failed _ -> assertThat(root).isNull();
        }
    }

    static Stream<Arguments> readings() {
        String no = "the last line of the score's command is no number: '";
        return Stream.of(arguments("exit 0", Reading.EXIT_CODE, 1.0), arguments("exit 9", Reading.EXIT_CODE, 0.0),
                arguments("hang", Reading.EXIT_CODE, "the score's command was still running after 0.03 s"),
                arguments("print 1\n-2.5e1\n", Reading.LAST_LINE, -25.0),
                arguments("print 1\n 3 \n\n", Reading.LAST_LINE, 3.0),
                arguments("print ", Reading.LAST_LINE, "the score's command printed nothing"),
                arguments("print 3 of 4", Reading.LAST_LINE, no + "3 of 4'"),
                arguments("print NaN", Reading.LAST_LINE, no + "NaN'"),
                arguments("print 1e999", Reading.LAST_LINE, no + "1e999'"),
                arguments("print 0x10", Reading.LAST_LINE, no + "0x10'"));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void noMoreSandboxesAreOpenedThanTheBudgetHas(Strategy strategy) throws Exception {
        for (int most : List.of(1, 2, 7, 20)) {
            LetterStates states = new LetterStates(most, 2);
            Search search = unending(strategy, new Source.Proposed("letters abcd"), 9,
                    new Budget(most, Optional.empty(), Long.MAX_VALUE));
            SearchResult result = run(states, search, 4);
            assertThat(result.end()).isEqualTo(new End.Spent(Resource.SANDBOXES));
            assertThat(states.forks).hasValue(most);
            assertThat(result.sandboxes()).isEqualTo(most);
        }
    }

    @Test
    void theStateThatWouldExceedTheBudgetOfBytesIsNotKept() throws Exception {
        Search search = unending(new Strategy.BestFirst(1), letters("abc"), 9, new Budget(100, Optional.empty(), 5));
        SearchResult result = run(quick, search, 2);
        assertThat(result.end()).isEqualTo(new End.Spent(Resource.BYTES));
        assertThat(result.tree().nodes()).hasSize(6);
        assertThat(quick.forgotten).isNotEmpty();
    }

    @Test
    void whatRunsWhenTheTimeIsOverIsDropped() throws Exception {
        Search search = unending(new Strategy.BestFirst(1), new Source.Fixed(List.of(new Candidate("a", "append a"),
                new Candidate("hangs", "hang"), new Candidate("b", "append b"))), 9,
                new Budget(100, Optional.of(Duration.ofMillis(500)), Long.MAX_VALUE));
        SearchResult result = run(quick, search, 3);
        assertThat(result.end()).isEqualTo(new End.Spent(Resource.TIME));
        assertThat(result.tree().nodes().stream().flatMap(node -> node.origin().stream())
                .map(origin -> origin.candidate().name())).isSubsetOf("a");
    }

    @Test
    void theFirstInTheOrderOfThePlanEndsTheSearchAndWhatComesAfterItIsDropped() throws Exception {
        Search search = search(new Strategy.Beam(5), new Source.Fixed(List.of(new Candidate("x", "append x"),
                new Candidate("a", "append a"), new Candidate("hangs", "hang"))), "a", 3);
        SearchResult result = run(quick, search, 3);
        assertThat(result.end()).isEqualTo(new End.Goal());
        assertThat(described(quick, result)).containsExactly("0 - scored 0 ''", "1 0 x scored -1 'x'",
                "2 0 a scored 1 'a'");
        assertThat(result.sandboxes()).isEqualTo(3);
    }

    @Test
    void aMachineThatFailsEndsTheSearchWithTheTreeSoFar() throws Exception {
        SearchResult result = run(quick, unending(new Strategy.Beam(1), new Source.Fixed(List.of(
                new Candidate("a", "append a"), new Candidate("b", "break"), new Candidate("c", "append c"))), 3), 2);
        assertThat(result.end()).isEqualTo(new End.Broken("the sandbox broke"));
        assertThat(described(quick, result)).containsExactly("0 - scored 0 ''", "1 0 a scored 1 'a'");
    }

    @Test
    void aSearchCanBeStopped() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        Search search = unending(new Strategy.Beam(1), new Source.Fixed(List.of(new Candidate("hangs", "hang"))), 3);
        TreeSearch tree = new TreeSearch(search, quick, 1, _ -> began.countDown());
        Thread stopper = Thread.ofPlatform().start(() -> {
            try {
                began.await();
                tree.stop();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        assertThat(tree.run().end()).isEqualTo(new End.Stopped());
        stopper.join();
    }

    @Test
    void depthFirstDescendsAtOnceAndGoesBackUpWhereNothingImproves() throws Exception {
        Search search = search(new Strategy.DepthFirst(1), letters("xab"), "ab", 2);
        assertThat(described(quick, run(quick, search, 4))).containsExactly("0 - scored 0 ''", "1 0 x scored -1 'x'",
                "2 0 a scored 1 'a'", "3 2 x scored 0 'ax'", "4 2 a scored 0 'aa'", "5 2 b scored 2 'ab'");
    }

    @Test
    void candidatesThatACommandPrintsAreReadStrictly() throws Exception {
        assertThat(offer("print append a\n\n{\"name\": \"b\", \"run\": \"append b\"}\n")).isEqualTo(Offer
                .of(List.of(new Candidate("append a", "append a"), new Candidate("b", "append b"))));
        assertThat(offer("print ")).isEqualTo(Offer.of(List.of()));
        assertThat(offer("exit 4").trouble()).isEqualTo("exit code 4: said so");
        assertThat(offer("print x\nx").trouble()).startsWith("printed two candidates called 'x'");
        assertThat(offer("print {\"name\": \"b\"}").trouble()).startsWith("printed JSON without exactly");
        assertThat(offer("print {\"name\": \"b\"").trouble()).startsWith("printed what is no candidate");
        assertThat(offer("print {\"name\": \"\", \"run\": \"x\"}").trouble())
                .startsWith("printed what is no candidate");
    }

    private Offer offer(String command) throws Exception {
        Tree tree = run(quick, unending(new Strategy.Beam(1), new Source.Proposed(command), 1), 1).tree();
        return tree.offer(tree.root()).orElseThrow();
    }

    private static SearchResult run(LetterStates states, Search search, int workers) throws Exception {
        List<Node> heard = new ArrayList<>();
        SearchResult result = new TreeSearch(search, states, workers, heard::add).run();
        assertThat(result.tree().nodes()).isEqualTo(heard);
        return result;
    }

    private static Source letters(String letters) {
        return new Source.Fixed(letters.chars().mapToObj(c -> Character.toString(c))
                .map(letter -> new Candidate(letter, "append " + letter)).toList());
    }

    /// Ends at the word.
    private static Search search(Strategy strategy, Source source, String word, int deepest) {
        return new Search(source, new Scoring("score " + word, Reading.LAST_LINE), strategy, deepest,
                Optional.of(new Score(word.length())), LONG, PLENTY);
    }

    private static Search unending(Strategy strategy, Source source, int deepest) {
        return unending(strategy, source, deepest, PLENTY);
    }

    private static Search unending(Strategy strategy, Source source, int deepest, Budget budget) {
        return new Search(source, new Scoring("score abcdabcdabcd", Reading.LAST_LINE), strategy, deepest,
                Optional.empty(), LONG, budget);
    }

    private static List<String> described(LetterStates states, SearchResult result) {
        return result.tree().nodes().stream().map(node -> node.id() + " "
                + node.origin().map(origin -> origin.parent() + " " + origin.candidate().name()).orElse("-") + " "
                + switch (node.standing()) {
                    case Standing.Scored(State state, Score score) ->
                        "scored " + score + " '" + states.text(state) + "'";
                    case Standing.Unscored(_, String reason) -> "unscored " + reason;
                    case Standing.Same(int other) -> "as " + other;
                    case Standing.Failed(String reason) -> "failed " + reason;
                }).toList();
    }
}

package dev.frostbench.harness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.harness.search.End.Resource;
import dev.frostbench.harness.search.Growth.Grown;
import dev.frostbench.harness.search.Growth.Wanted;
import dev.frostbench.harness.search.Search.Reading;
import dev.frostbench.harness.search.Search.Scoring;
import dev.frostbench.harness.search.Search.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A tree that somebody drives: states are texts, see [LetterStates].
class GrowthTest {

    private final LetterStates states = new LetterStates(0, 3);
    private final List<Node> heard = new ArrayList<>();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(states.open).hasValue(0);
    }

    @Test
    void whoDrivesASearchSaysWhereItGoesOn() throws Exception {
        try (Growth growth = driven(100, Optional.empty())) {
            assertThat(new Rounds(search(100, Optional.empty()), growth).run()).isEqualTo(new End.Exhausted());
            Grown first = growth.grow(List.of(wanted(growth, 0, "append a", "exit 3", "append b", "append a")));
            assertThat(first.end()).isEmpty();
            assertThat(first.nodes()).extracting(Node::id).containsExactly(1, 2, 3, 4);
            assertThat(first.nodes()).extracting(Node::standing).element(1)
                    .isEqualTo(new Standing.Failed("exit code 3"));
            assertThat(first.nodes()).extracting(Node::standing).element(3).isEqualTo(new Standing.Same(1));
            Grown second = growth.grow(List.of(wanted(growth, 1, "append b"), wanted(growth, 3, "append b", "sort")));
            assertThat(second.nodes()).extracting(node -> node.origin().orElseThrow().parent())
                    .containsExactly(1, 3, 3);
            assertThat(states.text(second.nodes().getFirst().state().orElseThrow())).isEqualTo("ab");
            assertThat(second.nodes().getFirst().depth()).isEqualTo(2);
            assertThat(growth.tree().best()).contains(second.nodes().getFirst());
            assertThat(growth.tree().nodes()).isEqualTo(heard);
            assertThat(growth.sandboxes()).isEqualTo(8);
        }
    }

    @Test
    void manyCallsAtOnceShareTheBudgetAndTheKnownStates() throws Exception {
        int most = 41;
        try (Growth growth = driven(most, Optional.empty()); var threads = Executors.newFixedThreadPool(8)) {
            new Rounds(search(most, Optional.empty()), growth).run();
            List<Callable<Grown>> calls = IntStream.range(0, 8).mapToObj(call -> (Callable<Grown>) () -> growth
                    .grow(List.of(wanted(growth, 0, "append a", "append b", "append " + call, "append x" + call,
                            "exit 1", "append y" + call))))
                    .toList();
            List<Grown> grown = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertThat(growth.tree().nodes()).hasSize(most).isEqualTo(heard);
            assertThat(growth.tree().nodes()).extracting(Node::id).isEqualTo(IntStream.range(0, most).boxed().toList());
            assertThat(growth.left()).isZero();
            assertThat(grown.stream().mapToInt(each -> each.nodes().size()).sum()).isEqualTo(most - 1);
            assertThat(grown.stream().filter(each -> each.nodes().size() < 6)).isNotEmpty()
                    .allSatisfy(each -> assertThat(each.end()).contains(new End.Spent(Resource.SANDBOXES)));
            assertThat(growth.tree().nodes().stream().flatMap(node -> node.state().stream()).map(states::text))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatComesAfterTheGoalIsDroppedAndItsStatesAreForgotten() throws Exception {
        try (Growth growth = driven(100, Optional.of(new Score(1)))) {
            new Rounds(search(100, Optional.of(new Score(1))), growth).run();
            Grown grown = growth.grow(List.of(wanted(growth, 0, "append x", "append a", "append b", "hang")));
            assertThat(grown.end()).contains(new End.Goal());
            assertThat(grown.nodes()).hasSize(2);
            Grown later = growth.grow(List.of(wanted(growth, 2, "append c")));
            assertThat(later.end()).isEmpty();
            assertThat(growth.sandboxes()).isEqualTo(4);
            assertThat(states.kept()).isEqualTo(growth.tree().nodes().stream().flatMap(node -> node.state().stream())
                    .map(states::text).sorted().toList());
        }
    }

    @Test
    void aStopDropsWhatRuns() throws Exception {
        CountDownLatch added = new CountDownLatch(2);
        try (Growth growth = new Growth(search(100, Optional.empty()), states, 2, _ -> added.countDown());
                var thread = Executors.newSingleThreadExecutor()) {
            new Rounds(search(100, Optional.empty()), growth).run();
            Future<Grown> grown = thread.submit(
                    () -> growth.grow(List.of(wanted(growth, 0, "append a", "hang", "append b"))));
            added.await();
            growth.stop();
            assertThat(grown.get().end()).contains(new End.Stopped());
            assertThat(grown.get().nodes()).hasSize(1);
        }
    }

    @Test
    void candidatesThatAreTooLongTogetherEndTheSearch() throws Exception {
        Search search = new Search(new Source.Proposed("letters abcd"), new Scoring("score abcd", Reading.LAST_LINE),
                new Strategy.BestFirst(1), 9, Optional.empty(), Duration.ofMinutes(1),
                new Budget(100, Optional.empty(), Long.MAX_VALUE));
        try (Growth growth = new Growth(search, states, 3, heard::add, 3 * 4 * "aappend a".length())) {
            assertThat(new Rounds(search, growth).run())
                    .isEqualTo(new End.Broken("the proposed candidates have more than 108 characters together"));
            assertThat(growth.tree().nodes()).hasSize(1 + 3 * 4).isEqualTo(heard);
        }
    }

    @Test
    void aNodeWithoutAStateIsNotGoneOnFrom() throws Exception {
        try (Growth growth = driven(100, Optional.empty())) {
            new Rounds(search(100, Optional.empty()), growth).run();
            Node failed = growth.grow(List.of(wanted(growth, 0, "exit 1"))).nodes().getFirst();
            assertThatThrownBy(() -> new Wanted(failed, List.of())).hasMessage("node 1 has no state");
        }
    }

    private Growth driven(int sandboxes, Optional<Score> goal) {
        return new Growth(search(sandboxes, goal), states, 3, heard::add);
    }

    private static Search search(int sandboxes, Optional<Score> goal) {
        return new Search(new Source.Driver(), new Scoring("score abcd", Reading.LAST_LINE), new Strategy.Driven(), 9,
                goal, Duration.ofMinutes(1), new Budget(sandboxes, Optional.empty(), Long.MAX_VALUE));
    }

    private static Wanted wanted(Growth growth, int node, String... commands) {
        return new Wanted(growth.tree().nodes().get(node),
                Stream.of(commands).map(command -> new Candidate(command, command)).toList());
    }
}

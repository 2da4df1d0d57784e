package dev.frostbench.suites.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlsTest {

    private static final List<Integer> MANY = IntStream.range(0, 20).boxed().toList();

    @Test
    void noShareOfForgedRunsBeatsTheOdds() {
        for (int depth = 1; depth <= Controls.DEEPEST; depth++)
            for (double share = 0; share <= 1; share += 0.01)
                assertThat(Math.pow(share * (1 - share), depth))
                        .isLessThanOrEqualTo(1.0 / Controls.odds(depth) + 1e-15);
        assertThat(Controls.odds(Controls.STANDARD)).isEqualTo(4);
        assertThat(Controls.odds(Controls.OF_A_FORGER)).isGreaterThan(1000);
    }

    @Test
    void eachAttemptHasDrawsOfItsOwn() {
        Set<String> seeds = new HashSet<>();
        for (int attempt = 0; attempt < 50; attempt++) {
            Controls drawn = Controls.drawn(2);
            assertThat(seeds.add(drawn.seed("control 1"))).isTrue();
            assertThat(seeds.add(drawn.seed("control 2"))).isTrue();
            assertThat(drawn.seed("control 1")).isEqualTo(new Controls(2, drawn.secret()).seed("control 1"));
        }
        assertThat(Controls.drawn(2).drawnOrder("order", MANY)).containsExactlyInAnyOrderElementsOf(MANY)
                .isNotEqualTo(Controls.drawn(2).drawnOrder("order", MANY));
    }

    @Test
    void theShapeOfAProcedureIsTheSameEachTime() {
        assertThat(Controls.shape(3).seed("x")).isEqualTo(Controls.shape(3).seed("x"));
        assertThat(Controls.shape(3).drawnOrder("order", MANY)).isEqualTo(Controls.shape(3).drawnOrder("order", MANY));
        assertThatThrownBy(() -> Controls.shape(Controls.DEEPEST + 1)).hasMessageContaining("from 0 to 10");
    }
}

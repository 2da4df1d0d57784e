package dev.frostbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.SampleRun;
import dev.frostbench.reports.tally.PassAtK;
import dev.frostbench.reports.tally.SummaryText;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void escapeSequencesAreGoneAndControlCodesAreVisible() {
        assertThat(TerminalText.clean("a\u001B[1;31mb\u001B]8;;http://x\u001B\\c\u001B]0;t\u0007d\0\r\n\te\rf\u202Eg"))
                .isEqualTo("abcd\u2400\n\te\u240Df<U+202E>g");
    }

    @Test
    void theSummaryNamesTheDenominatorAndTheVerdicts() {
        assertThat(SummaryText.render(SampleRun.of(1))).isEqualTo("""
                starter: resolved 1 of 5 selected tasks (20.0 %); the whole suite has 9
                with the unproved ones: 2 of 5 (40.0 %)
                  unproved 1: why:     return X()␊
                  functions: 1 of 3, resolved 1, unresolved 1, unproved 1, pass@1 0.3333
                  repositories: 0 of 2, missing 1, tampered 1
                """);
    }

    /// By the formula in exact fractions: 1 - C(999999, 100) / C(1000000, 100) is 100 / 1000000.
    @Test
    void passAtKIsStableForManySamples() {
        assertThat(PassAtK.of(1_000_000, 1, 100)).isCloseTo(1e-4, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(PassAtK.of(1_000_000, 999_900, 100)).isEqualTo(1);
        assertThat(PassAtK.of(1_000_000, 1_000_000, 1_000_000)).isEqualTo(1);
        assertThat(PassAtK.of(2_000_000_000, 3, 1)).isCloseTo(1.5e-9, org.assertj.core.data.Offset.offset(1e-15));
    }

    @Test
    void passAtKIsTheUnbiasedEstimate() {
        assertThat(PassAtK.of(10, 3, 1)).isCloseTo(0.3, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(PassAtK.of(5, 2, 3)).isCloseTo(1 - 1.0 / 10, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(PassAtK.of(2, 0, 1)).isZero();
    }
}

package dev.frostbench.suites.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "short", "with \0 and \r\n", "é\u2028\ud83d\ude00"})
    void aTextComesBackAsItWasHoweverLongItIs(String text) {
        for (int times : new int[]{1, 100, 2000}) {
            String whole = text.repeat(times);
            KeptText kept = KeptText.kept(whole);
            assertThat(kept.text()).isEqualTo(whole);
            assertThat(kept.isEmpty()).isEqualTo(whole.isEmpty());
            assertThat(kept).isEqualTo(KeptText.kept(whole)).hasSameHashCodeAs(KeptText.kept(whole))
                    .isEqualTo(KeptText.plain(whole)).isNotEqualTo(KeptText.kept(whole + "x"));
        }
    }

    /// A completion may hold half of a surrogate pair, and fails as it does officially.
    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void halfOfASurrogatePairStays(int times) {
        String text = "a".repeat(times) + "\ud83d" + "b".repeat(times);
        assertThat(KeptText.kept(text).text()).isEqualTo(text);
    }
}

package dev.frostbench.suites.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "short", "with \0 and \r\n", "é\u2028\ud83d\ude00"})
    void aTextComesBackAsItWasHoweverLongItIs(String text) {
        for (int times : new int[]{1, 100, 2000}) {
            String whole = text.repeat(times);
            PackedText packed = PackedText.packed(whole);
            assertThat(packed.text()).isEqualTo(whole);
            assertThat(packed.isEmpty()).isEqualTo(whole.isEmpty());
            assertThat(packed).isEqualTo(PackedText.packed(whole)).hasSameHashCodeAs(PackedText.packed(whole))
                    .isEqualTo(PackedText.plain(whole)).isNotEqualTo(PackedText.packed(whole + "x"));
        }
    }

    /// A completion may hold half of a surrogate pair, and fails as it does officially.
    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void halfOfASurrogatePairStays(int times) {
        String text = "a".repeat(times) + "\ud83d" + "b".repeat(times);
        assertThat(PackedText.packed(text).text()).isEqualTo(text);
    }
}

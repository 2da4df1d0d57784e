package dev.frostbench.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForgersTest {

    @Test
    void answersThatNameNoModelAreToldAsSuch() {
        assertThat(Forgers.told(List.of("", "a\u001b[2Jb")))
                .isEqualTo("a result is forged (no model named, model ab)");
    }
}

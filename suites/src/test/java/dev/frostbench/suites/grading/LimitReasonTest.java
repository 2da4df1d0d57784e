package dev.frostbench.suites.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitReasonTest {

    private static final ProcedureLimits LIMITS = new ProcedureLimits(4L << 30, 512, 2, 1536L << 20, 1_000_000);

    @Test
    void everyLimitThatWasHitIsNamedWithItsSizeAndItsKey() {
        assertThat(why(Set.of("processes"), 0))
                .isEqualTo("timed out; it ran into the limit of 512 processes (limits: processes)");
        assertThat(why(Set.of("memory", "disk"), 0))
                .isEqualTo("timed out; it ran into the limit of 4GiB of memory (limits: memory) and of "
                        + "1536MiB of disk (limits: disk)");
        assertThat(why(Set.of(), 7))
                .endsWith("the limit of 1000000B of output (limits: output), of which the head and the tail are kept");
        assertThat(why(Set.of("cpu"), 0)).isEqualTo("timed out");
        assertThat(why("OSError: [Errno 27] File too large\n")).endsWith("the limit of 1536MiB of disk (limits: disk)");
    }

    @Test
    void whatPassesNeedsNoReason() {
        Verdict resolved = new Verdict.Resolved();
        var grade = new Grade(resolved, resolved, resolved, "passed", List.of());
        assertThat(LimitReason.named(grade, seen(Set.of("memory"), 1, ""), LIMITS)).isEqualTo(grade);
    }

    private static String why(Set<String> hit, long dropped) {
        return why(seen(hit, dropped, ""));
    }

    private static String why(String output) {
        return why(seen(Set.of(), 0, output));
    }

    private static String why(Evidence seen) {
        Verdict timedOut = new Verdict.TimedOut();
        return LimitReason.named(new Grade(timedOut, timedOut, timedOut, "timed out", List.of()), seen, LIMITS).why();
    }

    private static Evidence seen(Set<String> hit, long dropped, String output) {
        return new Evidence("",
                List.of(new Observation("main", "run", 0, new Ending.Exited(1), output.getBytes(), dropped,
                        Duration.ZERO,
                        Duration.ZERO, 0, hit, 0)),
                Optional.empty());
    }
}

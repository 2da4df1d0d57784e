package dev.frostbench.reports.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.reports.csv.UsageCsv;
import dev.frostbench.reports.html.UsagePage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {

    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theCsvIsTheSameEverywhere() {
        Locale here = Locale.getDefault();
        try {
            for (Locale locale : List.of(Locale.ROOT, Locale.GERMANY, Locale.of("tr", "TR"))) {
                Locale.setDefault(locale);
                assertThat(UsageCsv.of(usage())).isEqualTo("""
                        organisation,from,to,byte_seconds,gb_months,bytes,most_bytes
                        swebench,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,103680000000000000000,40.000000,40000000000,40000000000
                        default,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,129600000,0.000000,0,1000
                        """);
            }
        } finally {
            Locale.setDefault(here);
        }
    }

    @Test
    void thePageNeedsNothingBesideItAndNothingInItCanAct() throws Exception {
        Path page = folder.resolve("usage.html");
        UsagePage.render(usage(), page);
        String html = Files.readString(page);
        assertThat(html).contains("default-src &#39;none&#39;").doesNotContain("<script").doesNotContain("http://")
                .doesNotContain("https://")
                .contains("40.000").contains("40.000 GB").contains("0.000001 GB").contains("d=\"M0 60H0V0H1000V60Z\"")
                .contains("d=\"M0 60H0V0H500V60H1000V60Z\"");
        UsagePage.render(usage(), folder.resolve("again.html"));
        assertThat(folder.resolve("again.html")).hasSameBinaryContentAs(page);
    }

    @Test
    void timeDoesNotRunBackwards() {
        assertThatThrownBy(() -> new Usage(END, BEGIN, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Usage usage() {
        return new Usage(BEGIN, END, List.of(
                new Usage.Row("swebench", new BigInteger("103680000000000000000"), new BigDecimal("40.000000"),
                        40_000_000_000L,
                        40_000_000_000L, List.of(new Usage.Step(BEGIN.minusSeconds(7), 40_000_000_000L))),
                new Usage.Row("default", BigInteger.valueOf(129_600_000), new BigDecimal("0.000000"), 0, 1000,
                        List.of(new Usage.Step(BEGIN, 1000),
                                new Usage.Step(Instant.parse("2026-11-16T00:00:00Z"), 0)))));
    }
}

package dev.frostbench.reports.html;

import dev.frostbench.reports.usage.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Usage as a page: GB-months by organisation, and how much each held at what time. One file that needs nothing beside
/// it.
public final class UsagePage {

    /// The width of a drawn line.
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 60;

    private UsagePage() {}

    public static void render(Usage usage, Path page) throws IOException {
        StyledPage.write(page, "usage.css",
                (html, policy, style) -> JteusageGenerated.render(html, null, usage, policy, style));
    }

    /// In GB: to the megabyte, and below one GB to the kilobyte.
    public static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, bytes == 0 ? "%.0f GB" : bytes < 1_000_000_000 ? "%.6f GB" : "%,.3f GB",
                bytes / 1e9);
    }

    public static String decimal(BigDecimal value) {
        return value.setScale(value.compareTo(BigDecimal.ONE) < 0 ? 6 : 3, RoundingMode.HALF_UP).toPlainString();
    }

    /// A filled outline of what an organisation held: time runs to the right, and its maximum is the top.
    public static String outline(Usage usage, Usage.Row row) {
        var path = new StringBuilder("M0 " + HEIGHT);
        for (Usage.Step step : row.steps())
            path.append('H').append(x(usage, step.at())).append('V').append(y(row, step.bytes()));
        return path.append('H').append(WIDTH).append('V').append(HEIGHT).append('Z').toString();
    }

    private static long x(Usage usage, Instant at) {
        long whole = Math.max(1, Duration.between(usage.from(), usage.to()).toSeconds());
        long passed = Math.clamp(Duration.between(usage.from(), at).toSeconds(), 0, whole);
        return Math.round((double) passed * WIDTH / whole);
    }

    private static long y(Usage.Row row, long bytes) {
        return HEIGHT - Math.round(Math.min(1.0, bytes / (double) Math.max(1, row.most())) * HEIGHT);
    }
}

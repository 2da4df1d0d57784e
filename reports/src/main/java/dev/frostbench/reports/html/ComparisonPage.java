package dev.frostbench.reports.html;

import dev.frostbench.reports.comparison.Change;
import dev.frostbench.reports.comparison.ComparisonReport;
import java.io.IOException;
import java.util.List;

/// A comparison as a page: rates with their intervals, what changed, and the verdicts of both runs. One file that needs
/// nothing beside it.
public final class ComparisonPage {

    /// The changes whose tasks are listed. Tasks that still pass are in the table of verdicts and in the CSV file.
    public static final List<Change> LISTED = List.of(Change.BROKEN, Change.NEWLY_FLAKY, Change.FIXED, Change.FLAKY,
            Change.STILL_FAILING, Change.ERROR, Change.ONLY_IN_BASE, Change.ONLY_IN_NEW, Change.OTHER_TASK);

    private ComparisonPage() {}

    public static String of(ComparisonReport report) throws IOException {
        return StyledPage.text("nightly.css",
                (html, policy, style) -> JtecomparisonGenerated.render(html, null, report, policy, style));
    }

    /// Whether a list is open when the page is opened.
    public static boolean isOpen(Change change, int tasks) {
        return tasks <= 50 && (change == Change.BROKEN || change == Change.NEWLY_FLAKY || change == Change.FIXED);
    }

    /// The class of a cell of the table of verdicts.
    public static String kind(String base, String now, boolean isUsed) {
        return "number" + (base.equals(now) ? " same" : "") + (isUsed ? "" : " zero");
    }
}

package dev.frostbench.reports.html;

import dev.frostbench.reports.history.History;
import java.io.IOException;

/// A history as a page: score, time, cost and flakiness over the nights. One file that needs nothing beside it.
public final class HistoryPage {

    private HistoryPage() {}

    public static String of(History history) throws IOException {
        return StyledPage.text("nightly.css",
                (html, policy, style) -> JtehistoryGenerated.render(html, null, history, policy, style));
    }
}

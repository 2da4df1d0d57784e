package dev.frostbench.reports.html;

import dev.frostbench.suites.dataset.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/// How all pages look, and how the policy of a page names the style and the script that may act in it.
public final class PageStyle {

    private PageStyle() {}

    /// The style sheet of all pages. A page's own comes after it.
    public static String common() {
        try {
            return IndexPage.resource("index.css");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A text as a source in a policy, without its quotes.
    public static String hash(String text) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}

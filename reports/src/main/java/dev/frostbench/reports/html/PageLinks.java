package dev.frostbench.reports.html;

import dev.frostbench.reports.text.TerminalText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Addresses inside a run's page. Its script reads them, and writes the same.
///
///     #task-django__django-10097                 the first result of a task
///     #task-HumanEval%2F7&sample=2&model=m       one of several
///     #rows&verdict=unresolved&repository=x&model=m&search=words
public final class PageLinks {

    private PageLinks() {}

    /// The rows of one repository, or of a part.
    public static String repository(String name) {
        return "#rows&repository=" + word(TerminalText.clean(name));
    }

    public static String model(String name) {
        return "#rows&model=" + word(TerminalText.clean(name));
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package dev.frostbench.reports.html;

import dev.frostbench.reports.search.SearchRecord;
import dev.frostbench.reports.search.SearchRecord.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A tree search as a page: a drawing of the tree, the way to the best state, and every node with what it changed and
/// what its commands printed last. One file that needs nothing beside it, and has no script.
public final class SearchPage {

    private static final int DEEPEST_INDENT = 12;

    private SearchPage() {}

    public static void render(SearchRecord search, Path page) throws IOException {
        StyledPage.write(page, "search.css",
                (html, policy, style) -> JtesearchGenerated.render(html, null, search, policy, style));
    }

    /// The page as a text.
    public static String text(SearchRecord search) throws IOException {
        return StyledPage.text("search.css",
                (html, policy, style) -> JtesearchGenerated.render(html, null, search, policy, style));
    }

    /// The nodes, each followed by those below it.
    public static List<Row> inOrder(SearchRecord search) {
        List<List<Row>> children = new ArrayList<>();
        for (Row row : search.rows()) {
            children.add(new ArrayList<>());
            row.by().ifPresent(by -> children.get(by.parent()).add(row));
        }
        List<Row> order = new ArrayList<>();
        List<Row> left = new ArrayList<>(search.rows().subList(0, Math.min(1, search.rows().size())));
        while (!left.isEmpty()) {
            Row row = left.removeLast();
            order.add(row);
            left.addAll(children.get(row.id()).reversed());
        }
        return order;
    }

    /// The class that indents a node's row.
    public static String indent(Row row) {
        return "depth" + Math.min(DEEPEST_INDENT, row.depth());
    }

    /// What the candidate is called; the root has none.
    public static String candidate(Row row) {
        return row.by().map(SearchRecord.By::candidate).orElse("the root");
    }

    /// What became of a node, in a few words.
    public static String standing(Row row) {
        return switch (row.standing()) {
            case "scored" -> score(row.score().orElseThrow());
            case "same" -> "same as n" + row.same().orElseThrow();
            default -> row.standing() + ": " + row.reason();
        };
    }

    /// Why the search ended.
    public static String end(SearchRecord search) {
        return switch (search.end()) {
            case "" -> "It goes on.";
            case "goal" -> "The goal is reached.";
            case "exhausted" -> "Nothing was left to try.";
            case "sandboxes" -> "The budget of sandboxes was used up.";
            case "time" -> "The time was over.";
            case "bytes" -> "The budget of bytes was used up.";
            case "stopped" -> "It was stopped.";
            default -> "The machine failed: " + search.trouble();
        };
    }

    /// Without a fraction if it has none.
    public static String score(double score) {
        return score == Math.rint(score) && Math.abs(score) < 1e15 ? Long.toString((long) score)
                : Double.toString(score);
    }
}

package dev.frostbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.drawing.TreeDrawing;
import dev.frostbench.reports.html.SearchPage;
import dev.frostbench.reports.search.SearchJson;
import dev.frostbench.reports.search.SearchRecord;
import dev.frostbench.reports.search.SearchRecord.By;
import dev.frostbench.reports.search.SearchRecord.Change;
import dev.frostbench.reports.search.SearchRecord.Printed;
import dev.frostbench.reports.search.SearchRecord.Row;
import dev.frostbench.reports.search.SearchRecord.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reports of a tree search.
class SearchReportsTest {

    private static final String HOSTILE = "</pre><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"
            + "\u001b[31m\u202e";
    private static final String NOT_UTF8 = "/srv/\udcff";

    @TempDir
    private Path folder;

    @Test
    void nothingThatACommandPrintedOrAFileIsCalledCanActOnThePage() throws Exception {
        String page = page(search());
        assertThat(page).doesNotContain("<script", "<img", "\u001b", "\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-").contains("&lt;U+202E&gt;");
    }

    @Test
    void thePageTellsTheWayToTheBestStateAndWhatBecameOfEachNode() throws Exception {
        String page = page(search());
        assertThat(page).contains("in <a href=\"#n1\">n1</a>", "the goal is 3", "frostbench shell agents/best",
                "same as n1", "failed: exit code 7", "unscored: no number", "added /srv/new", "and 4 more");
    }

    @Test
    void theSameRecordGivesTheSamePageInEveryLocale() throws Exception {
        Locale before = Locale.getDefault();
        try {
            List<String> pages = new ArrayList<>();
            for (String tag : List.of("", "de-DE", "tr-TR", "ar-EG")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                pages.add(page(search()) + SearchJson.write(search()));
            }
            assertThat(pages).allMatch(pages.getFirst()::equals);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSearchWithoutAnyScoreHasAPageToo() throws Exception {
        Row root = new Row(0, 0, Optional.empty(), "unscored", OptionalDouble.empty(), OptionalInt.empty(),
                "was not tried", Optional.empty(), new Printed("", ""));
        SearchRecord search = new SearchRecord("none", "host", "uct", 1, OptionalDouble.empty(), "stopped", "", 0,
                OptionalInt.empty(), List.of(root));
        assertThat(page(search)).contains("It was stopped.", "unscored: was not tried");
        JsonNode json = JsonMapper.shared().readTree(SearchJson.write(search));
        assertThat(json.get("best").isNull()).isTrue();
        assertThat(json.get("goal").isNull()).isTrue();
    }

    @Test
    void treeJsonHasEveryFieldOfEveryNodeInAsciiAlone() {
        String text = SearchJson.write(search());
        assertThat(text.chars().allMatch(c -> c < 0x7f)).isTrue();
        assertThat(text).contains("/srv/\\uDCFF").doesNotContain("printed");
        JsonNode json = JsonMapper.shared().readTree(text);
        List<String> fields = List.copyOf(json.get("nodes").get(0).propertyNames());
        assertThat(fields).hasSize(14);
        for (JsonNode node : json.get("nodes")) assertThat(node.propertyNames()).containsExactlyElementsOf(fields);
        assertThat(json.get("nodes").get(1).get("score").doubleValue()).isEqualTo(2.5);
        assertThat(json.get("nodes").get(2).get("same_as").intValue()).isEqualTo(1);
        assertThat(json.get("format").stringValue()).isEqualTo(SearchJson.FORMAT);
    }

    @Test
    void theDrawingHasADotForEachNodeAndALineToEachParent() {
        TreeDrawing drawing = TreeDrawing.of(search());
        assertThat(drawing.dots()).extracting(TreeDrawing.Dot::kind).containsExactly("q0", "q4", "same", "failed",
                "unscored");
        assertThat(drawing.edges()).extracting(TreeDrawing.Edge::kind).containsExactly("best", "", "", "");
        assertThat(drawing.dots()).extracting(dot -> dot.x() + " " + dot.y()).doesNotHaveDuplicates();
    }

    @Test
    void aVeryDeepTreeIsShown() throws Exception {
        List<Row> rows = new ArrayList<>(List.of(row(0, 0, Optional.empty(), 0)));
        for (int id = 1; id < 1500; id++) rows.add(row(id, id, Optional.of(new By(id - 1, "on", "on")), id));
        SearchRecord search = new SearchRecord("deep", "host", "uct", 1500, OptionalDouble.empty(), "exhausted", "",
                1500, OptionalInt.of(1499), rows);
        assertThat(page(search)).contains("id=\"n1499\"").doesNotContain("NaN");
        assertThat(TreeDrawing.of(search).dots()).extracting(TreeDrawing.Dot::x).doesNotHaveDuplicates();
    }

    private String page(SearchRecord search) throws Exception {
        SearchPage.render(search, folder.resolve("index.html"));
        return Files.readString(folder.resolve("index.html"));
    }

    private static SearchRecord search() {
        State changed = new State("sha256:" + "1".repeat(64), 7, "agents/best",
                List.of(new Change("/srv/new", "added"), new Change(NOT_UTF8, "removed"),
                        new Change("/" + HOSTILE, "changed")),
                4);
        List<Row> rows = List.of(row(0, 0, Optional.empty(), 1),
                new Row(1, 1, Optional.of(new By(0, HOSTILE, HOSTILE)), "scored", OptionalDouble.of(2.5),
                        OptionalInt.empty(), "", Optional.of(changed), new Printed("printed " + HOSTILE, HOSTILE)),
                new Row(2, 1, Optional.of(new By(0, "again", "true")), "same", OptionalDouble.empty(),
                        OptionalInt.of(1), "", Optional.empty(), new Printed("", "")),
                new Row(3, 1, Optional.of(new By(0, "fails", "exit 7")), "failed", OptionalDouble.empty(),
                        OptionalInt.empty(), "exit code 7", Optional.empty(), new Printed("", "")),
                new Row(4, 2, Optional.of(new By(1, "odd", "odd")), "unscored", OptionalDouble.empty(),
                        OptionalInt.empty(), "no number", Optional.of(changed), new Printed("", "")));
        return new SearchRecord(HOSTILE, "host", "best-first", 3, OptionalDouble.of(3), "exhausted", "", 5,
                OptionalInt.of(1), rows);
    }

    private static Row row(int id, int depth, Optional<By> by, double score) {
        return new Row(id, depth, by, "scored", OptionalDouble.of(score), OptionalInt.empty(), "",
                Optional.of(new State("sha256:" + "0".repeat(64), 0, "", List.of(), 0)), new Printed("", ""));
    }
}

package dev.frostbench.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.ComparisonFiles;
import dev.frostbench.reports.comparison.Comparer.Match;
import dev.frostbench.reports.history.History;
import dev.frostbench.reports.history.HistoryText;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tasks, models and runs whose names try to act where they are shown.
class HostileNamesTest {

    private static final List<String> NAMES = List.of("=cmd|' /C calc'!A0",
            "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>",
            "x` | </details> @everyone ![i](http://e.example/i.png) [l](javascript:alert(1))", "a\\| @everyone <b>`|",
            "``` \n# heading\n- @everyone", "]]><x/>&amp;\u0000\u001b[31m\u202e\ufffe\uffff\ud800", "`", " ", "a``b`c");

    @TempDir
    Path folder;

    private ComparisonReport report;

    @BeforeEach
    void compared() throws Exception {
        List<Comparison> all = new ArrayList<>();
        for (String letters : List.of("+x", "x+", "+e", "++", "xx")) {
            ScoredRun base = SomeRuns.run("base " + NAMES.get(1), 0, NAMES.get(2), tasks(letters.charAt(0)));
            ScoredRun now = SomeRuns.run("new " + NAMES.get(4), 1, NAMES.get(5), tasks(letters.charAt(1)));
            all.addAll(new Comparer(0.01, false).compare(new Match(base, now, List.of(), List.of(), false)));
        }
        report = ComparisonReport.of(all, NAMES, 0.01);
        ComparisonFiles.write(report, "1", folder);
        History history = History.of(NAMES.get(1), List.of(
                SomeRuns.run(NAMES.get(1), 0, NAMES.get(1), tasks('+')),
                SomeRuns.run(NAMES.get(2), 1, NAMES.get(1), tasks('x')),
                SomeRuns.run(NAMES.get(5), 2, NAMES.get(1), tasks('+'))), NAMES);
        ComparisonFiles.write(history, folder);
        Files.writeString(folder.resolve("history.txt"), new HistoryText(20).render(history));
        Files.writeString(folder.resolve("comparison.txt"), new ComparisonText(20).render(report));
    }

    @Test
    void nothingActsOnAPage() throws Exception {
        for (String name : List.of("comparison.html", "history.html")) {
            String page = read(name);
            assertThat(page).as(name).doesNotContain("<script", "<img", "\u001b", "\u202e", "\u0000")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "default-src &#39;none&#39;");
            assertThat(page.split("</title>", -1)).as("titles that end in %s", name)
                    .hasSameSizeAs(page.split("<title>", -1));
        }
    }

    @Test
    void inMarkdownEveryNameIsCode() throws Exception {
        var parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
        List<String> codes = new ArrayList<>();
        List<String> acting = new ArrayList<>();
        parser.parse(read("comparison.md")).accept(new AbstractVisitor() {
            @Override
            public void visit(Code code) {
                codes.add(code.getLiteral());
            }

            @Override
            public void visit(Text text) {
                if (text.getLiteral().matches(".*[@`<\\[].*")) acting.add(text.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                acting.add(html.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
                if (!html.getLiteral().matches("</details>|<details(?: open)?><summary>[A-Za-z0-9: ]*</summary>"))
                    acting.add(html.getLiteral());
            }

            @Override
            public void visit(Link link) {
                acting.add(link.getDestination());
            }

            @Override
            public void visit(Image image) {
                acting.add(image.getDestination());
            }
        });
        assertThat(acting).isEmpty();
        assertThat(codes).contains("=cmd|' /C calc'!A0", "`", "a``b`c", "``` \u240A# heading\u240A- @everyone")
                .anyMatch(code -> code.contains("@everyone ![i]"));
    }

    @Test
    void theXmlIsWellFormedAndNamesEveryTask() throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Element suites = builder.parse(new InputSource(new StringReader(read("junit.xml")))).getDocumentElement();
        assertThat(suites.getAttribute("tests")).isEqualTo(String.valueOf(5 * NAMES.size()));
        assertThat(suites.getElementsByTagName("testcase").getLength()).isEqualTo(5 * NAMES.size());
        assertThat(suites.getElementsByTagName("failure").getLength()).as("what broke alone").isEqualTo(NAMES.size());
        assertThat(suites.getElementsByTagName("skipped").getLength()).as("errors").isEqualTo(NAMES.size());
        assertThat(suites.getAttribute("failures")).isEqualTo(String.valueOf(NAMES.size()));
        assertThat(((Element) suites.getElementsByTagName("testcase").item(1)).getAttribute("name"))
                .isEqualTo(NAMES.get(1));
    }

    /// The fields of ctrf.io's JSON Schema; it forbids others.
    @Test
    void theCtrfReportHasTheFieldsOfItsSchema() throws Exception {
        JsonNode root = JsonMapper.shared().readTree(read("ctrf.json"));
        assertThat(root.propertyNames()).containsExactlyInAnyOrder("reportFormat", "specVersion", "generatedBy",
                "results");
        assertThat(root.get("reportFormat").stringValue()).isEqualTo("CTRF");
        assertThat(root.get("specVersion").stringValue()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        JsonNode summary = root.get("results").get("summary");
        assertThat(summary.propertyNames()).containsExactlyInAnyOrder("tests", "passed", "failed", "skipped", "pending",
                "other", "flaky", "suites", "start", "stop");
        summary.forEach(number -> assertThat(number.isIntegralNumber()).isTrue());
        int sum = 0;
        for (String status : List.of("passed", "failed", "skipped", "pending", "other"))
            sum += summary.get(status).intValue();
        assertThat(sum).isEqualTo(summary.get("tests").intValue()).isEqualTo(root.get("results").get("tests").size());
        assertThat(summary.get("failed").intValue()).isEqualTo(NAMES.size());
        for (JsonNode test : root.get("results").get("tests")) {
            assertThat(Set.of("name", "status", "duration", "suite", "rawStatus", "message", "flaky", "extra"))
                    .containsAll(test.propertyNames());
            assertThat(test.get("name").stringValue()).isNotEmpty();
            assertThat(test.get("duration").isIntegralNumber()).isTrue();
            assertThat(test.get("suite").isArray()).isTrue();
            assertThat(test.get("status").stringValue()).isIn("passed", "failed", "skipped", "pending", "other");
        }
    }

    @Test
    void noCellIsAFormulaAndNoTextDrivesATerminal() throws Exception {
        for (String name : List.of("comparison.csv", "history.csv", "flaky.csv"))
            assertThat(read(name)).as(name).doesNotContainPattern("(?m)(^|,)\"?[=@]").doesNotContain("\u001b",
                    "\u202e");
        assertThat(read("comparison.csv")).contains("'=cmd|");
        for (String name : List.of("comparison.txt", "history.txt"))
            assertThat(read(name)).as(name).doesNotContain("\u001b", "\u202e", "\u0000");
    }

    private String read(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }

    private static String[] tasks(char letter) {
        return NAMES.stream().map(name -> name + "=" + letter).toArray(String[]::new);
    }
}

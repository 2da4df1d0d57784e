package dev.frostbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.reports.FreshReports;
import dev.frostbench.reports.comparison.ComparisonReport;
import dev.frostbench.reports.csv.ComparisonCsv;
import dev.frostbench.reports.csv.HistoryCsv;
import dev.frostbench.reports.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages describe what exists.
class DocumentsTest {

    private static final Path TOP = Path.of("..");
    private static final Path DOCS = TOP.resolve("docs");
    private static final List<Path> HELP = List.of(Path.of("src/test/resources/help"),
            Path.of("server/src/test/resources/help"));
    private static final Path GOLDEN = TOP.resolve("reports/src/test/resources/golden");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void everyTypeThatAPageNamesExists() throws IOException {
        Set<String> files;
        try (Stream<Path> walked = Files.walk(TOP)) {
            files = walked.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length())).collect(Collectors.toSet());
        }
        for (Path page : pages()) {
            Set<String> named = TYPE.matcher(Files.readString(page)).results().map(match -> match.group(1))
                    .collect(Collectors.toSet());
            assertThat(files).as("the types of %s", page).containsAll(named);
            if (page.endsWith("ARCHITECTURE.md")) assertThat(named).hasSizeGreaterThan(10);
        }
    }

    @Test
    void thePackagesOfTheArchitecturePageAreThoseOfTheCode() throws IOException {
        Path code = Path.of("src/main/java/dev/frostbench");
        Set<String> packages;
        try (Stream<Path> walked = Files.walk(TOP)) {
            packages = walked.filter(file -> file.toString().endsWith(".java")).map(Path::toString)
                    .filter(file -> file.contains(code + "/") && !file.contains("/target/"))
                    .map(file -> file.substring(file.indexOf(code + "/") + code.toString().length() + 1))
                    .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(packages).hasSizeGreaterThan(30);
        assertThat(table(section(TOP.resolve("ARCHITECTURE.md"), "## The packages"), "package"))
                .containsExactlyElementsOf(packages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/commands.md"})
    void everyCommandOfAPageHasAHelpText(String page) throws IOException {
        List<String> commands = commands(TOP.resolve(page));
        assertThat(commands).hasSizeGreaterThan(4);
        for (String command : commands)
            assertThat(HELP).as(command).anyMatch(folder -> Files.exists(folder.resolve(command + ".txt")));
    }

    @Test
    void everyCommandIsOnThePageOfCommands() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path folder : HELP) try (Stream<Path> helps = Files.list(folder)) {
            helps.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .filter(name -> !name.equals("frostbench")).forEach(all::add);
        }
        assertThat(commands(DOCS.resolve("commands.md"))).containsAll(all);
    }

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        int links = 0;
        for (Path page : pages()) {
            for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                assertThat(target).as("a link of %s", page).exists();
                if (link.group(2) != null)
                    assertThat(anchors(target)).as("headings that %s links to in %s", page, target)
                            .contains(link.group(2));
                links++;
            }
        }
        assertThat(links).isGreaterThan(30);
    }

    @Test
    void everyDecisionIsInTheIndexWithItsStatus() throws IOException {
        String index = Files.readString(DOCS.resolve("decisions/README.md"));
        try (Stream<Path> decisions = Files.list(DOCS.resolve("decisions"))) {
            for (Path decision : decisions.filter(file -> !file.endsWith("README.md")).toList()) {
                String name = decision.getFileName().toString();
                String number = name.substring(0, name.indexOf('-'));
                assertThat(index).containsPattern(
                        "(?m)^\\| \\[" + number + "\\]\\(" + Pattern.quote(name)
                                + "\\) \\| .+ \\| (in force|replaced by .+) \\|$");
                assertThat(Files.readString(decision)).startsWith("# " + number + " ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores.csv", "tests.csv", "summary.csv", "timings.csv"})
    void theColumnsOfAScoreFileStandOnThePageOfFormatsInTheirOrder(String file) throws IOException {
        String header = Files.readAllLines(GOLDEN.resolve(file)).getFirst();
        assertThat(table(section("### `" + file + "`"), "column")).containsExactly(header.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"comparison.csv", "history.csv", "flaky.csv"})
    void theColumnsOfAFileAboutSeveralRunsStandOnThePageOfFormatsInTheirOrder(String file)
            throws IOException {
        String text = switch (file) {
            case "comparison.csv" -> ComparisonCsv.of(new ComparisonReport(List.of(), List.of(), 0.01));
            case "history.csv" -> HistoryCsv.nights(new History("", List.of(), List.of()));
            default -> HistoryCsv.flaky(new History("", List.of(), List.of()));
        };
        assertThat(table(section("### `" + file + "`"), "column")).containsExactly(text.strip().split(","));
    }

    @Test
    void everyReportIsOnThePageOfFormats() throws IOException {
        List<String> told = table(section("## A run's folder"), "file").stream().map(name -> name.replace("/", ""))
                .toList();
        assertThat(told).containsAll(FreshReports.NAMES).contains("ledger.jsonl", "ledger.lock", "outputs");
    }

    @Test
    void everyFieldOfRunJsonIsOnThePageOfFormats() throws IOException {
        Path source;
        try (Stream<Path> walked = Files.walk(Path.of("src/main/java"))) {
            source = walked.filter(file -> file.endsWith("RunDescription.java")).findFirst().orElseThrow();
        }
        List<String> fields = Pattern.compile("\\.put(?:Object|Array)?\\(\"([a-z_0-9]+)\"")
                .matcher(Files.readString(source)).results().map(found -> found.group(1)).toList();
        assertThat(fields).hasSizeGreaterThan(20);
        String section = section("### `run.json`");
        for (String field : fields) assertThat(section).contains("`" + field + "`");
    }

    @Test
    void everyFieldOfTreeJsonIsOnThePageOfSearches() throws IOException {
        Path source = TOP.resolve("reports/src/main/java/dev/frostbench/reports/search/SearchJson.java");
        List<String> fields = Pattern.compile("(?:put(?:Array)?|number)\\((?:json, )?\"([a-z_]+)\"")
                .matcher(Files.readString(source)).results().map(found -> found.group(1)).toList();
        assertThat(fields).hasSizeGreaterThan(20);
        String section = section(DOCS.resolve("search.md"), "### `tree.json`");
        for (String field : fields) assertThat(section).contains("`" + field + "`");
    }

    @Test
    void theEntriesOfALedgerStandOnThePageOfFormats() throws IOException {
        List<String> entries = Arrays.stream(Entry.class.getPermittedSubclasses())
                .map(kind -> kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT)).toList();
        assertThat(table(section("## The ledger"), "entry")).containsExactlyInAnyOrderElementsOf(entries);
    }

    private static List<String> commands(Path page) throws IOException {
        Pattern command = Pattern.compile("(?m)^\\| `([a-z]+)(?: [^`]*)?`");
        return command.matcher(section(page, page.endsWith("README.md") ? "## Five commands" : "# Commands")).results()
                .map(match -> match.group(1)).distinct().toList();
    }

    private static String section(String heading) throws IOException {
        return section(DOCS.resolve("formats.md"), heading);
    }

    /// The text from a heading to the next one.
    private static String section(Path page, String heading) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf("\n" + heading + "\n") + 1;
        assertThat(text.startsWith(heading + "\n", begin)).as("a heading '%s' in %s", heading, page).isTrue();
        int end = text.indexOf("\n#", begin + heading.length());
        return end < 0 ? text.substring(begin) : text.substring(begin, end);
    }

    /// The first cells of the table whose first column has that title.
    private static List<String> table(String section, String called) {
        int begin = section.indexOf("\n| " + called + " |");
        assertThat(begin).as("a table of the %s in:%n%s", called, section).isNotNegative();
        int end = section.indexOf("\n\n", begin);
        return ROW.matcher(end < 0 ? section.substring(begin) : section.substring(begin, end)).results()
                .map(row -> row.group(1)).toList();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(TOP.resolve("README.md"), TOP.resolve("ARCHITECTURE.md"),
                TOP.resolve("CONTRIBUTING.md"), TOP.resolve("CHANGELOG.md"), TOP.resolve("findings/README.md")));
        try (Stream<Path> walked = Files.walk(DOCS)) {
            walked.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    /// The anchors of headings: lower case, hyphens for blanks, no other signs.
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page)).results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

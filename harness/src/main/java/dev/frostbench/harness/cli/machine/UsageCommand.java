package dev.frostbench.harness.cli.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.quota.UsageJournal.Line;
import dev.frostbench.fixtures.quota.UsageSums;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.reports.csv.UsageCsv;
import dev.frostbench.reports.html.UsagePage;
import dev.frostbench.reports.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `usage`: what organisations held, and for how long.
@Command(name = "usage", sortOptions = false,
        description = "Say what each organisation's snapshots took, in GB-months (10^9 bytes, 30 days).",
        footer = {"", "DATE is a day, which begins at midnight UTC, or a moment like 2026-11-24T12:00:00Z."})
public final class UsageCommand implements Callable<Integer> {

    private final Settings settings;

    /// In bytes. The file is first written under a name that is five bytes longer.
    private static final int LONGEST_NAME = 250;

    @Spec
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "DATE",
            description = "The first moment that counts; by default the record's first.")
    private String from;

    @Option(names = "--to", paramLabel = "DATE",
            description = "The first moment that does not count any more; now at most, which is the default.")
    private String to;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--csv", description = "As CSV.")
    private boolean csv;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page to this file.")
    private Path page;

    public UsageCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (json && csv) throw wrong("--json and --csv", "were both given", "choose one");
        if (page != null) checkPage();
        Optional<Instant> begin = Optional.ofNullable(from).map(text -> moment("--from", text));
        Optional<Instant> end = Optional.ofNullable(to).map(text -> moment("--to", text));
        List<Line> lines;
        try (Machine machine = Machine.open(Places.of(settings))) {
            lines = machine.store().usage();
        }
        Usage usage = usage(lines, begin, end);
        if (page != null) UsagePage.render(usage, page);
        spec.commandLine().getOut()
                .print(json ? json(usage) + System.lineSeparator() : csv ? UsageCsv.of(usage) : table(usage));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private void checkPage() {
        Path there = page.toAbsolutePath();
        if (page.toString().isBlank() || page.getFileName() == null)
            throw wrong("--html '" + page + "'", "names no file", "name one");
        if (page.getFileName().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)
            throw wrong("--html", "has a name that is too long", "choose a shorter one");
        if (Files.exists(there) && !Files.isRegularFile(there))
            throw wrong("--html " + page, "is a folder or a device and no file", "name a file");
        Path folder = there.getParent();
        while (!Files.exists(folder)) folder = folder.getParent();
        if (!Files.isDirectory(folder))
            throw wrong("--html " + page, "is below a file, " + folder, "name a file in a folder");
    }

    private static Usage usage(List<Line> lines, Optional<Instant> from, Optional<Instant> to) {
        long now = Instant.now().getEpochSecond();
        // the future counts for nothing
        long known = lines.isEmpty() ? now : Math.max(now, lines.getLast().at());
        long end = to.map(moment -> Math.min(moment.getEpochSecond(), known)).orElse(known);
        long begin = from.map(Instant::getEpochSecond)
                .orElse(Math.min(end, lines.isEmpty() ? now : lines.getFirst().at()));
        if (begin > end)
            throw wrong("--from " + Instant.ofEpochSecond(begin), "is after the end, " + Instant.ofEpochSecond(end),
                    "choose an earlier one");
        List<Usage.Row> rows = new ArrayList<>();
        UsageSums.between(lines, begin, end).forEach((organisation, sum) -> rows.add(new Usage.Row(organisation.name(),
                sum.byteSeconds(), sum.gbMonths(), sum.bytes(), sum.most(), steps(lines, organisation, end))));
        return new Usage(Instant.ofEpochSecond(begin), Instant.ofEpochSecond(end), rows);
    }

    private static List<Usage.Step> steps(List<Line> lines, Organisation organisation, long end) {
        return lines.stream().filter(line -> line.organisation().equals(organisation) && line.at() < end)
                .map(line -> new Usage.Step(Instant.ofEpochSecond(line.at()), line.bytes())).toList();
    }

    private static Instant moment(String option, String text) {
        try {
            return text.contains("T") ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException unknown) {
            throw wrong(option + " '" + text + "'", "is no date",
                    "write a day like 2026-11-24, or 2026-11-24T12:00:00Z");
        }
    }

    private static BadInput wrong(String subject, String what, String cure) {
        return new BadInput(Problem.of("usage", subject, what, cure));
    }

    private static String json(Usage usage) {
        var root = JsonNodeFactory.instance.objectNode().put("from", usage.from().toString()).put("to",
                usage.to().toString());
        var rows = root.putArray("organisations");
        usage.rows()
                .forEach(row -> rows.addObject().put("organisation", row.organisation())
                        .put("byte_seconds", row.byteSeconds())
                        .put("gb_months", row.gbMonths()).put("bytes", row.bytes()).put("most_bytes", row.most()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static String table(Usage usage) {
        String row = "%-24s  %14s  %12s  %12s%n";
        var text = new StringBuilder(
                String.format(Locale.ROOT, row, "ORGANISATION", "GB-MONTHS", "AT THE END", "MOST"));
        for (Usage.Row each : usage.rows())
            text.append(String.format(Locale.ROOT, row, each.organisation(), each.gbMonths().toPlainString(),
                    ByteSize.text(each.bytes()), ByteSize.text(each.most())));
        return text.append("from ").append(usage.from()).append(" to ").append(usage.to())
                .append(System.lineSeparator()).toString();
    }
}

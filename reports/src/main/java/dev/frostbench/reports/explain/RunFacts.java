package dev.frostbench.reports.explain;

import dev.frostbench.reports.explain.Explanation.Fact;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Machine;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.reports.text.FirstNames;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.ShellWord;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The facts of a run: when, how long, whose answers, from which inputs, by which command, on which machine and under
/// which limits. What the ledger of an older version does not hold is left out.
public final class RunFacts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_MODELS = 5;
    private static final int DIGITS = 12;

    private RunFacts() {}

    public static List<Fact> of(RunRecord run) {
        List<Fact> facts = new ArrayList<>();
        List<Sitting> sittings = run.circumstances().sittings();
        JsonNode sheet = run.circumstances().madeFrom();
        if (!sittings.isEmpty()) {
            facts.add(new Fact("date", TIME.format(sittings.getFirst().began())));
            facts.add(new Fact("duration", duration(sittings)));
        }
        add(facts, "model", models(run));
        for (JsonNode part : sheet.path("parts")) {
            String name = run.info().parts().size() == 1 ? "" : " of " + part.path("name").asString("");
            add(facts, "data set" + name, file(part.path("dataset")));
            add(facts, "predictions" + name, file(part.path("predictions")));
            if (part.has("limits")) facts.add(new Fact("limits" + name, limits(part)));
        }
        add(facts, "controls", controls(run, sheet));
        DefenceFacts.of(sheet).forEach((name, value) -> add(facts, name, value));
        if (!sittings.isEmpty()) {
            Sitting last = sittings.getLast();
            facts.add(new Fact("command", "frostbench " + TerminalText.line(ShellWord.line(last.command()))));
            facts.add(new Fact("machine", machine(last.machine())));
        }
        add(facts, "interpreter", interpreters(sheet));
        String version = sheet.path("frostbench").asString("");
        if (!version.isEmpty())
            facts.add(new Fact("frostbench",
                    TerminalText.line(version) + ", grader version " + run.info().graderVersion()));
        return facts;
    }

    /// How deep results of SWE-bench were looked into, and what that proves.
    private static String controls(RunRecord run, JsonNode sheet) {
        if (!sheet.has("control") || run.info().parts().stream().noneMatch(part -> part.kind().equals("swe-bench")))
            return "";
        int depth = sheet.path("control").asInt();
        return depth == 0 ? "none: forged logs are believed"
                : depth + (depth == 1 ? " control" : " controls and as many true runs")
                        + " of each SWE-bench patch that resolves: a forgery gets through with a chance of at"
                        + " most 1 in "
                        + Controls.odds(depth) + ", or 1 in " + Controls.oddsOfWhoCounts(depth)
                        + " if it can count its runs";
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) facts.add(new Fact(TerminalText.line(name), TerminalText.line(value)));
    }

    private static String duration(List<Sitting> sittings) {
        Duration whole = sittings.stream()
                .flatMap(sitting -> sitting.ended().stream().map(end -> Duration.between(sitting.began(), end)))
                .reduce(Duration.ZERO, Duration::plus);
        long cutOff = sittings.stream().filter(sitting -> sitting.ended().isEmpty()).count();
        if (cutOff == sittings.size()) return "not known: it goes on, or was cut off";
        return time(whole) + (sittings.size() == 1 ? "" : " in " + sittings.size() + " sittings")
                + (cutOff == 0 ? ""
                        : ", without " + cutOff + (cutOff == 1 ? " that was cut off" : " that were cut off"));
    }

    private static String time(Duration time) {
        return time.toMinutes() == 0 ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3)
                : time.toHours() == 0 ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                        : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /// The interpreters of fixtures that use this machine's Python.
    private static String interpreters(JsonNode sheet) {
        Set<String> pythons = new LinkedHashSet<>();
        for (JsonNode one : sheet.path("interpreters"))
            pythons.add("Python " + one.path("python").asString("") + ", " + one.path("path").asString(""));
        return String.join("; ", pythons);
    }

    private static String models(RunRecord run) {
        Set<String> models = new LinkedHashSet<>();
        run.results().forEach(result -> models.add(result.model()));
        models.remove("");
        return FirstNames.of(models, MOST_MODELS);
    }

    private static String file(JsonNode described) {
        if (described.isString()) return described.asString();
        String digest = described.path("sha256").asString("");
        return described.path("file").asString("")
                + (digest.length() < DIGITS ? "" : " (sha256 " + digest.substring(0, DIGITS) + "…)");
    }

    private static String limits(JsonNode part) {
        JsonNode limits = part.path("limits");
        return String.format(Locale.ROOT, "%s s a command, %s memory, processes %d, processors %s, %s disk, %s output",
                number(part.path("command_timeout_seconds").asDouble()), size(limits.path("memory_bytes").asLong()),
                limits.path("processes").asInt(), number(limits.path("cpus").asDouble()),
                size(limits.path("disk_bytes").asLong()),
                size(limits.path("output_bytes").asLong()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String size(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        return mebibytes >= 1024 ? String.format(Locale.ROOT, "%.4g GiB", mebibytes / 1024).replaceAll("\\.?0+ ", " ")
                : mebibytes >= 1 ? String.format(Locale.ROOT, "%.4g MiB", mebibytes).replaceAll("\\.?0+ ", " ")
                        : bytes + " bytes";
    }

    private static String machine(Machine machine) {
        return TerminalText.line(machine.host() + ", " + machine.system() + ", " + machine.processors()
                + (machine.processors() == 1 ? " processor" : " processors")
                + (machine.processor().isEmpty() ? "" : " (" + machine.processor() + ")") + ", "
                + size(machine.memoryBytes()) + " memory");
    }
}

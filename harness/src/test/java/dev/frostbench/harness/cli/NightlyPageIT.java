package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The page of nightly runs: each of its blocks is parsed, and its commands run for real on the starter suite.
@Tag("sandbox")
class NightlyPageIT {

    private static final Path PAGE = Launched.HOME.resolve("docs/nightly.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)\n(.*?)^```$");
    private static final Pattern CRON = Pattern
            .compile("([0-5]?[0-9]) ([01]?[0-9]|2[0-3]) (\\*) (\\*) (\\*) ([^\\n]+)\n");
    private static final String SCRIPT = "nightly.sh suites/starter/suite.yaml";
    /// The script hands these on to `run`, so that a night takes seconds.
    private static final String FEW = " --instance starter/9 --instance starter/20";

    @TempDir
    static Path folder;

    @BeforeAll
    static void aPlaceForNights() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        Files.createSymbolicLink(folder.resolve("frostbench"), Launched.HOME.resolve("frostbench"));
        Files.createSymbolicLink(folder.resolve("suites"), Launched.HOME.resolve("suites"));
        Path script = Files.writeString(folder.resolve("nightly.sh"), blocks("sh").getFirst());
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theCommandsOfEveryFormRunAndCompareTheirNights() throws Exception {
        List<String> commands = List.of(cron(), systemd(), github().getFirst(), gitlab());
        int nights = 0;
        for (String command : commands) {
            assertThat(command).contains(SCRIPT);
            shell(command.replace("/srv/frostbench", folder.toString()).replace(SCRIPT, SCRIPT + FEW)).ended(0);
            assertThat(names("nightly")).as("nights after: %s", command).hasSize(++nights);
        }
        assertThat(names("nightly-reports")).contains("comparison.csv", "comparison.html", "comparison.md", "ctrf.json",
                "flaky.csv", "history.csv", "history.html", "junit.xml");
        assertThat(Files.readAllLines(folder.resolve("nightly-reports/history.csv"))).hasSize(1 + nights);
        assertThat(Files.readString(folder.resolve("nightly-reports/comparison.md"))).contains("0 broken, 0 fixed",
                names("nightly").getLast());
        shell(github().getLast()).ended(0);
        assertThat(folder.resolve("summary")).hasSameTextualContentAs(
                folder.resolve("nightly-reports/comparison.md"));
        for (String command : first().lines().toList()) shell(command).ended(0);
    }

    @Test
    void aBrokenNightEndsTheScriptWithItsCode() throws Exception {
        shell("./nightly.sh suites/none.yaml").ended(2);
    }

    /// The block without a language at the top of the page.
    private static String first() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n```\n") + 5;
        return page.substring(begin, page.indexOf("```", begin));
    }

    private static String cron() throws IOException {
        var line = CRON.matcher(blocks("cron").getFirst());
        assertThat(line.matches()).as("one line of a crontab, at a time of each night").isTrue();
        assertThat(line.group(6)).as("cron ends a command at a percent sign").doesNotContain("%");
        return line.group(6);
    }

    private static String systemd() throws IOException {
        List<Map<String, Map<String, String>>> units = new ArrayList<>();
        for (String block : blocks("ini")) units.add(unit(block));
        assertThat(units).hasSize(2);
        Map<String, String> service = units.getFirst().get("Service");
        assertThat(service).containsEntry("Type", "oneshot").containsEntry("WorkingDirectory", "/srv/frostbench");
        assertThat(service.get("ExecStart")).as("systemd wants a whole path").startsWith("/srv/frostbench/");
        assertThat(units.getLast().get("Timer").get("OnCalendar")).matches("\\*-\\*-\\* [0-2][0-9]:[0-5][0-9]:00");
        assertThat(units.getLast().get("Install")).containsEntry("WantedBy", "timers.target");
        return "cd " + service.get("WorkingDirectory") + " && exec " + service.get("ExecStart");
    }

    private static Map<String, Map<String, String>> unit(String block) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = Map.of();
        for (String line : block.lines().filter(each -> !each.isBlank()).toList()) {
            if (line.matches("\\[[A-Z][a-z]+]")) {
                section = new LinkedHashMap<>();
                sections.put(line.substring(1, line.length() - 1), section);
                continue;
            }
            assertThat(line).matches("[A-Z][A-Za-z]+=.+");
            section.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return sections;
    }

    /// The commands of the workflow's steps.
    private static List<String> github() throws IOException {
        JsonNode workflow = YAMLMapper.builder().build().readTree(blocks("yaml").getFirst());
        assertThat(workflow.path("on").path("schedule").path(0).path("cron").asString())
                .matches("\\d+ \\d+ \\* \\* \\*");
        JsonNode job = workflow.path("jobs").path("nightly");
        assertThat(job.path("runs-on").isMissingNode()).isFalse();
        List<String> runs = new ArrayList<>();
        for (JsonNode step : job.required("steps")) {
            assertThat(step.has("run") ^ step.has("uses")).as("%s", step).isTrue();
            if (step.has("uses")) assertThat(step.get("uses").asString()).matches("actions/[a-z/-]+@v[0-9]+");
            if (step.has("run")) runs.add(step.get("run").asString());
        }
        assertThat(runs).hasSize(2);
        return runs;
    }

    private static String gitlab() throws IOException {
        JsonNode job = YAMLMapper.builder().build().readTree(blocks("yaml").getLast()).required("nightly");
        assertThat(job.path("rules").path(0).path("if").asString()).contains("schedule");
        assertThat(job.path("artifacts").path("reports").path("junit").asString())
                .isEqualTo("nightly-reports/junit.xml");
        assertThat(job.required("script").size()).isEqualTo(1);
        return job.required("script").get(0).asString();
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(PAGE)).results().filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2)).toList();
    }

    private static Launched shell(String command) throws Exception {
        return Launched.start(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString(),
                "GITHUB_STEP_SUMMARY", folder.resolve("summary").toString()), List.of("bash", "-c", command));
    }

    private static List<String> names(String below) throws IOException {
        try (var entries = Files.list(folder.resolve(below))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}

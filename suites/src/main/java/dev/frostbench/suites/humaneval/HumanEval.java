package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.audit.Cheat;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.procedure.Procedure.WarmPython;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The meaning of HumanEval. The driver, a Python program, judges in the sandbox, and nothing is believed but its one
/// line.
///
/// @param timeout of one program, as the official evaluator counts it
public record HumanEval(Duration timeout, ProcedureLimits limits) implements Evaluation {

    private static final String STEP = "check";
    private static final String ALONE = "alone";
    private static final String LONGER = "longer";
    private static final int LONGER_BY = 10;
    /// How many times its limit a phase of the driver takes at most if it waits for a processor. The driver is told.
    private static final int STARVED_BY = 20;
    /// What the driver leaves an answer's own process beyond the answer's limit.
    private static final Duration TO_REPORT = Duration.ofSeconds(1);
    /// Phases that run the program as officially: by itself, and with checks that no answer passes.
    private static final int OFFICIAL_PHASES = 2;
    /// The files of the driver, in the order in which they form one program: what is the same for all samples, and
    /// what reads one.
    private static final String AHEAD = "MOST = " + STARVED_BY + "\n"
            + text("processes", "values", "messages", "mirrors", "crossing", "guard",
                    "showing", "control", "driver");
    private static final String DRIVER = AHEAD + text("sample");
    private static final String REHEARSAL = text("rehearsal");
    private static final String COMMENT = "    # a comment that changes nothing\n";
    /// What the prompts of the problems and many answers import. Not `random` and `hashlib`, which few import: they
    /// make each fork dearer, one by seeding itself anew, one by the libraries that it loads.
    private static final List<String> COMMON_MODULES = List.of("typing", "math", "re", "collections", "itertools",
            "functools", "string", "operator", "heapq", "bisect", "copy", "datetime");

    @Override
    public Optional<String> gold(Task task) {
        JsonNode solution = task.row().get("canonical_solution");
        return solution == null || !solution.isString() ? Optional.empty() : Optional.of(solution.stringValue());
    }

    @Override
    public Optional<String> commented(Task task) {
        return gold(task).map(text -> text + (text.endsWith("\n") ? "" : "\n") + COMMENT);
    }

    @Override
    public List<Cheat> cheats(Task task) {
        return gold(task).map(text -> HumanEvalCheats.of(task, text)).orElse(List.of());
    }

    @Override
    public Procedure procedure(Task task, Prediction prediction) {
        byte[] stdin = stdin(task, prediction);
        return new Procedure(List.of(new Pass("main", List.of(check(stdin, timeout))),
                new Pass(ALONE, List.of(check(stdin, timeout)), true),
                new Pass(LONGER, List.of(check(stdin, timeout.multipliedBy(LONGER_BY))))), limits)
                .warm(new WarmPython(COMMON_MODULES, AHEAD, REHEARSAL));
    }

    /// @param patience how long the checks apart from the candidate may take; each call costs them more than the
    ///     official check
    private Step check(byte[] stdin, Duration patience) {
        var argv = List.of("python3", "-s", "-S", "-c", DRIVER, seconds(timeout), seconds(patience));
        // each phase of the driver has its own limit; this one only catches a broken driver, also by a clock that
        // counts all time
        var phases = patience.plus(timeout.plus(TO_REPORT).multipliedBy(OFFICIAL_PHASES));
        var whole = phases.multipliedBy(STARVED_BY).plusSeconds(10);
        return new Step.Run(STEP, new Invocation(argv, Map.of(), "/", stdin, whole));
    }

    private static String seconds(Duration time) {
        return Double.toString(time.toMillis() / 1000.0);
    }

    /// A timeout for lack of a processor is tried again with nothing beside it. A timeout of the strict checks alone is
    /// tried again with more time, since the official limit is not theirs.
    @Override
    public boolean needs(Task task, Prediction prediction, String pass, Evidence soFar) {
        return report(soFar).map(report -> switch (pass) {
            case ALONE -> report.starved();
            case LONGER -> report.compat().equals("passed") && report.strict().equals("timed out");
            default -> true;
        }).orElse(false);
    }

    /// The lengths on the first line, then the texts. The test comes last, so that it is read after the candidate was
    /// forked.
    static byte[] stdin(Task task, Prediction prediction) {
        byte[][] texts = {text(task, "prompt"), SurrogateText.bytes(prediction.text()), text(task, "entry_point"),
                text(task, "test")};
        var out = new ByteArrayOutputStream();
        for (byte[] text : texts) out.writeBytes("%09d".formatted(text.length).getBytes(StandardCharsets.US_ASCII));
        for (byte[] text : texts) out.writeBytes(text);
        return out.toByteArray();
    }

    private static byte[] text(Task task, String field) {
        return SurrogateText.bytes(task.row().get(field).stringValue());
    }

    @Override
    public Grade grade(Task task, Prediction prediction, Evidence evidence) {
        if (evidence.trouble().isPresent()) return same(new Verdict.Error(), evidence.trouble().get());
        var seen = last(evidence);
        if (seen.isEmpty()) return same(new Verdict.Error(), "the check did not run");
        return switch (seen.get().ending()) {
            case Evidence.Ending.TimedOut _ -> cutShort(seen.get(), "timed out");
            case Evidence.Ending.Exited(int code) when code == 126 || code == 127 ->
                same(new Verdict.Error(), "python3 could not be started in the fixture");
            case Evidence.Ending.Exited(int code) when code == 0 -> said(seen.get());
            case Evidence.Ending.Exited(int code) -> cutShort(seen.get(), "ended with exit code " + code);
            case Evidence.Ending.Signaled(int signal) -> cutShort(seen.get(), "was ended by signal " + signal);
        };
    }

    /// Grades a check whose result did not come. The candidate cannot reach the check except through what both share:
    /// memory, processes, disk and time. If one of these ran out after the candidate's process was started, the
    /// official evaluator calls it timed out. Otherwise the machine failed, or the limits are too small to start the
    /// check.
    private static Grade cutShort(Evidence.Observation seen, String how) {
        boolean usedUp = seen.ending() instanceof Evidence.Ending.TimedOut || !seen.limitsHit().isEmpty();
        if (!DriverReport.began(seen))
            return same(new Verdict.Error(), "the check " + how + " before the answer's process was there");
        return usedUp ? same(new Verdict.TimedOut(), "timed out")
                : same(new Verdict.Error(), "the check " + how + ", and no limit was hit");
    }

    /// The official `result`: `passed`, `timed out` or `failed: …`; empty if the driver did not report it.
    public static Optional<String> result(Evidence evidence) {
        return report(evidence).map(DriverReport::compat);
    }

    /// The driver's report on the last try, which is the one that counts.
    public static Optional<DriverReport> report(Evidence evidence) {
        return last(evidence).flatMap(DriverReport::read);
    }

    private static Optional<Evidence.Observation> last(Evidence evidence) {
        return evidence.observations().stream().filter(seen -> seen.step().equals(STEP)).reduce((_, last) -> last);
    }

    private static Grade said(Evidence.Observation seen) {
        return DriverReport.read(seen).map(report -> grade(report)).orElseGet(() -> cutShort(seen, "said nothing"));
    }

    /// An official pass that the checks apart from the candidate do not share is an accusation only if the candidate
    /// passed checks that no answer can pass. If those checks timed out, it is timed out. Everything else is unproved.
    /// Checks that had more than the official time do not prove that this was enough, so such a pass may be forged,
    /// too.
    private static Grade grade(DriverReport report) {
        Verdict official = verdict(report.compat());
        Verdict own = report.rests().isEmpty() ? verdict(report.strict()) : new Verdict.Unproved();
        if (official.passed() && report.forged())
            return new Grade(new Verdict.Tampered(), official, own,
                    "passes checks that no answer can pass; " + apart(report), List.of());
        if (!official.passed() || own.passed())
            return new Grade(official, official, own, settled(report.compat()), List.of());
        if (own instanceof Verdict.TimedOut)
            return new Grade(own, official, own, "timed out where the checks run apart from it", List.of());
        return new Grade(new Verdict.Unproved(), official, own, "passes officially; " + apart(report), List.of());
    }

    private static String apart(DriverReport report) {
        return settled(report.rests().isEmpty() ? "where the checks run apart from it: " + report.strict()
                : "a check rests on " + report.rests());
    }

    /// Replaces memory addresses, which differ in each run.
    private static String settled(String text) {
        return text.replaceAll("\\b0x[0-9a-f]{6,16}\\b", "0x…");
    }

    private static Verdict verdict(String result) {
        return switch (result) {
            case "passed" -> new Verdict.Resolved();
            case "timed out" -> new Verdict.TimedOut();
            case String _ -> new Verdict.Unresolved();
        };
    }

    private static Grade same(Verdict verdict, String why) {
        return new Grade(verdict, verdict, verdict, why, List.of());
    }

    private static String text(String... pieces) {
        var text = new StringBuilder();
        for (String piece : pieces) {
            try (var in = HumanEval.class.getResourceAsStream(piece + ".py")) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }
}

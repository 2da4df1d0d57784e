package dev.frostbench.suites.swebench;

import static dev.frostbench.suites.swebench.SwebenchProcedure.GOLD;
import static dev.frostbench.suites.swebench.SwebenchProcedure.MAIN;
import static dev.frostbench.suites.swebench.SwebenchProcedure.SERVICE;
import static dev.frostbench.suites.swebench.SwebenchProcedure.STRICT;
import static dev.frostbench.suites.swebench.SwebenchProcedure.STRICT_AGAIN;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.readers.TestRunner;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.procedure.PatchRefusal;
import dev.frostbench.suites.procedure.Seconds;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.forgery.Control;
import dev.frostbench.suites.swebench.forgery.LinkedPaths;
import dev.frostbench.suites.swebench.forgery.LogScrutiny;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.rules.GradingRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the evidence proves: what the log says by the rules of [GradingRules], and whether to believe that.
///
/// A patch that passes is tried again, each time in a fresh sandbox. The exact gold patch is not: the others are
/// measured by it.
///
/// 1. A patch that touches the test machinery must also pass with the original machinery. It has two tries, so that a
///    flaky test fails nobody. If it does not pass, it is accused only if a control shows that its machinery forges:
///    honest code may need a build file or a setting of its own. Who needs a build file and nothing else of it must
///    pass with that file and withstand one control more.
/// 2. No patch may pass the tests of a control, which cannot pass: [ControlRuns].
///
/// What withstands this is accused of nothing, but it is `unresolved`:
///
/// - if the runner itself disagrees with the official parser, by its words ([RunnersWord]) or by its counts and exit
///   code ([RunnersCount]);
/// - if a listed test is skipped or expected to fail, and passes with the gold patch;
/// - if the patch may have changed files that it does not name: [LinkedPaths].
record SwebenchJudge(Environments environments) {

    private static final Pattern INTO_GIT = Pattern.compile("(?m)^patching (?:file|symbolic link) '?(?:.*/)?\\.git/");

    /// Whether a pass can still change the verdict.
    boolean needs(Instance instance, String pass, Evidence soFar) {
        Optional<Observation> main = EvaluationLog.of(soFar, MAIN);
        if (main.isEmpty() || !judge(instance, main.get()).verdict.passed()) return false;
        if (sign(instance, main.get()).isPresent()) return false;
        Optional<Judged> strict = restored(instance, soFar);
        return switch (pass) {
            case STRICT -> true;
            case STRICT_AGAIN -> strict.isPresent() && !strict.get().verdict.passed();
            case GOLD -> !Control.withheld(instance, official(instance, main.get())).isEmpty();
            case String drawn when ControlRuns.isOfBuild(drawn) -> strict.isPresent()
                    && !strict.get().verdict.passed() && runs(instance, soFar).mayChange(drawn)
                    && failing(instance, soFar).isEmpty();
            case String drawn -> (ControlRuns.isOfOwn(drawn) || strict.isEmpty() || strict.get().verdict.passed())
                    && runs(instance, soFar).mayChange(drawn);
        };
    }

    /// The grade; its reason also says what the rules of the other version say of the log, if they differ.
    Grade grade(Instance instance, String patch, Evidence evidence) {
        Grade grade = gradeByOwnVersion(instance, patch, evidence);
        return runner(instance).isEmpty() ? grade
                : EvaluationLog.of(evidence, MAIN).flatMap(seen -> otherVersion(instance, seen, grade.compat()))
                        .map(other -> grade.because(grade.why() + "; " + other)).orElse(grade);
    }

    private Optional<String> otherVersion(Instance instance, Observation seen, Verdict compat) {
        if (seen.ending() instanceof Ending.TimedOut) return Optional.empty();
        var rules = GradingRules.besides(instance);
        var outcome = rules.grade(instance, known(instance).official(rules.version()), text(seen));
        return verdict(outcome).equals(compat) ? Optional.empty()
                : Optional.of("by the rules of swebench " + rules.version().number() + " it is "
                        + verdict(outcome).word() + ": " + why(outcome));
    }

    private Grade gradeByOwnVersion(Instance instance, String patch, Evidence evidence) {
        if (evidence.trouble().isPresent()) return same(new Verdict.Error(), evidence.trouble().get());
        if (runner(instance).isEmpty())
            return same(new Verdict.Error(), instance.parserName()
                    .map(name -> "no parser here is called '" + name + "'")
                    .orElse("nothing says which parser reads the logs of " + instance.repository()
                            + ": name it in the row's 'log_parser'")
                    + "; there are " + String.join(", ", TestRunner.names()));
        Optional<Observation> applied = evidence.of(MAIN, PatchChain.APPLY);
        if (applied.isPresent() && !applied.get().ending().equals(new Ending.Exited(0)))
            return same(new Verdict.PatchRejected(), PatchRefusal.why(evidence, MAIN, patch));
        Optional<Observation> evaluated = EvaluationLog.of(evidence, MAIN);
        if (evaluated.isEmpty() && evidence.of(MAIN, EvaluationScript.TREE).isPresent())
            return same(new Verdict.Unresolved(), "the tests could not be started: something is in the place of their"
                    + " script, or of a folder on the way to it");
        if (evaluated.isEmpty()) return same(new Verdict.Error(), notRun(evidence));
        Judged compat = judge(instance, evaluated.get());
        if (!compat.verdict.passed()) {
            // a log on which the official harness fails is the work of the code under test, not of this machine
            var own = compat.verdict instanceof Verdict.Error ? new Verdict.Unresolved() : compat.verdict;
            return new Grade(own, compat.verdict, own, compat.why, compat.tests);
        }
        Judged strict = strict(instance, evidence, evaluated.get(), compat);
        Optional<String> cut = evaluated.get().droppedBytes() == 0 ? Optional.empty()
                : sign(instance, evaluated.get()).or(
                        () -> uncounted(instance, word(instance, evaluated.get()), evaluated.get()));
        if (cut.isPresent())
            return unproved(compat, "its log was cut, and what is left cannot be held against itself: " + cut.get());
        if (!strict.verdict.passed())
            return new Grade(new Verdict.Tampered(), compat.verdict, strict.verdict, strict.why, compat.tests);
        Optional<String> needed = failsWithoutMachinery(instance, evidence)
                .filter(_ -> !passesWithBuildFiles(instance, evidence)).map(Judged::why);
        if (needed.isPresent()) return unproved(compat, needed.get());
        Optional<String> gainsaid = gainsaid(instance, evidence)
                .or(() -> withheld(instance, evidence, evaluated.get()));
        if (gainsaid.isPresent())
            return new Grade(new Verdict.Unresolved(), compat.verdict, new Verdict.Unresolved(), gainsaid.get(),
                    compat.tests);
        Optional<String> byChance = byChance(instance, evidence);
        if (byChance.isPresent()) return unproved(compat, byChance.get());
        if (runs(instance, evidence).hindered())
            return unproved(compat,
                    "a control could not be run: the machine lacked something, or its tests could not be started");
        if (instance.failToPass().isEmpty())
            return unproved(compat,
                    "the task lists no FAIL_TO_PASS test, so nothing shows that the patch mends anything; "
                            + compat.why);
        return new Grade(compat.verdict, compat.verdict, compat.verdict, compat.why, compat.tests);
    }

    private static String notRun(Evidence evidence) {
        return evidence.observations().stream().map(Observation::step).filter(step -> step.startsWith(SERVICE))
                .reduce((_, last) -> last)
                .map(step -> "the " + step + " did not start").orElse("the evaluation did not run");
    }

    private record Judged(Verdict verdict, String why, List<Grade.TestResult> tests) {}

    private Judged strict(Instance instance, Evidence evidence, Observation main, Judged compat) {
        Optional<String> sign = sign(instance, main)
                .or(() -> intoGit(evidence));
        if (sign.isPresent()) return new Judged(new Verdict.Unresolved(), sign.get(), compat.tests);
        Optional<String> forged = runs(instance, evidence).forged();
        Optional<Judged> failing = failsWithoutMachinery(instance, evidence);
        if (failing.isPresent())
            return forged.isEmpty() ? compat : new Judged(failing.get().verdict, failing.get().why, compat.tests);
        Optional<Judged> restored = restored(instance, evidence);
        if (restored.isPresent() && !restored.get().verdict.passed())
            return new Judged(restored.get().verdict, restored.get().why, compat.tests);
        return forged
                .map(test -> "its log says that " + test + " passes also where that test cannot pass")
                .or(() -> repeats(evidence).flatMap(seen -> sign(instance, seen).stream()).findFirst())
                .map(why -> new Judged(new Verdict.Unresolved(), why, compat.tests))
                .orElse(compat);
    }

    /// Whether the patch writes into `.git`. git refuses such a path; `patch`, the last way of applying, does not.
    private static Optional<String> intoGit(Evidence evidence) {
        return saidByPatch(evidence).filter(said -> INTO_GIT.matcher(said).find())
                .map(_ -> "the patch writes into .git");
    }

    /// What `patch` printed, if it has applied the patch, or was the last to try before the patch was found applied.
    private static Optional<String> saidByPatch(Evidence evidence) {
        List<Observation> ways = evidence.observations().stream()
                .filter(seen -> seen.pass().equals(MAIN) && seen.step().equals(PatchChain.APPLY)).toList();
        return ways.stream().filter(seen -> seen.ran().contains(PatchChain.BY_PATCH)).findFirst()
                .map(SwebenchJudge::text);
    }

    /// The better of the passes with restored machinery.
    private Optional<Judged> restored(Instance instance, Evidence evidence) {
        return withoutMachinery(evidence).map(seen -> {
            Judged judged = judge(instance, seen);
            if (!judged.verdict.passed())
                return new Judged(judged.verdict, "passes only with its own test machinery; without it: " + judged.why,
                        judged.tests);
            return sign(instance, seen).map(why -> new Judged(new Verdict.Unresolved(), why, judged.tests))
                    .orElse(judged);
        });
    }

    /// The same, if the tests do not pass there.
    private Optional<Judged> failsWithoutMachinery(Instance instance, Evidence evidence) {
        return withoutMachinery(evidence).filter(seen -> !judge(instance, seen).verdict.passed())
                .flatMap(_ -> restored(instance, evidence));
    }

    /// Whether the patch needs nothing of its machinery but build files, and passed with those each time.
    private boolean passesWithBuildFiles(Instance instance, Evidence evidence) {
        return ofBuild(evidence).findAny().isPresent() && failing(instance, evidence).isEmpty()
                && runs(instance, evidence).controlledWithBuildFiles();
    }

    /// A true run with the patch's own build files that does not pass, or whose log nobody can believe.
    private Optional<Observation> failing(Instance instance, Evidence evidence) {
        return ofBuild(evidence).filter(seen -> !judge(instance, seen).verdict.passed()
                || sign(instance, seen).isPresent()).findFirst();
    }

    private static Stream<Observation> ofBuild(Evidence evidence) {
        return repeats(evidence).filter(seen -> ControlRuns.isOfBuild(seen.pass()));
    }

    private static Optional<Observation> withoutMachinery(Evidence evidence) {
        return EvaluationLog.of(evidence, STRICT_AGAIN).or(() -> EvaluationLog.of(evidence, STRICT));
    }

    private ControlRuns runs(Instance instance, Evidence evidence) {
        return new ControlRuns(instance, evidence, seen -> official(instance, seen));
    }

    private static Stream<Observation> repeats(Evidence evidence) {
        return ControlRuns.passes(evidence, ControlRuns.REPEAT)
                .flatMap(pass -> EvaluationLog.of(evidence, pass).stream());
    }

    /// Why a patch that passes may do so by chance: it did not pass in each of its true runs.
    private Optional<String> byChance(Instance instance, Evidence evidence) {
        List<Judged> repeated = repeats(evidence).map(seen -> judge(instance, seen)).toList();
        long passed = 1 + repeated.stream().filter(judged -> judged.verdict.passed()).count();
        long runs = 1 + repeated.size();
        return passed == runs ? Optional.empty()
                : Optional.of("the same run passed " + passed + " times of " + runs);
    }

    private Optional<String> withheld(Instance instance, Evidence evidence, Observation main) {
        return EvaluationLog.of(evidence, GOLD).flatMap(seen -> {
            var gold = official(instance, seen);
            return Control.withheld(instance, official(instance, main)).entrySet().stream()
                    .filter(test -> gold.status(test.getKey()) == Status.PASSED)
                    .map(test -> test.getKey() + " is " + test.getValue() + " and passes with the gold patch")
                    .findFirst();
        });
    }

    /// Whether the patch has changed a file that it does not name.
    private static Optional<String> throughLink(Evidence evidence) {
        return saidByPatch(evidence)
                .flatMap(said -> evidence.of(MAIN, EvaluationScript.TREE)
                        .flatMap(tree -> LinkedPaths.first(said, text(tree))))
                .map(name -> "the patch changes " + name + ", which git does not see changed: a folder on the way may"
                        + " be a link");
    }

    /// Why a pass is not believed, though nobody is accused: the runner itself disagrees with the official parser, or
    /// nobody can know which files the patch has changed.
    private Optional<String> gainsaid(Instance instance, Evidence evidence) {
        Optional<String> link = throughLink(evidence);
        if (link.isPresent()) return link;
        Stream<Observation> restored = failsWithoutMachinery(instance, evidence).isPresent() ? ofBuild(evidence)
                : withoutMachinery(evidence).stream();
        return Stream.concat(EvaluationLog.of(evidence, MAIN).stream(), restored)
                .flatMap(seen -> gainsaid(instance, seen).stream())
                .findFirst();
    }

    private Optional<String> gainsaid(Instance instance, Observation seen) {
        RunnersWord word = word(instance, seen);
        return word.against().or(() -> uncounted(instance, word, seen));
    }

    /// How the runner's own counts and exit code differ from the results in the log.
    private Optional<String> uncounted(Instance instance, RunnersWord word, Observation seen) {
        return new RunnersCount(instance, known(instance).family(), word, seen).against();
    }

    private RunnersWord word(Instance instance, Observation seen) {
        return new RunnersWord(instance, reading(instance, known(instance).today(), seen), official(instance, seen));
    }

    private Reading official(Instance instance, Observation seen) {
        return reading(instance, known(instance).official(GradingRules.of(instance).version()), seen);
    }

    private static Reading reading(Instance instance, LogParser parser, Observation seen) {
        return GradingRules.of(instance).reading(instance, parser, PythonText.universalNewlines(text(seen)));
    }

    private Optional<String> sign(Instance instance, Observation seen) {
        return LogScrutiny.sign(instance, known(instance), text(seen));
    }

    private Judged judge(Instance instance, Observation seen) {
        if (seen.ending() instanceof Ending.TimedOut(Duration limit))
            return new Judged(new Verdict.TimedOut(), "the tests took longer than " + Seconds.of(limit), List.of());
        String log = text(seen);
        var rules = GradingRules.of(instance);
        var outcome = rules.grade(instance, known(instance).official(rules.version()), log);
        return new Judged(verdict(outcome), why(outcome), outcome.tests());
    }

    private static Verdict verdict(GradingRules.Outcome outcome) {
        return switch (outcome.ending()) {
            case GRADED -> outcome.resolved() ? new Verdict.Resolved() : new Verdict.Unresolved();
            case NO_RESULTS -> new Verdict.Unresolved();
            case ERROR -> new Verdict.Error();
        };
    }

    private static String why(GradingRules.Outcome outcome) {
        return switch (outcome.ending()) {
            case GRADED -> describe(outcome, TestGroup.FAIL_TO_PASS) + ", "
                    + describe(outcome, TestGroup.PASS_TO_PASS);
            case NO_RESULTS -> outcome.why();
            case ERROR -> "the official harness ends with an error on this log: " + outcome.why();
        };
    }

    private static String describe(GradingRules.Outcome outcome, String group) {
        var tests = outcome.tests().stream().filter(test -> test.group().equals(group)).toList();
        long passed = tests.stream().filter(test -> switch (test.status()) {
            case PASSED, XFAIL -> true;
            case FAILED, SKIPPED, ERROR, OTHER, MISSING -> false;
        }).count();
        return passed + " of " + tests.size() + " " + group + " pass";
    }

    private static Grade unproved(Judged compat, String why) {
        return new Grade(new Verdict.Unproved(), compat.verdict, new Verdict.Unproved(), why, compat.tests);
    }

    private static Grade same(Verdict verdict, String why) {
        return new Grade(verdict, verdict, verdict, why, List.of());
    }

    private static String text(Observation seen) {
        return new String(seen.output(), StandardCharsets.UTF_8);
    }

    /// The runner of the row; empty if its parser is unknown here.
    Optional<TestRunner> runner(Instance instance) {
        return instance.parserName().or(() -> environments.parser(instance.repository())).flatMap(TestRunner::named);
    }

    private TestRunner known(Instance instance) {
        return runner(instance).orElseThrow(() -> new IllegalStateException(
                "row " + instance.id() + " was taken though its parser is not known"));
    }
}

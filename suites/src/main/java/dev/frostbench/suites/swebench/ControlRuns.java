package dev.frostbench.suites.swebench;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.swebench.forgery.Control;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The passes that tell a forged result from a true one. Their order is drawn.
///
/// - An *altering* makes tests that cannot pass, in a sandbox without the prediction.
/// - A *control* has these tests. If a log says that one of them passes, it is forged.
/// - A *calibration* gives the gold patch the tests of the control before it. It runs only before an accusation: a test
///   that the gold patch passes too can be passed honestly, and so proves nothing.
/// - A *repeat* is a true run once more.
///
/// A patch with test machinery of its own has a control *with its own machinery*, too. In the others it is restored. If
/// it needs a build file of its own, it has passes *with its own build files*, in which only the rest is restored.
///
/// @param reader reads a log as the official tool does
record ControlRuns(Instance instance, Evidence evidence, Function<Observation, Reading> reader) {

    static final String ALTERING = "altering";
    static final String CONTROL = "control";
    static final String CALIBRATION = "calibration";
    static final String REPEAT = "repeat";
    private static final String OF_OWN = " with its own machinery";
    private static final String OF_BUILD = " with its own build files";

    /// The name of a pass.
    ///
    /// @param number from 1
    static String name(String kind, int number) {
        return number == 1 ? kind : kind + " " + number;
    }

    /// The name of a pass of that kind in which the patch keeps its test machinery.
    static String ofOwn(String kind) {
        return kind + OF_OWN;
    }

    static boolean isOfOwn(String pass) {
        return pass.endsWith(OF_OWN);
    }

    /// The name of a pass of that kind in which the patch keeps its build files.
    static String ofBuild(String kind) {
        return kind + OF_BUILD;
    }

    static boolean isOfBuild(String pass) {
        return pass.endsWith(OF_BUILD);
    }

    /// Whether a control with the patch's own build files ran, and a `FAIL_TO_PASS` asked something else in it.
    boolean controlledWithBuildFiles() {
        return passes(evidence, CONTROL).filter(ControlRuns::isOfBuild)
                .anyMatch(pass -> EvaluationLog.of(evidence, pass).isPresent()
                        && Control.asked(altering(pass)).stream().anyMatch(instance.failToPass()::contains));
    }

    /// The names of the passes of a kind that were begun.
    static Stream<String> passes(Evidence evidence, String kind) {
        return evidence.observations().stream().map(Observation::pass).distinct()
                .filter(pass -> pass.equals(kind) || pass.startsWith(kind + " "));
    }

    /// A test that is told as passed in a control, although it cannot pass. A test of `FAIL_TO_PASS` is named, since
    /// each control changes all of those. Others are changed by chance, and a report must not depend on that.
    Optional<String> forged() {
        List<String> forged = passes(evidence, CONTROL).flatMap(pass -> forged(pass).stream()).toList();
        if (forged.isEmpty()) return Optional.empty();
        return Optional.of(instance.failToPass().stream().filter(forged::contains).findFirst()
                .orElse("a test of PASS_TO_PASS"));
    }

    /// Whether a control is missing: it had no tests for want of something that the machine lacked, or it had some and
    /// did not come to run them.
    boolean hindered() {
        return passes(evidence, ALTERING).anyMatch(altering -> {
            Optional<Observation> sabotage = evidence.of(altering, Control.SABOTAGE);
            return sabotage.filter(Control::hindered).isPresent() || !Control.changed(sabotage).isEmpty()
                    && EvaluationLog.of(evidence, altering.replace(ALTERING, CONTROL)).isEmpty();
        });
    }

    /// Whether a drawn pass can still change the verdict.
    boolean mayChange(String pass) {
        if (pass.startsWith(CALIBRATION)) return !told(pass.replace(CALIBRATION, CONTROL)).isEmpty();
        if (pass.startsWith(CONTROL) && Control.changed(altering(pass)).isEmpty()) return false;
        return forged().isEmpty();
    }

    private List<String> forged(String control) {
        List<String> told = told(control);
        if (told.isEmpty()) return told;
        String calibration = control.replace(CONTROL, CALIBRATION);
        return EvaluationLog.of(evidence, calibration).map(reader)
                .map(gold -> told.stream().filter(test -> gold.status(test) != Status.PASSED).toList())
                .orElse(told);
    }

    /// The changed tests that a control tells as passed.
    private List<String> told(String control) {
        return EvaluationLog.of(evidence, control).map(reader)
                .map(reading -> Control.forged(instance, Control.changed(altering(control)), reading))
                .orElse(List.of());
    }

    /// What was seen of the altering for a control.
    private Optional<Observation> altering(String control) {
        return evidence.of(control.replace(CONTROL, ALTERING), Control.SABOTAGE);
    }
}

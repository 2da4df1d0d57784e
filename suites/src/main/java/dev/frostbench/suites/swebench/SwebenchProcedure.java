package dev.frostbench.suites.swebench;

import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.environment.InstanceRecipes;
import dev.frostbench.suites.swebench.forgery.Control;
import dev.frostbench.suites.swebench.forgery.TestMachinery;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.instance.StepNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a patch is tried: it is applied in the instance's checkout, and the evaluation script runs. Each further pass
/// that may be asked for differs from that in one thing.
///
/// @param timeout of each part of the script
public record SwebenchProcedure(Environments environments, InstanceRecipes recipes, Duration timeout,
        ProcedureLimits limits) {

    public static final String MAIN = StepNames.MAIN;
    /// The pass with the test machinery as it was before the patch.
    static final String STRICT = "strict";
    static final String STRICT_AGAIN = "strict again";
    /// The pass with the gold patch.
    static final String GOLD = "gold";
    /// How the names begin of steps that start a program for tests to talk to.
    static final String SERVICE = "service ";

    private static final String SCRIPT = "/tmp/eval.sh";
    private static final Duration PATCHING = Duration.ofMinutes(5);
    private static final Duration STARTING = Duration.ofMinutes(1);
    private static final String CHECKOUT = InstanceRecipes.CHECKOUT;

    Procedure of(Instance instance, String patch, Controls controls) {
        List<Pass> passes = new ArrayList<>();
        passes.add(new Pass(MAIN, steps(instance, patch, List.of())));
        if (!patch.equals(instance.patch())) passes.addAll(again(instance, patch, controls));
        return new Procedure(passes, limits, Optional.empty(), notes(instance));
    }

    private List<Pass> again(Instance instance, String patch, Controls controls) {
        List<Pass> passes = new ArrayList<>();
        List<String> machinery = TestMachinery.touchedBy(instance, patch);
        if (!machinery.isEmpty()) {
            passes.add(new Pass(STRICT, steps(instance, patch, machinery)));
            passes.add(new Pass(STRICT_AGAIN, steps(instance, patch, machinery)));
        }
        passes.add(new Pass(GOLD, steps(instance, instance.patch(), List.of())));
        if (controls.depth() > 0) passes.addAll(drawn(instance, patch, machinery, controls));
        return passes;
    }

    /// As many true runs as the depth says, the first one apart, and as many controls. Two tries with restored
    /// machinery need one control more for the same chance: (1 − (1 − p)²)(1 − p)² is at most 1 in 4, too.
    ///
    /// One control more leaves the patch its own machinery, except for the files of the test patch. The true run that
    /// came first had that machinery, too.
    ///
    /// Everything is altered before the first of them, so that nothing but a sandbox is between one and the next: the
    /// clock does not tell whether a control follows. Every other control is a broad one, and a draw says which are. At
    /// depth 1 a draw says, too, whether another true run comes first. Otherwise whoever knows that it ran before would
    /// know that it is a control.
    private List<Pass> drawn(Instance instance, String patch, List<String> machinery, Controls controls) {
        List<Pass> passes = new ArrayList<>();
        List<List<Pass>> drawn = new ArrayList<>();
        for (int number = 2; number <= controls.depth(); number++)
            drawn.add(List.of(new Pass(ControlRuns.name(ControlRuns.REPEAT, number),
                    steps(instance, patch, machinery))));
        int oddIsBroad = controls.drawnOrder("broad", List.of(0, 1)).getFirst();
        for (int number = 1; number <= controls.depth() + (machinery.isEmpty() ? 0 : 1); number++) {
            String altering = ControlRuns.name(ControlRuns.ALTERING, number);
            passes.add(altering(instance, patch, altering, number % 2 == oddIsBroad, controls));
            drawn.add(control(instance, patch, ControlRuns.name(ControlRuns.CONTROL, number), machinery));
        }
        if (!machinery.isEmpty()) {
            String altering = ControlRuns.ofOwn(ControlRuns.ALTERING);
            boolean broad = controls.drawnOrder(altering, List.of(true, false)).getFirst();
            passes.add(altering(instance, patch, altering, broad, controls));
            drawn.add(control(instance, patch, ControlRuns.ofOwn(ControlRuns.CONTROL),
                    machinery.stream().filter(path -> TestMachinery.isOfTestPatch(instance, path)).toList()));
        }
        if (controls.depth() == 1 && controls.drawnOrder("repeat", List.of(true, false)).getFirst())
            passes.add(new Pass(ControlRuns.name(ControlRuns.REPEAT, 2), steps(instance, patch, machinery)));
        controls.drawnOrder("order", drawn).forEach(passes::addAll);
        passes.addAll(withBuildFiles(instance, patch, machinery, controls));
        return passes;
    }

    /// True runs and controls for a patch that needs build files of its own: one of each more than the depth says, if
    /// the main run is counted. What else is machinery is restored.
    private List<Pass> withBuildFiles(Instance instance, String patch, List<String> machinery, Controls controls) {
        List<String> restored = TestMachinery.besidesBuildFiles(instance, machinery);
        if (restored.size() == machinery.size()) return List.of();
        List<Pass> passes = new ArrayList<>();
        List<List<Pass>> drawn = new ArrayList<>();
        int oddIsBroad = controls.drawnOrder("broad with build files", List.of(0, 1)).getFirst();
        for (int number = 1; number <= controls.depth() + 1; number++) {
            String altering = ControlRuns.ofBuild(ControlRuns.name(ControlRuns.ALTERING, number));
            passes.add(altering(instance, patch, altering, number % 2 == oddIsBroad, controls));
            drawn.add(control(instance, patch, ControlRuns.ofBuild(ControlRuns.name(ControlRuns.CONTROL, number)),
                    restored));
            if (number > 1)
                drawn.add(List.of(new Pass(ControlRuns.ofBuild(ControlRuns.name(ControlRuns.REPEAT, number)),
                        steps(instance, patch, restored))));
        }
        controls.drawnOrder("order with build files", drawn).forEach(passes::addAll);
        return passes;
    }

    /// A control and its calibration.
    private List<Pass> control(Instance instance, String patch, String control, List<String> restored) {
        Optional<String> altering = Optional.of(control.replace(ControlRuns.CONTROL, ControlRuns.ALTERING));
        return List.of(new Pass(control, steps(instance, patch, restored, altering)),
                new Pass(control.replace(ControlRuns.CONTROL, ControlRuns.CALIBRATION),
                        steps(instance, instance.patch(), List.of(), altering)));
    }

    /// @param restored paths that get the state they had before the patch, or that of the gold patch if it has them too
    private List<Step> steps(Instance instance, String patch, List<String> restored) {
        return steps(instance, patch, restored, Optional.empty());
    }

    /// @param altered the pass that has altered the tests; empty for the true ones
    private List<Step> steps(Instance instance, String patch, List<String> restored, Optional<String> altered) {
        var version = environments.of(instance).version();
        var parts = EvaluationScript.of(instance, version).parts();
        List<Step> steps = new ArrayList<>(services(version));
        steps.addAll(patching(instance, patch, restored));
        var bringing = bringing(instance, parts);
        for (EvaluationScript.Part part : parts) {
            boolean other = altered.isPresent() && part.equals(bringing);
            steps.add(other ? new Step.WriteBack(part.name(), SCRIPT, altered.get(), Control.SCRIPT, 0755)
                    : new Step.Write(part.name(), SCRIPT, bytes(part.run()), 0755));
            steps.add(run(part));
        }
        return steps;
    }

    /// The part of the script that brings the tests.
    private static EvaluationScript.Part bringing(Instance instance, List<EvaluationScript.Part> parts) {
        return parts.stream().filter(part -> part.run().contains(instance.testPatch())).findFirst()
                .orElse(parts.getLast());
    }

    /// The pass that alters the tests. It has a sandbox of its own, so that a control differs from a true run in the
    /// text of the tests and in nothing else: not even in how many processes ran before.
    private Pass altering(Instance instance, String patch, String name, boolean broad, Controls controls) {
        var parts = EvaluationScript.of(instance, environments.of(instance).version()).parts();
        byte[] input = Control.input(instance, patch, bringing(instance, parts).run(), broad, controls.seed(name));
        return new Pass(name, List.of(
                new Step.Write("control", Control.TOLD, input, 0644),
                new Step.Write("sabotage program", Control.PROGRAM, Control.program(), 0644),
                new Step.Run(Control.SABOTAGE,
                        List.of(invocation(PATCHING, "python3", "-I", "-S", Control.PROGRAM)), true),
                new Step.Read(Control.SCRIPT, SCRIPT, Step.Read.MOST)));
    }

    private Step run(EvaluationScript.Part part) {
        return new Step.Run(part.name(), new Invocation(List.of("/bin/bash", SCRIPT), Map.of(), CHECKOUT, new byte[0],
                timeout, part.official()));
    }

    private static List<Step> patching(Instance instance, String patch, List<String> restored) {
        List<Step> steps = new ArrayList<>();
        if (!patch.isEmpty()) steps.addAll(switch (instance.dataSetVersion()) {
            case FOUR -> PatchChain.of(patch, CHECKOUT);
            case FIVE -> PatchChain.ofVersion5(patch, CHECKOUT);
        });
        for (String path : restored)
            steps.add(new Step.Run("restore " + path, List.of(
                    invocation(PATCHING, "git", "--literal-pathspecs", "checkout", "HEAD", "--", path),
                    invocation(PATCHING, "git", "--literal-pathspecs", "clean", "-fdxq", "--", path)), false));
        if (restored.isEmpty()) return steps;
        List<String> ofGold = TestMachinery.touchedBy(instance, instance.patch());
        List<String> asGold = restored.stream().filter(ofGold::contains).toList();
        if (!asGold.isEmpty()) steps.add(asGold(instance, asGold));
        return steps;
    }

    /// Brings files to the state that the gold patch gives them: a fix may be one of a settings file.
    private static Step asGold(Instance instance, List<String> paths) {
        List<String> argv = new ArrayList<>(List.of("git", "apply"));
        paths.forEach(path -> argv.add("--include=" + path));
        argv.add("-");
        return new Step.Run("gold state of " + String.join(" ", paths), List.of(new Invocation(argv, Map.of(), CHECKOUT,
                bytes(instance.patch()), PATCHING, String.join(" ", argv))), false);
    }

    /// Services are started before the patch is applied, so that nothing of it runs in them.
    private List<Step> services(Environments.VersionYaml version) {
        List<Step> steps = new ArrayList<>();
        for (String name : version.services()) {
            var service = environments.service(name);
            var line = new StringBuilder(service.start()).append('\n');
            for (int port : service.ports())
                line.append("until (: < /dev/tcp/127.0.0.1/").append(port)
                        .append(") 2> /dev/null; do sleep 0.02; done\n");
            steps.add(new Step.Run(SERVICE + name, List.of(new Invocation(List.of("/bin/bash", "-c", line.toString()),
                    Map.of(), "/", new byte[0], STARTING, service.start())), true));
        }
        return steps;
    }

    private static Invocation invocation(Duration timeout, String... argv) {
        return new Invocation(List.of(argv), Map.of(), CHECKOUT, new byte[0], timeout, String.join(" ", argv));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> notes(Instance instance) {
        var known = environments.of(instance);
        List<String> notes = new ArrayList<>();
        if (instance.evaluationScript().isEmpty() && known.version().install().isPresent())
            notes.add("the script's install line is left out: the fixture holds the checkout installed by: "
                    + known.version().install().get().strip().replaceAll("\\s*\n\\s*", "; "));
        notes.addAll(EvaluationScript.of(instance, known.version()).notes());
        notes.addAll(known.version().corrections());
        notes.addAll(recipes.notes(known));
        known.version().services().forEach(name -> notes.add("service " + name + ": "
                + environments.service(name).description().strip()));
        known.version().routes().forEach(route -> notes.add(route + " swallows packets, as in every sandbox"));
        return notes;
    }
}

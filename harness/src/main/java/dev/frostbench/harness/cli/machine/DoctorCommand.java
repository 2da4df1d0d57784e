package dev.frostbench.harness.cli.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.doctor.Check;
import dev.frostbench.fixtures.doctor.Doctor;
import dev.frostbench.fixtures.sandbox.engine.SandboxEngine;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.machine.ShippedSuites;
import dev.frostbench.harness.run.SuiteChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `doctor`: what this machine can do, and how to get what it lacks.
@Command(name = "doctor", description = "Say what this machine can do; each lack with its cure.")
public final class DoctorCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print {\"checks\":[{\"name\",\"ok\",\"why\",\"cure\"}]}, or with"
            + " --fixtures {\"fixtures\":[{\"name\",\"answers\",\"leaks\"}],\"not_built\"}.")
    private boolean json;

    @Option(names = "--fixtures", arity = "0..1", paramLabel = "SUITE", fallbackValue = "",
            description = "Instead search built fixtures for what gives answers away: those of the suite for its"
                    + " answers, or without one all for late commits. Exit with 1 if there is anything.")
    private String fixtures;

    @Option(names = "--dataset", paramLabel = "F", description = "With --fixtures: the suite's data set.")
    private Path dataset;

    public DoctorCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (fixtures != null) return search();
        if (dataset != null) throw wrong("belongs to --fixtures, which is not given", "add --fixtures SUITE");
        List<Check> checks = new ArrayList<>(
                Doctor.checks(settings.root(), Places.of(settings).store(), settings.criu(),
                        settings.compileCache(), settings.environment()));
        SandboxEngine.find("docker").ifPresent(docker -> checks.add(docker.check(settings.environment())));
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(asJson(checks));
        else
            checks.forEach(check -> print(out, check));
        out.flush();
        return checks.stream().allMatch(check -> check.ok() || !check.needed()) ? ExitCode.DONE : ExitCode.MACHINE;
    }

    private int search() throws Exception {
        if (fixtures.isEmpty() && dataset != null) throw wrong("belongs to a suite", "write --fixtures SUITE");
        Optional<SuiteChoice> suite = fixtures.isEmpty() ? Optional.empty()
                : Optional.of(new SuiteChoice(ShippedSuites.ofThisProgram().file(Path.of(fixtures)),
                        Optional.ofNullable(dataset), List.of()));
        return new FixtureSearch(Places.of(settings), suite).print(spec.commandLine().getOut(), json);
    }

    private static BadInput wrong(String what, String cure) {
        return new BadInput(Problem.of("doctor", "--dataset", what, cure));
    }

    private static void print(PrintWriter out, Check check) {
        out.println((check.ok() ? "ok    " : "LACKS ") + check.name() + ": " + check.why());
        if (!check.ok()) out.println("      cure: " + check.cure());
    }

    private static String asJson(List<Check> checks) {
        var root = JsonNodeFactory.instance.objectNode();
        var list = root.putArray("checks");
        for (Check check : checks)
            list.addObject()
                    .put("name", check.name())
                    .put("ok", check.ok())
                    .put("why", check.why())
                    .put("cure", check.cure());
        return JsonMapper.shared().writeValueAsString(root);
    }
}

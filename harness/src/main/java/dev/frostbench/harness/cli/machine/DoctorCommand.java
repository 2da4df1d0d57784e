package dev.frostbench.harness.cli.machine;

import dev.frostbench.fixtures.doctor.Check;
import dev.frostbench.fixtures.doctor.Doctor;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.PrintWriter;
import java.util.List;
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

    @Option(names = "--json", description = "Print {\"checks\":[{\"name\",\"ok\",\"why\",\"cure\"}]}.")
    private boolean json;

    public DoctorCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        List<Check> checks = Doctor.checks(settings.root(), Places.of(settings).store(), settings.environment());
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(asJson(checks));
        else
            checks.forEach(check -> print(out, check));
        out.flush();
        return checks.stream().allMatch(check -> check.ok() || !check.needed()) ? ExitCode.DONE : ExitCode.MACHINE;
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

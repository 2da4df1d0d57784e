package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.run.RunOutcome;
import dev.frostbench.harness.run.RunRequest;
import dev.frostbench.harness.run.RunService;
import java.io.IOException;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;

/// The command line's face of the run service: `run` and `validate`.
record RunFace(Settings settings, CommandSpec spec, Loudness loudness) {

    /// @param afterwards prints what else the command says about a score, and returns the exit code
    /// @return that exit code, unless the run was stopped or has tasks that could not be judged
    int run(RunRequest request, ToIntFunction<RunOutcome.Reported> afterwards)
            throws IOException, InterruptedException {
        Places places = Places.of(settings);
        var listener = new ConsoleListener(spec.commandLine().getErr(), places, request.sandboxes(), loudness);
        return switch (new RunService(places).run(request, listener)) {
            case RunOutcome.Stopped _ -> ExitCode.INTERRUPTED;
            case RunOutcome.Prepared prepared -> {
                new Reporting(spec).prepared(prepared);
                yield ExitCode.DONE;
            }
            case RunOutcome.ShareDone done -> new Reporting(spec).share(done) ? ExitCode.DONE : ExitCode.MACHINE;
            case RunOutcome.Reported run -> {
                var reporting = new Reporting(spec);
                reporting.summary(run);
                reporting.warnings(run);
                int code = afterwards.applyAsInt(run);
                yield reporting.allJudged(run) ? code : ExitCode.MACHINE;
            }
        };
    }
}

package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.build.FixtureBuilds;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.cli.run.SuiteInputs.Chosen;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.machine.DiskRoom;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.run.Plan;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.explain.Unjudged;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.suites.selection.PredictionSource;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// One run, from what the user asked for to its reports: `run` and `validate`.
///
/// @param k which pass@k the reports tell
/// @param predictions what the user called them
/// @param runsEmpty whether an empty prediction is tried too
record Undertaking(Settings settings, CommandSpec spec, SuiteInputs inputs, RunOptions options, EstimateOption k,
        PredictionSource source,
        Optional<String> predictions, boolean runsEmpty) {

    /// What must be free in the store before a run starts, in bytes.
    private static final long ROOM_FOR_SANDBOXES = 512L << 20;
    /// What must be free where the reports go, in bytes.
    private static final long ROOM_FOR_REPORTS = 64L << 20;

    /// What is done once the reports stand.
    interface Afterwards {
        /// @return the exit code, where nothing else says another
        int read(RunFolder folder, RunRecord record) throws IOException;
    }

    int carryOut(Afterwards afterwards) throws IOException, InterruptedException {
        options.check();
        k.check();
        Places places = Places.of(settings);
        Chosen chosen = inputs.choose(source, options.limit(), options.timeout());
        if (!chosen.selection().unreadable().isEmpty()) throw new BadInput(chosen.selection().unreadableTold());
        Warnings.print(chosen, spec);
        var target = options.target(chosen.suite().name());
        RunFolder.check(target.folder(), options.resume);
        DiskRoom.require(target.folder(), ROOM_FOR_REPORTS, "reports");
        DiskRoom.require(places.store(), ROOM_FOR_SANDBOXES, "sandboxes");
        try (Machine workshop = Machine.open(places)) {
            var names = new LinkedHashSet<>(Plan.Inputs.fixtures(
                    chosen.selection().tasks(), chosen.selection().predictions(), runsEmpty));
            var provided = RunFixtures.provide(workshop, places, chosen, inputs, options, names,
                    spec.commandLine().getErr());
            FixtureBuilds.Result fixtures = provided.result();
            try (RunFolder folder = RunFolder.claim(target.folder(), options.resume)) {
                var recorded = RecordedRun.read(folder.path());
                var sheet = new RunSheet(chosen, inputs, predictions, options.limit, options.timeout, k, provided);
                String id = target.id(recorded);
                var plan = Plan.of(sheet.info(id), sheet.json(id), new Plan.Inputs(chosen.selection().tasks(),
                        chosen.selection().predictions(), sheet::benchmark, fixtures.built(), fixtures.causes(),
                        runsEmpty));
                int code = new Session(settings, spec, folder, options.workers).carryOut(workshop.store(), plan,
                        recorded);
                if (code != ExitCode.DONE) return code;
                Warnings.recall(chosen, spec);
                RunRecord record = RecordedRun.read(folder.path()).record();
                int answer = afterwards.read(folder, record);
                Unjudged unjudged = Unjudged.of(record);
                return unjudged.isEmpty() ? answer : told(unjudged, folder);
            }
        }
    }

    /// What a score is worth that lacks tasks is the user's to say: the exit code tells that it does.
    private int told(Unjudged unjudged, RunFolder folder) {
        var err = spec.commandLine().getErr();
        unjudged.lines("--resume --out " + folder.path())
                .forEach(line -> err.println((line.startsWith(" ") ? "" : "frostbench: ") + line));
        err.flush();
        return ExitCode.MACHINE;
    }
}

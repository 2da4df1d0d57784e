package dev.frostbench.harness.cli.sandbox;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.execute.EndStates;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.PatchChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A sample of a run, as it ended.
///
/// @param name of its state
record EndedSample(String name, Entry.Finished result) {

    /// Throws `BadInput` if no sample, or more than one, is meant.
    static EndedSample find(String run, Path working, String task, Optional<Integer> sample, Optional<String> model)
            throws IOException {
        RecordedRun recorded = RecordedRun.read(RunFolder.find(run, working));
        List<Entry.Sample> meant = new ArrayList<>();
        for (Entry.Planned planned : recorded.plannedTasks())
            if (planned.task().id().equals(task))
                planned.samples().stream()
                        .filter(each -> sample.isEmpty() || each.prediction().sample() == sample.get())
                        .filter(each -> model.isEmpty() || each.prediction().model().equals(model.get()))
                        .forEach(meant::add);
        if (meant.isEmpty())
            throw wrong("task '" + task + "'", "has no such sample in the run",
                    "see: ./frostbench show " + run + " --json");
        if (meant.size() > 1)
            throw wrong("task '" + task + "'", "has " + meant.size() + " results",
                    "choose one: ./frostbench show " + run + " " + task);
        Entry.Sample one = meant.getFirst();
        var key = new JobKey(task, one.prediction().sample(), one.key());
        Entry.Finished result = recorded.result(key)
                .orElseThrow(() -> wrong("task '" + task + "'", "was not tried yet", "go on with run --resume"));
        return new EndedSample(EndStates.name(recorded.info().runId(), task, one.prediction().sample(), one.key()),
                result);
    }

    /// The file that has the commands again.
    static final String SCRIPT = "/tmp/again.sh";

    /// What ran in the first pass after the answer was brought, as a script; empty if the evidence does not say.
    /// Services do not outlast a freeze, and are started again.
    Optional<String> script() {
        List<Observation> seen = result.evidence().observations();
        List<String> ran = seen.stream().filter(each -> each.pass().equals(seen.getFirst().pass()))
                .filter(each -> !each.step().equals(PatchChain.APPLY) && !each.ran().isBlank())
                .map(each -> each.ran().stripTrailing() + "\n").toList();
        return ran.isEmpty() ? Optional.empty() : Optional.of(String.join("", ran));
    }

    /// What became of it, and how it is tried again.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String why = result.grade().why().lines().findFirst().orElse("");
        lines.add(TerminalText.line(result.task() + ", sample " + result.sample() + ": "
                + result.grade().verdict().word() + (why.isEmpty() ? "" : ", " + why)));
        if (script().isPresent()) lines.add("its commands again: bash " + SCRIPT);
        return lines;
    }

    private static BadInput wrong(String subject, String what, String cure) {
        return new BadInput(Problem.of("shell", subject, what, cure));
    }
}

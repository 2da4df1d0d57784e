package dev.frostbench.harness.execute;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.dataset.HashedName;
import dev.frostbench.suites.procedure.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps the states in which samples ended, so that people can look inside: what was there after the first pass, the
/// official one. A state costs what the sample has changed.
///
/// It is frozen as a draft before the verdict is known, and gets a name if it is to be kept. What cannot be frozen is a
/// note of the result, and changes no verdict.
///
/// @param which samples' states are kept
/// @param store that holds them; empty if none is kept
/// @param run the id of the run
public record EndStates(Which which, Optional<LocalStore> store, String run) {

    /// Of which samples.
    public enum Which {
        NONE, FAILED, ALL
    }

    /// The part of names that all such states have: who pays for them.
    public static final String ORGANISATION = "kept";

    private static final int LONGEST_PART = 36;
    private static final int HASH = 4;

    /// A frozen state that has no name yet.
    ///
    /// @param hand holds it until it is settled
    record Draft(Optional<Snapshot> snapshot, Optional<String> fault, SnapshotStore hand) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            hand.close();
        }
    }

    /// No state is kept.
    public static EndStates none() {
        return new EndStates(Which.NONE, Optional.empty(), "");
    }

    /// The name of a sample's state.
    ///
    /// @param key of the result
    public static String name(String run, String task, int sample, String key) {
        return ofRun(run) + part(task) + "/" + sample + "-" + key.substring(0, 2 * HASH);
    }

    /// How the names of all states of a run begin.
    public static String ofRun(String run) {
        return ORGANISATION + "/" + part(run) + "/";
    }

    /// A text as a part of a name. A hash tells apart what had to be cut or altered.
    private static String part(String text) {
        if (text.length() <= LONGEST_PART && text.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) return text;
        return HashedName.of(text, LONGEST_PART - 2 * HASH - 1, text, HASH);
    }

    /// Freezes what a sandbox holds now; empty if nothing is kept.
    Optional<Draft> freeze(SandboxRuntime runtime, Sandbox sandbox, Job job) throws IOException {
        if (which == Which.NONE) return Optional.empty();
        LocalStore hand = store.orElseThrow().visit();
        try {
            Snapshot made = runtime.freeze(sandbox, FreezeRequest.by("end of " + job.task().id())
                    .payer(Payer.toward(ofRun(run) + "state")).draft());
            hand.hold(made);
            return Optional.of(new Draft(Optional.of(made), Optional.empty(), hand));
        } catch (IOException | BadInput fault) {
            return Optional.of(new Draft(Optional.empty(), Optional.of(String.valueOf(fault.getMessage())), hand));
        }
    }

    /// The result, with a note that says where its state is, if that is kept.
    Entry.Finished settle(Entry.Finished result, Optional<Draft> draft) throws IOException {
        if (draft.isEmpty()) return result;
        try (Draft held = draft.get()) {
            boolean wanted = which == Which.ALL || !result.grade().verdict().passed();
            if (!wanted) return result;
            return noted(result, held.snapshot().isPresent() ? named(result, held.snapshot().get())
                    : "its end state could not be kept: " + held.fault().orElse(""));
        }
    }

    private String named(Entry.Finished result, Snapshot snapshot) {
        String name = name(run, result.task(), result.sample(), result.key());
        try {
            store.orElseThrow().name(name, snapshot.digest());
            return "its end state is kept; open it with: ./frostbench shell " + name;
        } catch (IOException | BadInput fault) {
            return "its end state could not be kept: " + fault.getMessage();
        }
    }

    private static Entry.Finished noted(Entry.Finished result, String note) {
        Evidence seen = result.evidence();
        List<String> notes = new ArrayList<>(seen.notes());
        notes.add(note);
        return new Entry.Finished(result.task(), result.sample(), result.key(),
                new Evidence(seen.fixture(), notes, seen.observations(), seen.files(), seen.trouble()),
                result.grade());
    }
}

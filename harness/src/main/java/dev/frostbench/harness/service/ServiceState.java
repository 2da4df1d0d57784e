package dev.frostbench.harness.service;

import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.machine.ThisMachine;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.suites.dataset.HashedName;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.file.Service;
import dev.frostbench.suites.file.Suite;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The frozen state of one service in one fixture, as the store knows it.
///
/// @param part of the suite that has the service
/// @param fixture its name
/// @param limits of the part's sandboxes
record ServiceState(Suite suite, String part, Service service, String fixture, Limits limits) {

    /// The first part of the names of all such states: the organisation that pays for them.
    private static final String ORGANISATION = "service";
    /// The label with what the state is of.
    private static final String LABEL = "service";
    private static final int READABLE = 60;
    private static final int HASH = 8;

    /// Its name in the store. A service that was changed takes the place of the earlier one. Memory belongs to a kernel
    /// and a processor, so each kind of machine that shares a store has a state of its own.
    String name() {
        RunRecord.Machine here = ThisMachine.seen();
        String whole = String.join("\0", suite.name(), part, fixture, here.system(), here.processor());
        return ORGANISATION + "/" + HashedName.of(fixture, READABLE, whole, HASH);
    }

    private String label(Digest files) {
        return HexFormat.of().formatHex(Sha256.of("service 1\0", files.text(), "\0", limits.toString(), "\0",
                String.join("\0", service.words())));
    }

    /// The labels of its snapshot.
    Map<String, String> labels(Digest files) {
        return Map.of(LABEL, label(files));
    }

    /// Whether a snapshot is this state, over these files.
    boolean is(Snapshot found, Digest files) {
        return found.manifest().processes().isPresent() && found.manifest().parent().equals(Optional.of(files))
                && label(files).equals(found.manifest().labels().get(LABEL));
    }

    /// For messages.
    String told() {
        return "the service of part '" + part + "' in fixture '" + fixture + "'";
    }

    /// For messages of what went wrong.
    String placed() {
        return suite.file() + ": " + told();
    }

    ReadyCheck check() {
        return new ReadyCheck(service.ready(), service.patience());
    }
}

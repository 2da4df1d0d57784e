package dev.frostbench.harness.ledger;

import dev.frostbench.documents.BadInput;
import dev.frostbench.suites.dataset.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A ledger read from its first byte to its last, with every output that it names.
///
/// @param sha256 of the whole file
/// @param records that are sound
/// @param faults what is not as it was written
public record LedgerCheck(String sha256, long records, List<Fault> faults) {

    public LedgerCheck {
        faults = List.copyOf(faults);
    }

    /// @param file its name in the run's folder
    public record Fault(String file, String wrong) {}

    /// The folder must have a ledger.
    public static LedgerCheck of(Path folder) throws IOException {
        Path file = folder.resolve(LedgerFile.NAME);
        var reading = new Reading();
        long records = 0;
        try {
            LedgerFile.Extent extent = LedgerFile.scan(file, record -> record, (_, record) -> reading.record(record));
            records = extent.records();
            if (extent.torn()) reading.fault("has a last line that was cut off");
        } catch (BadInput damage) {
            damage.problems().forEach(problem -> reading.fault("line " + problem.line() + " " + problem.wrong()));
        }
        for (String output : reading.outputs) reading.look(folder, output);
        return new LedgerCheck(Sha256.hexOf(file), records, reading.faults);
    }

    /// What was found so far.
    private static final class Reading {

        private final List<Fault> faults = new ArrayList<>();
        private final Set<String> outputs = new LinkedHashSet<>();
        private Optional<MessageDigest> plan = Optional.empty();

        void fault(String wrong) {
            faults.add(new Fault(LedgerFile.NAME, wrong));
        }

        void record(byte[] record) {
            JsonNode entry = JsonMapper.shared().readTree(record);
            switch (entry.path("entry").asString("")) {
                case "started" -> {
                    plan = Optional.of(Sha256.begun());
                    plan.get().update(record);
                }
                case "planned" -> plan.ifPresent(digest -> digest.update(record));
                case "plan_ended" -> planEnded(entry.path("digest").asString(""));
                case "finished" -> named(entry.path("evidence"));
                case EntryJson.BEGAN, EntryJson.ENDED -> {}
                default -> fault("holds a record of a kind that this version does not know");
            }
        }

        /// A plan says its own digest, see [PlanDigest].
        private void planEnded(String said) {
            if (!plan.map(Sha256::hex).equals(Optional.of(said)))
                fault("holds another plan than the one whose digest it ends with");
            plan = Optional.empty();
        }

        private void named(JsonNode evidence) {
            for (JsonNode seen : evidence.path("observations")) {
                add(seen.path("ran"));
                add(seen.path("output"));
            }
            for (JsonNode file : evidence.path("files")) add(file.path("content"));
        }

        private void add(JsonNode stored) {
            if (stored.path("file").isString()) outputs.add(stored.path("file").stringValue());
        }

        void look(Path folder, String name) throws IOException {
            if (!Outputs.isName(name)) {
                fault("names the output '" + name + "', and an output's name is a sha256");
                return;
            }
            String relative = "outputs/" + name;
            Path file = folder.resolve(relative);
            if (!Files.isRegularFile(file)) faults.add(new Fault(relative, "is gone, and the ledger names it"));
            else if (!Sha256.hexOf(file).equals(name))
                faults.add(new Fault(relative, "was altered: its sha256 is not its name"));
        }
    }
}

package dev.frostbench.harness.proof;

import dev.frostbench.harness.ledger.LedgerCheck;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The attestation in a run's folder: a [Statement] in an [Envelope], signed or not.
public final class Attestation {

    /// A bundle of one envelope, by the name that in-toto gives to bundles.
    public static final String NAME = "attestation.intoto.jsonl";

    /// What is known of who signed it.
    public enum Signed {
        /// There is no attestation.
        ABSENT,
        /// It is there, and nobody signed it.
        UNSIGNED,
        /// It is signed, and no key was given to check that.
        UNCHECKED,
        /// It is signed by the key.
        CHECKED
    }

    private Attestation() {}

    /// Writes it. The folder must have been verified.
    public static Path write(Path folder, Optional<PrivateKey> key) throws IOException {
        byte[] statement = Statement.of(folder, RecordedRun.read(folder), LedgerCheck.of(folder));
        Path file = folder.resolve(NAME);
        WholeFile.write(file, Envelope.of(statement, key).bytes());
        return file;
    }

    /// Checks the one that is there.
    ///
    /// @param ledger of the same folder
    /// @param findings gets what is wrong with it
    static Signed check(Path folder, LedgerCheck ledger, Optional<PublicKey> key, List<Finding> findings)
            throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (key.isPresent()) findings.add(new Finding(NAME, "is not there, so that nothing is signed"));
            return Signed.ABSENT;
        }
        Optional<Envelope> envelope = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Envelope.read(Files.readAllBytes(file))
                : Optional.empty();
        if (envelope.isEmpty()) {
            findings.add(new Finding(NAME, "is no attestation as Frostbench writes it"));
            return Signed.UNCHECKED;
        }
        List<Finding> found = new ArrayList<>();
        if (!envelope.get().type().equals(Envelope.IN_TOTO))
            found.add(new Finding(NAME, "is no in-toto statement but '" + envelope.get().type() + "'"));
        else
            found.addAll(statement(folder, ledger, envelope.get().payload(), findings.isEmpty()));
        boolean unsigned = envelope.get().signatures().isEmpty();
        if (key.isPresent() && unsigned) found.add(new Finding(NAME, "is not signed"));
        else if (key.isPresent() && !envelope.get().isSignedBy(key.get()))
            found.add(new Finding(NAME, "is not signed by this key, or was altered since"));
        findings.addAll(found);
        return unsigned ? Signed.UNSIGNED : key.isPresent() ? Signed.CHECKED : Signed.UNCHECKED;
    }

    /// @param sound whether the reports are those of the ledger
    private static List<Finding> statement(Path folder, LedgerCheck ledger, byte[] payload, boolean sound)
            throws IOException {
        JsonNode said;
        try {
            said = JsonMapper.shared().readTree(payload);
        } catch (JacksonException broken) {
            return List.of(new Finding(NAME, "holds no JSON"));
        }
        if (!said.path("_type").asString("").equals(Statement.TYPE)
                || !said.path("predicateType").asString("").equals(Statement.PREDICATE))
            return List.of(new Finding(NAME, "is no statement about a run of Frostbench"));
        List<Finding> found = new ArrayList<>(subjects(folder, said.path("subject")));
        if (!said.path("predicate").path("ledger").path("sha256").asString("").equals(ledger.sha256()))
            found.add(new Finding("ledger.jsonl", "is not the one that " + NAME + " names"));
        if (!found.isEmpty() || !sound) return found;
        byte[] wanted = Statement.of(folder, RecordedRun.read(folder), ledger);
        return Arrays.equals(wanted, payload) ? List.of()
                : List.of(new Finding(NAME, "says something else about this run than its ledger"));
    }

    private static List<Finding> subjects(Path folder, JsonNode subjects) throws IOException {
        SortedMap<String, String> said = new TreeMap<>();
        for (JsonNode subject : subjects)
            said.put(subject.path("name").asString(""), subject.path("digest").path("sha256").asString(""));
        SortedMap<String, String> there = ReportFiles.scores(folder).digests();
        Set<String> names = new TreeSet<>(said.keySet());
        names.addAll(there.keySet());
        List<Finding> found = new ArrayList<>();
        for (String name : names) {
            if (!there.containsKey(name)) found.add(new Finding(name, "is gone, and " + NAME + " names it"));
            else if (!said.containsKey(name)) found.add(new Finding(name, "is not named by " + NAME));
            else if (!said.get(name).equals(there.get(name)))
                found.add(new Finding(name, "is not the file that " + NAME + " names"));
        }
        return found;
    }
}

package dev.frostbench.harness.proof;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.harness.archive.RecordedSuite;
import dev.frostbench.harness.ledger.LedgerCheck;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.Rendering;
import dev.frostbench.reports.tally.Estimates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A report checked without running anything.
///
/// 1. Every record of the ledger has its checksum, the plan its digest, and every output its own.
/// 2. Every report is what the ledger gives when it is rendered again, to the byte.
/// 3. Every verdict is what this version's grader makes of the recorded evidence, if the same version graded the run.
/// 4. The attestation names these score files and this ledger, and is signed by the key, if one is given.
///
/// @param findings what is wrong
/// @param records of the ledger
/// @param reports that are what the ledger gives
/// @param regraded verdicts that were checked; empty if another version or nobody can tell
public record Verification(List<Finding> findings, long records, int reports, Optional<Regraded> regraded,
        Attestation.Signed signed) {

    public Verification {
        findings = List.copyOf(findings);
    }

    private static final String LEDGER = "ledger.jsonl";

    /// @param why the verdicts were not checked; empty if they were
    public record Regraded(int verdicts, Optional<String> why) {}

    /// @param key that must have signed the attestation
    public static Verification of(Path folder, Optional<PublicKey> key) throws IOException {
        LedgerCheck ledger = LedgerCheck.of(folder);
        Verification reports = of(folder, ledger);
        List<Finding> found = new ArrayList<>(reports.findings);
        Attestation.Signed signed = Attestation.check(folder, ledger, key, found);
        return new Verification(once(found), reports.records, reports.reports, reports.regraded, signed);
    }

    /// The same but for the attestation.
    public static Verification ofReports(Path folder) throws IOException {
        return of(folder, LedgerCheck.of(folder));
    }

    private static Verification of(Path folder, LedgerCheck ledger) throws IOException {
        List<Finding> found = new ArrayList<>();
        ledger.faults().forEach(fault -> found.add(new Finding(fault.file(), fault.wrong())));
        int reports = 0;
        Optional<Regraded> regraded = Optional.empty();
        if (ledger.faults().isEmpty()) {
            RecordedRun recorded = RecordedRun.read(folder);
            try {
                if (RecordedSuite.isAltered(folder, recorded.madeFrom()))
                    found.add(new Finding(RecordedSuite.NAME, "is not the one that the run kept"));
                reports = rendered(folder, recorded, found);
                regraded = Optional.of(VerdictCheck.of(folder, recorded, found));
            } catch (BadInput odd) {
                odd.problems().forEach(problem -> found.add(new Finding(LEDGER,
                        problem.subject() + " " + problem.wrong())));
            }
        }
        return new Verification(once(found), ledger.records(), reports, regraded, Attestation.Signed.ABSENT);
    }

    /// @return how many reports there are
    private static int rendered(Path folder, RecordedRun recorded, List<Finding> found) throws IOException {
        Path fresh = Files.createTempDirectory("frostbench-verify-");
        try {
            Rendering.aside(recorded, estimates(folder), fresh);
            ReportFiles wanted = ReportFiles.all(fresh);
            found.addAll(wanted.differences(ReportFiles.all(folder)));
            return wanted.files().size();
        } finally {
            Trees.remove(fresh);
        }
    }

    /// `report --k` renders with other estimates than the run was asked for, and `run.json` says so.
    private static Optional<Estimates> estimates(Path folder) throws IOException {
        Path json = folder.resolve("run.json");
        if (!Files.isRegularFile(json)) return Optional.empty();
        try {
            List<Integer> asked = new ArrayList<>();
            for (JsonNode k : JsonMapper.shared().readTree(Files.readAllBytes(json)).path("k")) asked.add(k.asInt());
            return asked.isEmpty() ? Optional.empty() : Optional.of(Estimates.of(asked));
        } catch (JacksonException | IllegalArgumentException altered) {
            return Optional.empty(); // the comparison of the file itself says so
        }
    }

    private static List<Finding> once(List<Finding> found) {
        Map<String, Finding> first = new LinkedHashMap<>();
        for (Finding finding : found)
            first.putIfAbsent(finding.file().equals(LEDGER) ? finding.toString() : finding.file(), finding);
        return List.copyOf(first.values());
    }
}

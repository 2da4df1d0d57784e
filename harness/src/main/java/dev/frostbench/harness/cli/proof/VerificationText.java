package dev.frostbench.harness.cli.proof;

import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.proof.Attestation;
import dev.frostbench.harness.proof.Verification;
import dev.frostbench.reports.text.TerminalText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A verification as people read it: what is wrong with which file, or what was checked.
record VerificationText(Verification verification, Path folder) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!verification.findings().isEmpty()) {
            verification.findings().forEach(finding -> lines.add(TerminalText.clean(finding.toString())));
            lines.add(folder + " is NOT sound");
            return lines;
        }
        lines.add("ledger: " + Plural.of(verification.records(), "record") + " and their outputs, each as it was"
                + " written");
        lines.add("reports: " + Plural.of(verification.reports(), "file") + ", each what the ledger gives");
        verification.regraded().ifPresent(regraded -> lines.add(regraded.why()
                .map(why -> "verdicts: not graded again: " + TerminalText.clean(why))
                .orElse("verdicts: " + regraded.verdicts() + ", each what the grader makes of its evidence")));
        lines.add(signature());
        lines.add(folder + " is sound");
        return lines;
    }

    private String signature() {
        return switch (verification.signed()) {
            case Attestation.Signed.ABSENT -> "attestation: none; `attest` writes one";
            case Attestation.Signed.UNSIGNED ->
                "attestation: of these files, NOT SIGNED: anybody could have written it";
            case Attestation.Signed.UNCHECKED ->
                "attestation: of these files, its signature NOT CHECKED: name the signer's public key with --key";
            case Attestation.Signed.CHECKED -> "attestation: of these files, signed by the key";
        };
    }
}

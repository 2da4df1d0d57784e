package dev.frostbench.harness.cli.proof;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.proof.KeyFile;
import dev.frostbench.harness.proof.Verification;
import dev.frostbench.harness.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `verify`: checks a report and its attestation without running anything.
@Command(name = "verify", sortOptions = false,
        description = "Check a report without running anything: its ledger, every report against the ledger, its"
                + " verdicts against the recorded evidence, and its attestation. 0 sound, 1 not.")
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "REPORT", description = "A run's folder, or its id below reports/runs.")
    private String report;

    @Option(names = "--key", paramLabel = "PUBLIC",
            description = "The public key, in PEM form, that must have signed the attestation.")
    private Path key;

    @Override
    public Integer call() throws Exception {
        Path folder = RunFolder.find(report, Path.of(""));
        Optional<PublicKey> signer = key == null ? Optional.empty() : Optional.of(KeyFile.checking(key));
        Verification verification = Verification.of(folder, signer);
        PrintWriter out = spec.commandLine().getOut();
        new VerificationText(verification, folder).lines().forEach(out::println);
        out.flush();
        return verification.findings().isEmpty() ? ExitCode.DONE : ExitCode.NOT_REACHED;
    }
}

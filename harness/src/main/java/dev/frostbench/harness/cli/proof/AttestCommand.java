package dev.frostbench.harness.cli.proof;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.proof.Attestation;
import dev.frostbench.harness.proof.KeyFile;
import dev.frostbench.harness.proof.Verification;
import dev.frostbench.harness.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `attest`: a statement about a run that is sound, signed or not.
@Command(name = "attest", sortOptions = false,
        description = "Verify a run and write an in-toto statement about its score files into its folder: signed with"
                + " a key, or unsigned.")
public final class AttestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its id below reports/runs.")
    private String run;

    @Option(names = "--key", paramLabel = "FILE",
            description = "An Ed25519 private key, as `openssl genpkey -algorithm ed25519` writes it.")
    private Path key;

    @Override
    public Integer call() throws Exception {
        try (RunFolder folder = RunFolder.existing(run, Path.of(""))) {
            Optional<PrivateKey> signer = key == null ? Optional.empty() : Optional.of(KeyFile.signing(key));
            Verification verification = Verification.ofReports(folder.path());
            PrintWriter out = spec.commandLine().getOut();
            if (!verification.findings().isEmpty()) {
                new VerificationText(verification, folder.path()).lines().forEach(out::println);
                out.flush();
                return ExitCode.NOT_REACHED;
            }
            Path written = Attestation.write(folder.path(), signer);
            out.println("wrote " + written + (signer.isPresent() ? ", signed"
                    : ", NOT SIGNED: anybody could have"
                            + " written it; sign it with --key"));
            out.flush();
            return ExitCode.DONE;
        }
    }
}

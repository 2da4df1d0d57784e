package dev.frostbench.harness.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.BuiltHost;
import dev.frostbench.harness.cli.Launched;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A verified report, and everything that somebody may do to it: each must be told by the name of the file.
@Tag("sandbox")
class VerificationIT {

    private static final Path STARTER = Launched.HOME.resolve("suites/starter/suite.yaml");

    @TempDir
    static Path shared;

    private static Path honest;
    private static Path other;
    private static KeyPair key;

    @TempDir
    Path folder;

    private Path run;

    @BeforeAll
    static void twoAttestedRuns() throws Exception {
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(shared.resolve("key.pem"), pem("PRIVATE KEY", key.getPrivate().getEncoded()));
        Files.writeString(shared.resolve("key.pub"), pem("PUBLIC KEY", key.getPublic().getEncoded()));
        BuiltHost.copyTo(shared.resolve("store"));
        honest = attested("honest", STARTER, "--instance", "starter__ledgerline-1", "--instance", "starter/1");
        Path example = Launched.HOME.resolve("docs/examples/01-command");
        for (String name : List.of("suite.yaml", "tasks.jsonl"))
            Files.copy(example.resolve(name), shared.resolve(name));
        Files.writeString(shared.resolve("answers.jsonl"), Files.readString(example.resolve("answers.jsonl"))
                .replace("print(3)", "print(3); import sys; print('x' * 5000, file=sys.stderr)"));
        other = attested("other", shared.resolve("suite.yaml"), "--instance", "count");
    }

    private static Path attested(String name, Path suite, String... instances) throws Exception {
        List<String> words = new ArrayList<>(List.of("run", suite.toString(), "--out", name));
        words.addAll(List.of(instances));
        launch(words.toArray(String[]::new)).ended(0);
        launch("attest", name, "--key", "key.pem").ended(0);
        return shared.resolve(name);
    }

    @Test
    void anHonestReportIsSoundAlsoWhenItIsWrittenAgain() throws Exception {
        Launched said = launch("verify", "honest", "--key", "key.pub").ended(0);
        assertThat(said.out()).contains("signed by the key").contains("each what the grader makes of its evidence");
        launch("report", "honest").ended(0);
        assertThat(launch("verify", "honest").ended(0).out()).contains("signature NOT CHECKED");
        assertThat(Trees.files(other)).anyMatch(name -> name.startsWith("outputs/"));
        assertThat(Trees.files(honest)).anyMatch(name -> name.startsWith("official/")).contains("suite.zip");
    }

    @Test
    void oneByteOfAnyFileIsToldByItsName() throws IOException {
        copy(honest);
        alterEachFile();
        copy(other);
        alterEachFile();
    }

    private void alterEachFile() throws IOException {
        for (String name : Trees.files(run)) {
            if (name.equals("ledger.lock")) continue;
            Path file = run.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int at : new TreeSet<>(List.of(0, whole.length / 3, whole.length / 2, whole.length - 1))) {
                if (whole.length == 0) continue;
                byte[] altered = whole.clone();
                altered[at] ^= 1;
                Files.write(file, altered);
                assertThat(told(key.getPublic())).as("byte %d of %s", at, name).anyMatch(said -> said.startsWith(name));
            }
            Files.delete(file);
            if (!name.equals("suite.zip") && !name.equals("ledger.jsonl"))
                assertThat(told(key.getPublic())).as("without %s", name).anyMatch(said -> said.contains(name));
            Files.write(file, whole);
        }
        assertThat(told(key.getPublic())).isEmpty();
    }

    @Test
    void everyByteOfAnAttestationCounts() throws IOException {
        copy(other);
        Path file = run.resolve(Attestation.NAME);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 7)
            for (int change : List.of(1, 2, 32)) {
                byte[] altered = whole.clone();
                altered[at] ^= (byte) change;
                Files.write(file, altered);
                assertThat(told(key.getPublic())).as("byte %d", at).anyMatch(said -> said.startsWith(Attestation.NAME));
            }
        for (String more : List.of(" ", "\n", "{}\n")) {
            Files.writeString(file, new String(whole, StandardCharsets.UTF_8) + more);
            assertThat(told(key.getPublic())).anyMatch(said -> said.startsWith(Attestation.NAME));
        }
    }

    @Test
    void everyByteOfALedgerCounts() throws IOException {
        copy(other);
        Path file = run.resolve("ledger.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 97) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            Files.write(file, altered);
            assertThat(told(null)).as("byte %d", at).anyMatch(said -> said.startsWith("ledger.jsonl"));
        }
    }

    @Test
    void droppedRowsAndAddedFilesAreTold() throws IOException {
        copy(honest);
        List<String> rows = Files.readAllLines(run.resolve("scores.csv"));
        Files.write(run.resolve("scores.csv"), rows.subList(0, rows.size() - 1));
        Files.writeString(run.resolve("official/more.json"), "{}");
        assertThat(told(null)).anyMatch(said -> said.startsWith("scores.csv: line " + rows.size() + " is not there"))
                .anyMatch(said -> said.startsWith("official/more.json: is one file too many"));
    }

    @Test
    void aLinkInThePlaceOfAFileIsTold() throws IOException {
        copy(honest);
        Path elsewhere = Files.move(run.resolve("scores.csv"), folder.resolve("scores.csv"));
        Files.createSymbolicLink(run.resolve("scores.csv"), elsewhere);
        Files.move(run.resolve("official"), folder.resolve("official"));
        Files.createSymbolicLink(run.resolve("official"), folder.resolve("official"));
        assertThat(told(null)).anyMatch(said -> said.startsWith("scores.csv: is no regular file"))
                .anyMatch(said -> said.startsWith("official: "));
    }

    @Test
    void anotherRunUnderThisAttestationIsTold() throws IOException {
        copy(other);
        Files.copy(honest.resolve(Attestation.NAME), replaced(Attestation.NAME));
        assertThat(told(key.getPublic())).anyMatch(said -> said.startsWith("scores.csv: is not the file"))
                .anyMatch(said -> said.startsWith("ledger.jsonl: is not the one"));
        copy(honest);
        Files.copy(other.resolve("scores.csv"), replaced("scores.csv"));
        assertThat(told(null)).anyMatch(said -> said.startsWith("scores.csv: line "));
    }

    /// Whoever computes all checksums anew and renders all reports again is still told by the grader, the plan's digest
    /// or the attestation.
    @Test
    void aLedgerThatWasForgedWithAllItsChecksumsIsTold() throws IOException {
        copy(honest);
        forge(record -> record.contains("\"entry\":\"finished\"")
                ? record.replace("\"verdict\":\"timed_out\"", "\"verdict\":\"resolved\"")
                : record);
        Files.delete(run.resolve(Attestation.NAME));
        assertThat(Files.readString(run.resolve("scores.csv"))).contains(",resolved,true,,timed_out");
        assertThat(told(null)).anyMatch(said -> said.contains("its verdict of starter/1 ("));

        copy(honest);
        forge(record -> record.contains("\"entry\":\"planned\"") ? record.replace("\"model\":\"starter\"",
                "\"model\":\"mine\"") : record);
        assertThat(told(null)).anyMatch(said -> said.contains("holds another plan than"));

        copy(honest);
        forge(record -> record.contains("\"entry\":\"finished\"") && record.contains("timed_out") ? "" : record);
        assertThat(told(null)).anyMatch(said -> said.startsWith("ledger.jsonl: is not the one that"));
    }

    @Test
    void aPassWithoutEvidenceIsTold() throws IOException {
        copy(honest);
        forge(record -> record.contains("\"entry\":\"finished\"")
                ? record.replaceAll("\"observations\":\\[.*?\\](?=},\"grade\")", "\"observations\":[]")
                : record);
        Files.delete(run.resolve(Attestation.NAME));
        assertThat(told(null)).anyMatch(said -> said.contains("its verdict of starter__ledgerline-1 (0)"));
    }

    @Test
    void whoSignsWithAnotherKeyOrWithNoneIsTold() throws Exception {
        copy(honest);
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Attestation.write(run, Optional.of(stranger.getPrivate()));
        assertThat(told(key.getPublic())).singleElement().asString().contains("is not signed by this key");
        assertThat(told(stranger.getPublic())).isEmpty();

        Attestation.write(run, Optional.empty());
        assertThat(told(key.getPublic())).singleElement().asString().contains("is not signed");
        Verification unsigned = Verification.of(run, Optional.empty());
        assertThat(unsigned.findings()).isEmpty();
        assertThat(unsigned.signed()).isEqualTo(Attestation.Signed.UNSIGNED);

        Files.delete(run.resolve(Attestation.NAME));
        assertThat(told(key.getPublic())).singleElement().asString().contains("is not there");
    }

    @Test
    void whatIsNotSoundIsNotAttested() throws Exception {
        Trees.copy(honest, shared.resolve("altered"));
        Files.writeString(shared.resolve("altered/summary.csv"), "part,metric,value,model\n");
        Launched refused = launch("attest", "altered").ended(1);
        assertThat(refused.out()).contains("summary.csv: line 2 is not there").contains("NOT sound");
        assertThat(Files.readString(shared.resolve("altered").resolve(Attestation.NAME)))
                .isEqualTo(Files.readString(honest.resolve(Attestation.NAME)));
    }

    /// Forges the ledger of the copy, and renders its reports again.
    private void forge(java.util.function.UnaryOperator<String> change) throws IOException {
        ForgedLedger.write(run, change);
        Rendering.again(RecordedRun.read(run), Optional.empty(), run);
    }

    private void copy(Path original) throws IOException {
        run = Trees.copy(original, folder.resolve("run-" + System.nanoTime()));
    }

    private Path replaced(String name) throws IOException {
        Files.delete(run.resolve(name));
        return run.resolve(name);
    }

    private List<String> told(PublicKey signer) throws IOException {
        return Verification.of(run, Optional.ofNullable(signer)).findings().stream().map(Finding::toString).toList();
    }

    static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    private static Launched launch(String... words) throws Exception {
        List<String> argv = new ArrayList<>(List.of(Launched.HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(words));
        return Launched.start(shared, Map.of("FROSTBENCH_STORE", shared.resolve("store").toString()), argv);
    }
}

package dev.frostbench.harness.archive;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.file.SuiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The suite of a recorded run as the run had it: unpacked from the run's own `suite.zip`, or read where it was. Closed
/// when nobody needs its files any more.
public final class RecordedSuite implements AutoCloseable {

    /// The archive's name in the run's folder.
    public static final String NAME = SuiteArchive.NAME;

    private final Suite suite;
    /// To be removed at the end.
    private final Optional<Path> unpacked;

    private RecordedSuite(Suite suite, Optional<Path> unpacked) {
        this.suite = suite;
        this.unpacked = unpacked;
    }

    /// Throws `BadInput` if it is not there or says something else now.
    ///
    /// @param run the run's folder
    /// @param given the suite file, if the user names it
    public static RecordedSuite open(Path run, ObjectNode madeFrom, Optional<Path> given) throws IOException {
        JsonNode known = madeFrom.required("suite");
        Optional<SuiteArchive> archive = given.isPresent() ? Optional.empty() : SuiteArchive.in(run);
        if (archive.isPresent() && archive.get().sha256().equals(known.path("archive").asString("")))
            return unpacked(archive.get(), madeFrom);
        Path file = given.orElse(Path.of(known.required("file").asString()));
        if (!Files.isRegularFile(file))
            throw new BadInput(Problem.of(file.toString(), "the suite of this run", "is not there",
                    "name the file with --suite"));
        if (!Sha256.hexOf(file).equals(known.required("sha256").asString()))
            throw new BadInput(Problem.of(file.toString(), "the suite of this run",
                    "has been changed since, and settings of it may decide what a pass is",
                    "name the file as it was with --suite; its sha256 is " + known.required("sha256").asString()));
        Suite read = read(file, madeFrom);
        Optional<String> now = SuiteArchive.of(read).map(SuiteArchive::sha256);
        if (known.has("archive") && !now.equals(Optional.of(known.required("archive").asString())))
            throw new BadInput(Problem.of(file.toString(), "what is beside this suite",
                    "has been changed since, and it may decide what a pass is",
                    "put back the run's own " + SuiteArchive.NAME
                            + ", or name the suite among its files with --suite"));
        return new RecordedSuite(read, Optional.empty());
    }

    private static RecordedSuite unpacked(SuiteArchive archive, ObjectNode madeFrom) throws IOException {
        Path folder = Files.createTempDirectory("frostbench-suite-");
        try {
            return new RecordedSuite(read(archive.unpack(folder), madeFrom), Optional.of(folder));
        } catch (IOException | RuntimeException failure) {
            Trees.remove(folder);
            throw failure;
        }
    }

    private static Suite read(Path file, ObjectNode madeFrom) {
        Suite read = SuiteFile.read(file);
        JsonNode seconds = madeFrom.path("timeout_seconds");
        return seconds.isMissingNode() ? read : read.within(Duration.ofMillis(Math.round(seconds.asDouble() * 1000)));
    }

    /// Whether the run's folder holds another archive than the one that the run kept. A run merged of older shards has
    /// none.
    public static boolean isAltered(Path run, ObjectNode madeFrom) throws IOException {
        JsonNode known = madeFrom.path("suite").path("archive");
        Optional<SuiteArchive> archive = SuiteArchive.in(run);
        return archive.isPresent() && !known.isMissingNode() && !archive.get().sha256().equals(known.asString(""));
    }

    public Suite suite() {
        return suite;
    }

    @Override
    public void close() throws IOException {
        if (unpacked.isPresent()) Trees.remove(unpacked.get());
    }
}

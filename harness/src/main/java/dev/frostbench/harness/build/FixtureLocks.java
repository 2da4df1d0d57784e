package dev.frostbench.harness.build;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.file.SuiteLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The digests that a suite's fixtures are pinned to.
///
/// | what | pinned | where |
/// | --- | --- | --- |
/// | a fixture that can be built alike anywhere | when it is first used | `suite.lock.yaml` beside the suite |
/// | a fixture made from this machine's own programs | when the user says so | the store, by the suite's path |
///
/// A fixture that differs from its pin is refused: before anything is built if its recipe or its snapshot shows that,
/// otherwise as soon as it is built.
public final class FixtureLocks {

    private final Path suite;
    private final Path shared;
    private final Path machine;
    private final FixtureLibrary library;
    private final String cure;

    /// @param cure the command that pins the current fixtures
    public FixtureLocks(Path suite, Path store, FixtureLibrary library, String cure) {
        this.suite = suite.toAbsolutePath().normalize();
        this.shared = this.suite.resolveSibling("suite.lock.yaml");
        this.machine = store.resolve("machine-locks").resolve(
                HexFormat.of().formatHex(Sha256.of(this.suite.toString()), 0, 8) + ".yaml");
        this.library = library;
        this.cure = cure;
    }

    private record Pinned(Path file, String digest, Optional<String> recipe) {}

    /// Refuses fixtures that are known to differ before they are built.
    public void refuseBefore(Collection<String> fixtures) {
        List<Problem> problems = new ArrayList<>();
        for (String fixture : fixtures) {
            Optional<Pinned> pinned = pinned(fixture);
            if (pinned.isEmpty()) continue;
            try {
                Optional<Snapshot> built = library.built(fixture);
                if (built.isPresent()) differs(fixture, pinned.get(), built.get()).ifPresent(problems::add);
                else if (!pinned.get().recipe.map(library.recipeDigest(fixture)::equals).orElse(true))
                    problems.add(problem(fixture,
                            "has another recipe than the one that it is locked to in " + pinned.get().file));
            } catch (IOException | BadInput why) {
                // its build will report it
            }
        }
        if (!problems.isEmpty()) throw new BadInput(problems);
    }

    /// Refuses fixtures that came out different. Pins those that are used for the first time and can be built alike
    /// anywhere.
    ///
    /// @return the file, if something was pinned
    public Optional<Path> settle(Map<String, Snapshot> snapshots) throws IOException {
        List<Problem> problems = new ArrayList<>();
        SuiteLock fresh = new SuiteLock(Map.of(), Map.of());
        for (var fixture : snapshots.entrySet()) {
            Optional<Pinned> pinned = pinned(fixture.getKey());
            if (pinned.isPresent())
                differs(fixture.getKey(), pinned.get(), fixture.getValue()).ifPresent(problems::add);
            else if (!library.boundToMachine(fixture.getKey()))
                fresh = with(fresh, fixture.getKey(), fixture.getValue());
        }
        if (!problems.isEmpty()) throw new BadInput(problems);
        if (fresh.digests().isEmpty()) return Optional.empty();
        try {
            return Optional.of(add(shared, fresh));
        } catch (IOException notOurs) { // a suite that somebody else installed
            return Optional.of(add(machine, fresh));
        }
    }

    /// Pins these snapshots and keeps all other pins.
    ///
    /// @return the files that were written
    public List<Path> lock(Map<String, Snapshot> snapshots) throws IOException {
        SuiteLock forAll = new SuiteLock(Map.of(), Map.of());
        SuiteLock forMachine = new SuiteLock(Map.of(), Map.of());
        for (var fixture : snapshots.entrySet()) {
            boolean here = library.boundToMachine(fixture.getKey())
                    && !SuiteLock.read(shared).digests().containsKey(fixture.getKey());
            if (here) forMachine = with(forMachine, fixture.getKey(), fixture.getValue());
            else
                forAll = with(forAll, fixture.getKey(), fixture.getValue());
        }
        List<Path> written = new ArrayList<>();
        if (!forAll.digests().isEmpty()) written.add(add(shared, forAll));
        if (!forMachine.digests().isEmpty()) written.add(add(machine, forMachine));
        return written;
    }

    private SuiteLock with(SuiteLock lock, String fixture, Snapshot snapshot) throws IOException {
        return lock.with(fixture, snapshot.digest().text(), library.recipeDigest(fixture));
    }

    private static Path add(Path file, SuiteLock more) throws IOException {
        SuiteLock lock = SuiteLock.read(file);
        for (var fixture : more.digests().entrySet())
            lock = lock.with(fixture.getKey(), fixture.getValue(), more.recipes().get(fixture.getKey()));
        lock.write(file);
        return file;
    }

    /// Looks beside the suite first, since that file is everybody's.
    private Optional<Pinned> pinned(String fixture) {
        for (Path file : List.of(shared, machine)) {
            if (!Files.exists(file)) continue;
            SuiteLock lock = SuiteLock.read(file);
            String digest = lock.digests().get(fixture);
            if (digest != null)
                return Optional.of(new Pinned(file, digest, Optional.ofNullable(lock.recipes().get(fixture))));
        }
        return Optional.empty();
    }

    private Optional<Problem> differs(String fixture, Pinned pinned, Snapshot snapshot) throws IOException {
        String digest = snapshot.digest().text();
        if (digest.equals(pinned.digest)) return Optional.empty();
        String wrong = "is " + digest + " but is locked to " + pinned.digest + " in " + pinned.file;
        if (!pinned.recipe.map(library.recipeDigest(fixture)::equals).orElse(true))
            return Optional.of(problem(fixture, wrong));
        String since = pinned.recipe.isPresent() ? " since" : " since, or its recipe was changed";
        if (library.movesWithTag(fixture))
            return Optional.of(problem(fixture, wrong, "its image's tag has moved" + since
                    + ": name the image by its digest, image: REPOSITORY@sha256:…, "));
        return Optional.of(!library.movesWithDebian(fixture) ? problem(fixture, wrong)
                : problem(fixture, wrong, "Debian's packages have moved" + since
                        + ": pin them with base: {debian: {snapshot: DATE}}, "));
    }

    private Problem problem(String fixture, String wrong) {
        return problem(fixture, wrong, "restore what it was made from, ");
    }

    private Problem problem(String fixture, String wrong, String cures) {
        return Problem.of(suite.toString(), "fixture '" + fixture + "'", wrong,
                cures + "or lock what it is now with: " + cure);
    }
}

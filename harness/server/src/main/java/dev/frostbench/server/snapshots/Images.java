package dev.frostbench.server.snapshots;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.state.Caller;
import dev.frostbench.suites.dataset.Sha256;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Images as the SDKs describe them, by the text of a Dockerfile, made into snapshots of the caller's organisation.
///
/// `FROM` names a snapshot that the caller may see, or an image for which the server's settings name one. Nothing is
/// taken from a registry of images. An image that was made before is not made again.
public final class Images {

    private static final int DIGITS = 12;

    private final LocalStore store;
    private final SandboxRuntime runtime;
    private final Snapshots snapshots;
    private final Map<String, String> known;
    private final NetworkOfBuilds network;
    private final Map<String, BuildLog> logs = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /// What builds can reach.
    public interface NetworkOfBuilds {
        ForkOptions options(Size size, Snapshot base) throws IOException;
    }

    /// @param known names of images, and the snapshots that stand for them
    public Images(LocalStore store, SandboxRuntime runtime, Snapshots snapshots, Map<String, String> known,
            NetworkOfBuilds network) {
        this.store = store;
        this.runtime = runtime;
        this.snapshots = snapshots;
        this.known = Map.copyOf(known);
        this.network = network;
    }

    /// An image that a caller wants.
    ///
    /// @param name of its snapshot
    /// @param isMade whether that snapshot is there
    public record Wanted(String name, Dockerfile file, Snapshots.Found base, boolean isMade) {

        /// Of sandboxes that are made from it.
        public Size size() {
            return base.size();
        }
    }

    /// Reads the field `buildInfo` of a request.
    ///
    /// @throws ApiFailure 400 or 501 for what is no Dockerfile or not offered, 404 if there is nothing that `FROM`
    ///     names
    public Wanted wanted(Caller caller, Fields buildInfo) throws IOException {
        if (!buildInfo.isEmpty("contextHashes"))
            throw ApiFailure.notOffered("files of the client in an image are not offered; upload them to a sandbox");
        Dockerfile file = Dockerfile.parse(buildInfo.requiredText("dockerfileContent"));
        Snapshots.Found base = base(caller, file.base());
        if (file.steps().isEmpty()) return new Wanted(base.name(), file, base, true);
        String name = "image-" + digest(base, file);
        boolean isMade = snapshots.has(caller, name);
        return new Wanted(name, file, base, isMade);
    }

    /// The snapshot that an image stands for, or the one of this name.
    ///
    /// @throws ApiFailure 404 if there is none
    public Snapshots.Found base(Caller caller, String image) throws IOException {
        try {
            return snapshots.find(caller, known.getOrDefault(image, image));
        } catch (ApiFailure absent) {
            throw ApiFailure.notFound("there is no snapshot '" + image + "', and no image is taken from a registry;"
                    + " write FROM and the name of a snapshot, or start the server with --image " + image
                    + "=SNAPSHOT");
        }
    }

    private String digest(Snapshots.Found base, Dockerfile file) throws IOException {
        byte[] sha256 = Sha256.of(store.named(base.stored()).orElseThrow() + "\n" + file.steps());
        return HexFormat.of().formatHex(sha256).substring(0, DIGITS);
    }

    /// Makes the snapshot of an image, if it is not made.
    ///
    /// @return its name
    /// @throws ImageBuild.StepFailed if a command of it fails
    public String make(Caller caller, Wanted wanted) throws IOException, InterruptedException {
        if (wanted.isMade()) return wanted.name();
        make(caller, wanted, wanted.name());
        return wanted.name();
    }

    /// Makes the snapshot of an image under a name of the caller's choice.
    void make(Caller caller, Wanted wanted, String name) throws IOException, InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(caller.organisation() + "/" + name, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            if (snapshots.has(caller, name)) return;
            BuildLog log = log(caller.organisation(), name);
            try (Snapshots.Claim claim = snapshots.claim(caller, name); SnapshotStore visit = store.visit()) {
                String stored = claim.stored();
                Snapshot base = wanted.base().in(visit);
                Snapshot made = new ImageBuild(runtime, network.options(wanted.size(), base), Payer.toward(stored))
                        .build(base, wanted.file(), log);
                visit.name(stored, made.digest());
                snapshots.add(caller, name, stored, wanted.size(), Optional.empty());
            } finally {
                log.end();
            }
        } finally {
            lock.unlock();
        }
    }

    /// What the build of an image printed, in this server.
    public BuildLog log(String organisation, String name) {
        return logs.computeIfAbsent(organisation + "/" + name, _ -> new BuildLog());
    }
}

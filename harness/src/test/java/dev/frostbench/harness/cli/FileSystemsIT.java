package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.sandbox.namespaces.rootfs.RootKind;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Stores on file systems other than this machine's, each on a disk in a file. They hold the same as a store on ext4,
/// and XFS and btrfs share blocks.
///
/// Such disks need root, loop devices and the tools that make them. If these are missing, the test is skipped; with
/// `FROSTBENCH_FILE_SYSTEMS=required` it fails.
@Tag("sandbox")
class FileSystemsIT {

    private static final String MAKE = """
            import os
            os.makedirs("/made/sub/empty"); os.symlink("/none", "/made/link"); os.mkfifo("/made/fifo", 0o640)
            with open("/made/plain", "w") as f: f.write("plain")
            for number in range(300): os.link("/made/plain", "/made/sub/%s%d" % ("n" * 200, number))
            os.setxattr("/made/plain", "user.said", b"yes" * 900); os.chmod("/made/plain", 0o4755)
            with open("/made/sparse", "wb") as f:
                f.write(b"begin"); f.seek(4 << 20); f.write(b"x" * 5000); f.seek(40 << 20); f.write(b"end")
            for part in range(20):
                with open("/made/grown", "ab") as f:
                    f.seek(max(1 << 20, os.path.getsize("/made/grown"))); f.truncate(f.tell()); f.write(b"y" * 65536)
            with open("/made/large", "wb") as f: f.write(bytes(range(256)) * 32768)
            with open(b"/made/\\xff\\xfe", "w") as f: f.write("name")
            os.remove("/etc/group" if os.path.exists("/etc/group") else "/etc/passwd")
            for top, folders, files in os.walk("/made", topdown=False):
                for name in folders + files + ["."]:
                    os.utime(os.path.join(top, name), ns=(1, 1614834367123456789), follow_symlinks=False)
            for changed in "/etc", "/": os.utime(changed, ns=(1, 1614834367123456789))
            """;
    private static final String AGAIN = """
            import os
            os.mkdir("/again")
            with open("/again/large", "wb") as f: f.write(bytes(range(256)) * 32768)
            """;

    private static final String SPOIL = """
            import glob
            with open(glob.glob("layers/*/third/large")[0], "r+b") as f: f.seek(70000); f.write(b"spoilt")
            """;

    @TempDir
    private static Path folder;

    private static Told onExt4;

    private LoopDisk disk;

    /// What commands print about a store.
    private record Told(String snapshot, String tree, String list) {}

    @BeforeAll
    static void tellOfExt4() throws Exception {
        var test = new FileSystemsIT();
        try (LoopDisk _ = test.open("ext4")) {
            onExt4 = test.made();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xfs", "btrfs"})
    void aStoreHoldsWhatOneOnExt4HoldsAndSharesBlocks(String type) throws Exception {
        try (LoopDisk _ = open(type)) {
            assertThat(made()).isEqualTo(onExt4);
            sharesEqualFiles();
            namesWhatIsEqualByItsRecordAlone();
            for (String kind : List.of("live", "copy")) assertThat(said(java(kind))).as(kind).contains("shared,eof");
            frostbench("snapshot", "export-file", "t/one", "/made/large", disk.root().resolve("exported").toString());
            assertThat(blocks(disk.root().resolve("exported"))).contains("shared,eof");
            frostbench("snapshot", "remove", "t/two");
            frostbench("snapshot", "gc");
            assertThat(frostbench("snapshot", "verify")).contains("all as it was frozen");
            assertThat(tree()).isEqualTo(onExt4.tree);
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    }

    private Told made() throws Exception {
        frostbench("fixture", "build", "host");
        String made = frostbench("snapshot", "create", "t/one", "--from", "host", "--", "python3", "-c", MAKE);
        return new Told(made, tree(), frostbench("exec", "t/one", "--", "python3", "-c",
                "import os; print([(n, os.stat('/made/sub/' + n).st_nlink) for n in sorted(os.listdir('/made/sub'))"
                        + " if n != 'empty'])"));
    }

    private String tree() throws Exception {
        return frostbench("snapshot", "tree", "t/one", "--json");
    }

    private void sharesEqualFiles() throws Exception {
        frostbench("snapshot", "create", "t/two", "--from", "host", "--", "python3", "-c", AGAIN);
        JsonNode before = json("snapshot", "du");
        String tree = frostbench("snapshot", "tree", "t/two", "--json");
        JsonNode shared = json("snapshot", "dedupe");
        assertThat(shared.get("files").asInt()).isPositive();
        assertThat(shared.get("bytes").asLong()).isGreaterThanOrEqualTo(8 << 20);
        assertThat(json("snapshot", "dedupe").get("files").asInt()).as("a second time").isZero();
        assertThat(before.get("disk_bytes").asLong() - json("snapshot", "du").get("disk_bytes").asLong())
                .isBetween(shared.get("bytes").asLong(),
                        shared.get("bytes").asLong() + 4096 * shared.get("files").asLong());
        assertThat(frostbench("snapshot", "tree", "t/two", "--json")).isEqualTo(tree);
        assertThat(frostbench("exec", "t/two", "--", "python3", "-c",
                "import os; print(os.stat('/again/large').st_nlink)")).isEqualTo("1\n");
        assertThat(frostbench("snapshot", "verify")).contains("all as it was frozen");
        frostbench("exec", "t/two", "--", "python3", "-c", "open('/again/large', 'r+b').write(b'other')");
        assertThat(frostbench("snapshot", "verify")).contains("all as it was frozen");
    }

    private void namesWhatIsEqualByItsRecordAlone() throws Exception {
        frostbench("snapshot", "create", "t/three", "--from", "host", "--", "python3", "-c",
                AGAIN.replace("/again", "/third"));
        said(List.of("sh", "-c", "cd \"$1\" && exec python3 -c \"$2\"", "sh", store(), SPOIL));
        Launched refused = launched(
                disk.inside(List.of(Launched.HOME.resolve("frostbench").toString(), "snapshot", "dedupe")));
        refused.ended(ExitCode.MACHINE);
        assertThat(refused.err()).contains("third/large").contains("may be damaged").contains("snapshot verify");
        frostbench("snapshot", "remove", "t/three");
    }

    private String store() {
        return disk.root().resolve("store").toString();
    }

    private String blocks(Path file) throws Exception {
        return said(List.of("filefrag", "-v", file.toString()));
    }

    private LoopDisk open(String type) throws Exception {
        try {
            disk = LoopDisk.open(Files.createDirectory(folder.resolve(type)), type);
            return disk;
        } catch (LoopDisk.Missing missing) {
            if ("required".equals(System.getenv("FROSTBENCH_FILE_SYSTEMS"))) throw missing;
            assumeTrue(false, missing.getMessage());
            throw missing;
        }
    }

    private JsonNode json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return JsonMapper.shared().readTree(frostbench(all.toArray(String[]::new)));
    }

    private String frostbench(String... words) throws Exception {
        return said(Stream.concat(Stream.of(Launched.HOME.resolve("frostbench").toString()), Arrays.stream(words))
                .toList());
    }

    private String said(List<String> words) throws Exception {
        Launched run = launched(disk.inside(words));
        return run.ended(0).out();
    }

    private Launched launched(List<String> words) throws Exception {
        return Launched.start(folder, Map.of("FROSTBENCH_STORE", store(), "FROSTBENCH_NO_NAMESPACE", ""), words);
    }

    private List<String> java(String kind) {
        return List.of(Launched.HOME.resolve("fixtures/launch/bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Inside.class.getName(), store(), kind);
    }

    /// Runs where the disk is mounted, and prints the blocks of a file while a sandbox has it too.
    static final class Inside {

        private Inside() {}

        public static void main(String[] arguments) throws Exception {
            Path root = Path.of(arguments[0]);
            boolean copy = arguments[1].equals("copy");
            try (NamespaceBackend backend = NamespaceBackend.open(copy ? RootKind.COPY : RootKind.OVERLAY);
                    LocalStore store = LocalStore.open(root);
                    LocalRuntime runtime = new LocalRuntime(store, backend);
                    Sandbox sandbox = runtime.fork(store.find("t/one").orElseThrow(), ForkOptions.standard())) {
                if (copy) {
                    sandbox.run(Command.of("python3", "-c", ""));
                    tell(root.resolve("open"), "jail/root/made/large");
                } else {
                    sandbox.run(Command.of("python3", "-c", """
                            import os, time
                            with open("/live", "wb") as f: f.write(os.urandom(32 << 20))
                            if os.fork() == 0:
                                os.setsid()
                                for descriptor in range(3): os.close(descriptor)
                                time.sleep(1000)
                            """));
                    Snapshot live = runtime.freeze(sandbox, FreezeRequest.by("live"));
                    tell(root.resolve("layers/" + live.manifest().layers().getLast().digest().hex()), "live");
                }
            }
        }

        private static void tell(Path folder, String end) throws IOException, InterruptedException {
            try (Stream<Path> files = Files.find(folder, 9, (path, _) -> path.endsWith(end))) {
                new ProcessBuilder("filefrag", "-v", files.findFirst().orElseThrow().toString()).inheritIO().start()
                        .waitFor();
            }
        }
    }
}

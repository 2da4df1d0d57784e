package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a start puts files, who may read them, and which ids they have.
@Tag("sandbox")
class PlacesIT {

    private static final Path EXAMPLE = Launched.HOME.resolve("docs/examples/01-command/suite.yaml");
    private static final String FROSTBENCH = Launched.HOME.resolve("frostbench").toString();

    @TempDir
    Path folder;

    @Test
    void underAClosedMaskNobodyElseReadsWhatARunWrites() throws Exception {
        Launched.start(folder, Map.of("FROSTBENCH_STORE", folder.resolve("data/deep/store").toString()),
                List.of("sh", "-c",
                        "umask 077; '" + FROSTBENCH + "' run '" + EXAMPLE + "' --timeout 1 --out reports/deep/run"))
                .ended(0);
        List<Path> open = new ArrayList<>();
        for (String tree : List.of("reports", "data")) {
            try (Stream<Path> all = Files.walk(folder.resolve(tree))) {
                for (Path path : all.filter(path -> !path.startsWith(folder.resolve("data/deep/store/"))).toList())
                    if (isOpen(path)) open.add(path);
            }
        }
        assertThat(open).isEmpty();
        assertThat(folder.resolve("reports/deep/run/scores.csv")).exists();
    }

    @Test
    void anOpenMaskIsKeptToo() throws Exception {
        Launched.start(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()), List.of("sh", "-c",
                "umask 002; '" + FROSTBENCH + "' run '" + EXAMPLE + "' --timeout 1 --out run")).ended(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwxrwxr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run/scores.csv"))))
                .isEqualTo("rw-rw-r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store"))))
                .isEqualTo("rwx------");
    }

    private static boolean isOpen(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) return false;
        return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).endsWith("------");
    }

    @Test
    void temporaryFilesGoWhereTmpdirSays() throws Exception {
        Path chosen = Files.createDirectory(folder.resolve("a folder"));
        Launched said = launch(Map.of("TMPDIR", chosen.toString(), "FROSTBENCH_JAVA_OPTS", "-XshowSettings:properties"),
                "doctor").ended(0);
        assertThat(said.err()).contains("java.io.tmpdir = " + chosen + "\n");
        assertThat(said.out()).contains("ok    temporary files: " + chosen + ", on ");
        assertThat(chosen).isEmptyDirectory();
    }

    @Test
    void aTmpdirThatCannotServeIsNamed() throws Exception {
        Path none = folder.resolve("none");
        assertThat(launch(Map.of("TMPDIR", none.toString()), "exec", "host", "--", "true").err())
                .isEqualTo("frostbench: TMPDIR: nothing can be made in "
                        + none
                        + ": it is no folder; set TMPDIR to a folder that this user can write and that has room\n");
        assertThat(launch(Map.of("TMPDIR", none.toString()), "doctor").ended(3).out())
                .contains("LACKS temporary files: TMPDIR: nothing can be made in " + none);
        for (String options : List.of("ro", "size=4k,nr_inodes=1")) {
            Launched said = inside("mkdir -p small; mount -t tmpfs -o " + options + " tmpfs small",
                    "TMPDIR=$PWD/small '" + FROSTBENCH + "' fixture build host");
            assertThat(said.ended(3).err().lines()).singleElement().asString()
                    .startsWith("frostbench: TMPDIR: nothing can be made in " + folder.toRealPath() + "/small: ")
                    .contains("set TMPDIR to a folder");
        }
    }

    @Test
    void withNoHomeAStoreHasToBeNamed() throws Exception {
        Map<String, String> nowhere = new HashMap<>(Map.of("HOME", "", "XDG_DATA_HOME", "", "FROSTBENCH_STORE", ""));
        for (String command : List.of("fixture list", "doctor", "snapshot list"))
            assertThat(launch(nowhere, command.split(" ")).ended(2).err())
                    .isEqualTo(
                            "environment: HOME is not set, so there is no place for fixtures; set FROSTBENCH_STORE to"
                                    + " a folder\n");
        nowhere.put("FROSTBENCH_STORE", folder.resolve("store").toString());
        launch(nowhere, "fixture", "list").ended(0);
        launch(nowhere, "doctor").ended(0);
    }

    @Test
    void doctorLooksAtTheStoresDisk() throws Exception {
        assertThat(launch(Map.of(), "doctor").ended(0).out())
                .contains("disk: " + folder.resolve("store") + " (not made yet), on ")
                .contains("ok    store: a sandbox runs on its disk; ");
        Launched small = inside("mkdir -p small; mount -t tmpfs -o size=40m,nr_inodes=500 tmpfs small",
                "FROSTBENCH_STORE=$PWD/small/store '" + FROSTBENCH + "' doctor");
        assertThat(small.ended(0).out()).containsPattern(
                "LACKS disk: \\S+/small/store \\(not made yet\\), on tmpfs, with room for \\d+ MiB and \\d+ files")
                .contains("it is in memory, and gone with the next start of the machine");
        Files.writeString(folder.resolve("file"), "");
        assertThat(launch(Map.of("FROSTBENCH_STORE", folder.resolve("file/store").toString()), "doctor").ended(3).out())
                .contains("LACKS store: " + folder.resolve("file/store") + " cannot be a folder: "
                        + folder.resolve("file") + " is a file");
    }

    @Test
    void rootTakesTheFirstRangeThatIsNobodys() throws Exception {
        String doctor = "'" + FROSTBENCH + "' doctor";
        String store = "FROSTBENCH_STORE=$PWD/store ";
        String files = "for name in passwd subuid subgid; do cp /etc/$name $name; done; sed -i '/^root:/d;/^0:/d'"
                + " subuid subgid;"
                + " mount_all() { for name in passwd subuid subgid; do mount --bind $name /etc/$name; done; }; ";
        assertThat(inside(files + "mount_all", store + doctor).ended(0).out())
                .contains("are mapped, 1879048192 to 1879113727;").doesNotContain("ids alone");
        assertThat(inside(files
                + "echo one:x:1879048200:1::/:/bin/sh >> passwd; echo two:1879113728:1 >> subuid; echo"
                + " three:1879179264:65536 >> subgid; mount_all",
                store + doctor).ended(0).out()).contains("are mapped, 1879244800 to ");
        // the ids of another process are avoided; those of a store's files are taken again, whoever else has them
        assertThat(inside(files
                + "mount_all; setpriv --reuid 1879048192 --clear-groups sleep 60 & sleeper=$!; until [ $(stat -c %u"
                + " /proc/$sleeper) != 0 ]; do :; done",
                store + doctor + "; code=$?; kill $sleeper; exit $code").ended(0).out())
                .contains("are mapped, 1879113728 to ");
        Launched kept = inside(files + "mount_all",
                store + "'" + FROSTBENCH
                        + "' fixture list > list; cat store/ids; echo one:x:1879048200:1::/:/bin/sh >> passwd; " + store
                        + doctor);
        assertThat(kept.ended(0).out()).startsWith("1879048192 1879048192\n").contains("are mapped, 1879048192 to ",
                "LACKS ids alone: ids from 1879048192 on are also those of 'one' (/etc/passwd), who may end what runs");
    }

    /// The store was made when root took the range that useradd gives to the first user, and did not note it.
    @Test
    void aStoreOfBeforeGoesOnWithTheIdsThatItsFilesHave() throws Exception {
        String files = "for name in subuid subgid; do sed '/^root:/d;/^0:/d' /etc/$name > $name; mount --bind $name"
                + " /etc/$name; done";
        String store = "export FROSTBENCH_STORE=$PWD/store; ";
        inside(files, store + "mkdir store; echo frostbench store 1 > store/format; '" + FROSTBENCH
                + "' fixture build host; rm store/ids").ended(0);
        Launched said = inside(files, store + "'" + FROSTBENCH
                + "' exec host -- python3 -c 'import os; print(os.stat(\"/usr\").st_uid,"
                + " open(\"/proc/self/uid_map\").read())'"
                + " && '" + FROSTBENCH + "' snapshot verify && cat store/ids");
        assertThat(said.ended(0).out()).startsWith("0 ").endsWith("100000 100000\n").contains(" 100000 ");
    }

    private Launched launch(Map<String, String> environment, String... words) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()));
        all.putAll(environment);
        return Launched.launch(folder, all, words);
    }

    /// Runs shell lines with mounts of this test's own.
    private Launched inside(String prepare, String lines) throws Exception {
        List<String> walls = List.of("unshare", "--mount", "sh", "-c");
        assumeTrue(Launched.start(folder, Map.of(), join(walls, "mount -t tmpfs tmpfs /mnt")).code() == 0,
                "this user cannot mount");
        return Launched.start(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()),
                join(walls, prepare + "; " + lines));
    }

    private static List<String> join(List<String> words, String last) {
        List<String> all = new ArrayList<>(words);
        all.add(last);
        return all;
    }
}

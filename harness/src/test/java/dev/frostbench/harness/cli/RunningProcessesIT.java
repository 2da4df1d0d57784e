package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Snapshots whose processes run: what their forks find, and what none of them reaches.
///
/// Without `FROSTBENCH_CRIU` it is skipped. With it, a machine that cannot do it fails the test.
@Tag("sandbox")
class RunningProcessesIT {

    private static final String SECRET = "a-secret-of-the-runner-7f3a";

    /// State in memory, a child, a thread, an open file and a deleted one, a port, a Unix socket, shared memory of both
    /// kinds.
    private static final String SERVICE = """
            import ctypes, mmap, os, random, signal, socket, threading, time
            random.seed(7)
            state = {'asked': 0, 'data': list(range(100000))}
            kept = open('/tmp/kept.txt', 'w+'); kept.write('kept'); kept.flush()
            gone = open('/tmp/gone.txt', 'w+'); gone.write('gone'); gone.flush(); os.unlink('/tmp/gone.txt')
            shared = open('/dev/shm/shared', 'w+b'); shared.write(b'x' * 4096); shared.flush()
            page = mmap.mmap(shared.fileno(), 4096); page[0:6] = b'shared'
            libc = ctypes.CDLL(None); libc.shmat.restype = ctypes.c_void_p
            segment = libc.shmat(libc.shmget(4711, 4096, 0o1600), None, 0); ctypes.memset(segment, 65, 3)
            threading.Thread(target=lambda: time.sleep(10**6), daemon=True).start()
            child = os.fork()
            if child == 0:
                while True: signal.pause()
            signal.signal(signal.SIGUSR1, lambda *_: random.seed())
            beside = socket.socket(socket.AF_UNIX); beside.bind('/tmp/beside'); beside.listen()
            server = socket.create_server(('127.0.0.1', 8080))
            began = time.monotonic()
            while True:
                connection, _ = server.accept()
                state['asked'] += 1
                gone.seek(0)
                words = [os.getpid(), child, state['asked'], len(state['data']), kept.tell(), gone.read(),
                         page[0:6].decode(), ctypes.string_at(segment, 3).decode(), os.path.exists('/tmp/beside'),
                         time.monotonic() - began < 300, random.random()]
                connection.sendall(' '.join(map(str, words)).encode()); connection.close()
            """;
    private static final String ASK = "import socket;"
            + " print(socket.create_connection(('127.0.0.1', 8080)).recv(4096).decode())";
    private static final String READY = "python3 -c \"" + ASK + "\"";

    @TempDir
    static Path store;

    @TempDir
    static Path folder;

    @BeforeAll
    static void service() throws Exception {
        assumeTrue(System.getenv("FROSTBENCH_CRIU") != null,
                "FROSTBENCH_CRIU is not set: fixtures/launch/bin/criu-kit");
        BuiltHost.copyTo(store);
        frostbench("snapshot", "create", "service", "--from", "host", "--ready", READY, "--", "python3", "-c", SERVICE)
                .ended(0);
    }

    @Test
    void everyForkFindsThemAsTheyWereAndApart() throws Exception {
        String twice = READY + "; " + READY + "; rm /tmp/kept.txt; echo over > /dev/shm/shared";
        List<String> first = frostbench("exec", "service", "--", "sh", "-c", twice).ended(0).out().lines().toList();
        List<String> second = frostbench("exec", "service", "--", "sh", "-c", twice).ended(0).out().lines().toList();
        assertThat(first.getFirst()).matches("1000 10\\d\\d 2 100000 4 gone shared AAA True True 0.*");
        assertThat(first.getLast()).matches("1000 10\\d\\d 3 100000 4 gone shared AAA True True 0.*");
        assertThat(second).as("equal random numbers too").isEqualTo(first);
    }

    @Test
    void theyAreConfinedAsTheyWere() throws Exception {
        String status = "grep -E '^(Seccomp|NoNewPrivs|CapBnd|CapEff):' /proc/%s/status; readlink /proc/%s/ns/mnt";
        String cgroups = "; cat /proc/1000/cgroup > /tmp/theirs; cmp /proc/self/cgroup /tmp/theirs && echo same";
        List<String> said = frostbench("exec", "service", "--", "sh", "-c",
                status.formatted("1000", "1000") + ";" + status.formatted("self", "self") + cgroups).ended(0).out()
                .lines()
                .toList();
        assertThat(said.subList(0, 5)).as("of the frozen process and of a new one").isEqualTo(said.subList(5, 10));
        assertThat(said).contains("NoNewPrivs:\t1", "Seccomp:\t2", "same");
    }

    @Test
    void nothingOfTheRunnerIsInThemOrInTheirImage() throws Exception {
        String look = "ls -l /proc/1000/fd | grep -o -e '->.*'; tr '\\0' '\\n' < /proc/1000/environ";
        String said = frostbench("exec", "service", "--", "sh", "-c", look).ended(0).out();
        assertThat(said).doesNotContain(SECRET, folder.toString(), store.toString(), "criu");
        assertThat(said.lines().filter(line -> line.startsWith("->")).map(line -> line.substring(3)))
                .allMatch(path -> path.matches("/tmp/.*|/dev/null|/dev/shm/shared|socket:.*"));
        Launched found = Launched.start(folder, Map.of(), List.of("grep", "-r", "-l", "-a", SECRET, store.toString()));
        assertThat(found.out()).isEmpty();
        assertThat(Launched.start(folder, Map.of(), List.of("grep", "-r", "-l", "-a", "-m1", "gone shared",
                store.resolve("layers").toString())).code()).as("the search finds what is there").isLessThan(2);
    }

    @Test
    void aFrozenForkHasFilesOnlyAndNoImageLeavesTheStore() throws Exception {
        frostbench("snapshot", "create", "files", "--from", "service", "--", "sh", "-c", "echo more > /tmp/more")
                .ended(0);
        assertThat(frostbench("exec", "files", "--", "sh", "-c", "cat /tmp/more /tmp/kept.txt; ls /proc/1000").out())
                .isEqualTo("more\nkept");
        assertThat(frostbench("export", "service", "oci:" + folder.resolve("image")).ended(2).err())
                .contains("has running processes, and an image holds files only");
        assertThat(frostbench("snapshot", "show", "service").out()).contains("processes").contains("run in every fork");
        frostbench("snapshot", "gc").ended(0);
        frostbench("snapshot", "verify").ended(0);
        assertThat(frostbench("exec", "service", "--", "sh", "-c", READY).ended(0).out())
                .matches("1000 10\\d\\d 2 [^\\n]*\n");
    }

    @Test
    void aHookReseedsEachFork() throws Exception {
        frostbench("snapshot", "create", "seeded", "--from", "host", "--ready", READY, "--reseed", "kill -USR1 1000",
                "--",
                "python3", "-c", SERVICE).ended(0);
        String first = frostbench("exec", "seeded", "--", "sh", "-c", READY).ended(0).out();
        String second = frostbench("exec", "seeded", "--", "sh", "-c", READY).ended(0).out();
        assertThat(first.substring(0, first.lastIndexOf(' '))).isEqualTo(second.substring(0, second.lastIndexOf(' ')));
        assertThat(first).isNotEqualTo(second);
        frostbench("snapshot", "create", "broken", "--from", "host", "--ready", READY, "--reseed",
                "echo no >&2; exit 9",
                "--", "python3", "-c", SERVICE).ended(0);
        assertThat(frostbench("exec", "broken", "--", "true").ended(125).err()).contains("exit code 9").contains("no");
    }

    @Test
    void whatCannotBeKeptIsRefusedWithTheReason() throws Exception {
        assertThat(refused("false", "sh", "-c", "echo starting; sleep 100"))
                .contains("the check 'false' has not succeeded")
                .contains("starting");
        assertThat(refused("false", "sh", "-c", "echo broken >&2; exit 3")).contains("ended with exit code 3")
                .contains("broken");
        assertThat(refused("false", "no-such-program")).contains("ended with exit code 127");
        assertThat(refused("sleep 0.3", "sh", "-c", "(sleep 100 &); exec sleep 100"))
                .contains("(sleep) no longer descend from the command");
        assertThat(
                Launched.launch(folder, with(Map.of("FROSTBENCH_CRIU", "")), "exec", "service", "--", "true").ended(125)
                        .err())
                .contains("FROSTBENCH_CRIU names no folder with CRIU; make a folder of CRIU");
        assertThat(Launched.launch(folder, with(Map.of("FROSTBENCH_CRIU", folder.toString())), "snapshot", "create",
                "refused", "--from", "host", "--ready", "true", "--", "sleep", "100").ended(3).err())
                .contains("has no file criu");
        assertThat(frostbench("snapshot", "create", "refused", "--from", "service", "--ready", "true", "--", "sleep",
                "100")
                .ended(3).err()).contains("has running processes already");
        frostbench("snapshot", "create", "refused", "--from", "host", "--reseed", "true", "--", "true").ended(2);
        frostbench("snapshot", "create", "refused", "--from", "host", "--ready", "true", "--ready-timeout", "0", "--",
                "true").ended(2);
        assertThat(frostbench("snapshot", "list").out()).doesNotContain("refused");
    }

    private static String refused(String check, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("snapshot", "create", "refused", "--from", "host", "--ready",
                check, "--ready-timeout", "3", "--"));
        words.addAll(List.of(command));
        return frostbench(words.toArray(String[]::new)).ended(3).err();
    }

    @Test
    void whatLiesInTheRootIsNotCarriedOutWhenProcessesComeToIt() throws Exception {
        String lay = "for path in /none/sh /usr/sbin/iptables /sbin/iptables /evil; do mkdir -p ${path%/*};"
                + " rm -f $path; printf '#!/bin/sh\\necho $0 >> /tmp/sprung\\n' > $path; chmod 755 $path; done;"
                + " mkdir -p /etc/criu /run /usr/lib/criu; echo 'action-script /evil' > /etc/criu/default.conf;"
                + " echo /no/such/library.so > /etc/ld.so.preload; echo rubbish > /run/criu.kdat;"
                + " echo rubbish > /usr/lib/criu/plugin.so";
        frostbench("snapshot", "create", "trapped", "--from", "host", "--", "sh", "-c", lay).ended(0);
        frostbench("snapshot", "create", "trapped", "--from", "trapped", "--ready", "true", "--", "sleep", "1000")
                .ended(0);
        Launched said = frostbench("exec", "trapped", "--", "sh", "-c",
                "cat /tmp/sprung; cat /run/criu.kdat; tr '\\0' ' ' < /proc/1000/cmdline; /evil; cat /tmp/sprung");
        assertThat(said.ended(0).out()).isEqualTo("rubbish\nsleep 1000 /evil\n");
    }

    @Test
    void theScriptOutsideFreezesNothingThatIsNotItsRunners() throws Exception {
        Process other = new ProcessBuilder("sleep", "1000").start();
        Process script = new ProcessBuilder(Launched.HOME.resolve("fixtures/launch/bin/dump-processes").toString(),
                Long.toString(ProcessHandle.current().pid())).start();
        Path image = Files.createDirectory(folder.resolve("nothing"));
        try (BufferedReader answer = new BufferedReader(
                new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8))) {
            for (String asked : List.of(Long.toString(other.pid()), "1", Long.toString(ProcessHandle.current().pid()),
                    "self",
                    "../1", "0")) {
                String words = System.getenv("FROSTBENCH_CRIU") + "\0" + asked + "\0" + image + "\0\0";
                script.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
                script.getOutputStream().flush();
                assertThat(answer.readLine()).as(asked).matches("process .* is in no sandbox.*|there is no process .*");
            }
            assertThat(image).isEmptyDirectory();
            assertThat(other.isAlive()).isTrue();
            script.getOutputStream().close();
            assertThat(script.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
            script.destroyForcibly();
        }
    }

    @Test
    void doctorTriesIt() throws Exception {
        assertThat(frostbench("doctor").out())
                .containsPattern("ok    running processes: one was frozen with CRIU [4-9]");
        assertThat(Launched.launch(folder, with(Map.of("FROSTBENCH_CRIU", "")), "doctor").out())
                .contains("LACKS running processes: FROSTBENCH_CRIU names no folder with CRIU");
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(
                Map.of("FROSTBENCH_STORE", store.toString(), "SECRET", SECRET));
        environment.putAll(more);
        return environment;
    }

    private static Launched frostbench(String... args) throws Exception {
        return Launched.launch(folder, with(Map.of()), args);
    }
}

package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
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

/// Servers that many have, frozen while they serve: Node, and PostgreSQL with an open transaction.
///
/// Without `FROSTBENCH_CRIU` it is skipped, and so is what this machine lacks. In CI `FROSTBENCH_SERVERS=required`.
@Tag("sandbox")
class FrozenServersIT {

    private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

    /// A table of 100,000 rows, and a client that holds an open transaction and a temporary table. Over a socket it
    /// says what that client sees. `look` tells what processes there are, and what the client's backend has open.
    private static final String HOLDER = """
            import glob, json, os, socket, subprocess, sys, time
            os.environ.update(PGUSER='postgres', PGHOST='127.0.0.1',
                              PATH=glob.glob('/usr/lib/postgresql/*/bin')[0] + ':' + os.environ['PATH'])
            def look():
                names, backend = {}, ''
                for folder in glob.glob('/proc/[0-9]*'):
                    words = open(folder + '/cmdline').read().split('\\0')
                    if words[0].startswith('postgres') or words[0] == 'psql':
                        names[folder[6:]] = words[0]
                        if 'idle in transaction' in words[0]: backend = folder
                open_files = [os.readlink(link) for link in sorted(glob.glob(backend + '/fd/*'))]
                return json.dumps([names, [file for file in open_files if file.startswith('/srv/')]], sort_keys=True)
            def ask(word):
                with socket.socket(socket.AF_UNIX) as client:
                    client.connect('/tmp/session')
                    client.sendall(word.encode())
                    return client.recv(4096).decode()
            def outside(word):
                return subprocess.run(['psql', '-qAtX', '-c', word], capture_output=True, text=True).stdout.strip()
            def serve():
                subprocess.run(['initdb', '-D', '/srv/pg', '-A', 'trust', '-U', 'postgres', '--no-sync', '--no-locale'],
                               check=True)
                subprocess.Popen(['postgres', '-D', '/srv/pg', '-k', '/tmp', '-c', 'listen_addresses=127.0.0.1',
                                  '-c', 'jit=off', '-c', 'autovacuum=off', '-c', 'fsync=off'])
                while outside('select 1') != '1': time.sleep(0.1)
                outside('create table squares as select n, n::bigint * n as square from generate_series(1, 100000) n')
                session = subprocess.Popen(['psql', '-qAtX'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                def say(word):
                    session.stdin.write(word + ';\\n\\\\echo --\\n'); session.stdin.flush()
                    return ' '.join(iter(lambda: session.stdout.readline().strip(), '--'))
                say('begin')
                say('insert into squares values (0, 0)')
                say('create temporary table mine as select 42 as answer')
                say('select sum(square) from squares')
                door = socket.socket(socket.AF_UNIX); door.bind('/tmp/session'); door.listen()
                time.sleep(0.5)
                open('/tmp/look', 'w').write(look())
                open('/tmp/ready', 'w').write('yes')
                while True:
                    client, _ = door.accept()
                    client.sendall(say(client.recv(4096).decode()).encode() or b'-'); client.close()
            if sys.argv[1:] == ['serve']: serve()
            print('as it was', look() == open('/tmp/look').read(), look())
            print('rows', outside('select count(*) from squares'), ask('select count(*) from squares'))
            print('memory', ask('select answer from mine'), outside('select square from squares where n = 99999'))
            print('began', outside('select pg_postmaster_start_time()'))
            print('commit', ask('commit'), outside('select count(*) from squares'))
            """;

    /// A map in memory, a file with a position, a port, and a connection to itself that is kept.
    private static final String NODE = """
            const http = require('http'), fs = require('fs')
            const kept = fs.openSync('/tmp/kept.txt', 'w+')
            fs.writeSync(kept, 'kept')
            const squares = new Map()
            for (let n = 0; n < 100000; n++) squares.set('/' + n, n * n)
            const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
            let asked = 0, ticks = 0, connections = 0
            setInterval(() => ticks++, 20)
            const itself = then => {
              const call = http.get({ host: '127.0.0.1', port: 8080, path: '/3', agent }, answer => {
                answer.resume()
                answer.on('end', () => setTimeout(() => then(call.reusedSocket), 20))
              })
            }
            const server = http.createServer((call, answer) => {
              asked++
              fs.writeSync(kept, '.')
              const say = more => answer.end(JSON.stringify({ pid: process.pid, asked, square: squares.get(call.url),
                kept: fs.readFileSync('/tmp/kept.txt', 'utf8'), ...more }))
              if (call.url == '/ticks') say({ ticks })
              else if (call.url == '/itself') itself(reused => say({ reused, connections }))
              else say({})
            })
            server.keepAliveTimeout = 0
            server.on('connection', () => connections++)
            server.listen(8080, '127.0.0.1', () => itself(() => fs.writeFileSync('/tmp/ready', 'yes')))
            """;
    private static final String ASK_NODE = """
            import json, time, urllib.request
            def ask(word): return json.load(urllib.request.urlopen('http://127.0.0.1:8080/' + word))
            print(json.dumps(ask('99999')))
            print(json.dumps(ask('itself')))
            before = ask('ticks')['ticks']
            time.sleep(0.3)
            print('ticks', ask('ticks')['ticks'] > before)
            """;

    @TempDir
    static Path folder;

    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    @BeforeAll
    static void fixture() throws Exception {
        assumeTrue(System.getenv("FROSTBENCH_CRIU") != null,
                "FROSTBENCH_CRIU is not set: fixtures/launch/bin/criu-kit");
        require(Files.isDirectory(POSTGRES), "there is no PostgreSQL; install it: apt-get install postgresql");
        Path version = newest();
        String path = version.resolve("bin") + ":" + System.getenv("PATH");
        require(Launched.start(folder, Map.of("PATH", path), List.of("sh", "-c", "command -v node")).code() == 0,
                "there is no node; install it: apt-get install nodejs");
        ENVIRONMENT.put("FROSTBENCH_STORE", folder.resolve("store").toString());
        ENVIRONMENT.put("PATH", path);
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        String copy = "mkdir recipes/lib recipes/bin && cp " + version.resolve("lib") + "/*.so recipes/lib"
                + " && for each in postgres initdb psql; do cp " + version + "/bin/$each recipes/bin || exit; done"
                + " && cp -r /usr/share/postgresql/" + version.getFileName() + " recipes/share";
        Launched.start(folder, ENVIRONMENT, List.of("sh", "-c", copy)).ended(0);
        Files.writeString(recipes.resolve("holder.py"), HOLDER);
        Files.writeString(recipes.resolve("server.js"), NODE);
        Files.writeString(recipes.resolve("ask_node.py"), ASK_NODE);
        Files.writeString(recipes.resolve("servers.yaml"), """
                base: {host: {programs: [node, postgres, initdb, psql, setpriv]}}
                steps:
                  - copy: {from: bin, to: %1$s/bin}
                  - copy: {from: lib, to: %1$s/lib}
                  - copy: {from: share, to: /usr/share/postgresql/%2$s}
                  - copy: {from: holder.py, to: /srv/holder.py}
                  - copy: {from: server.js, to: /srv/server.js}
                  - copy: {from: ask_node.py, to: /srv/ask_node.py}
                  - run: chmod 777 /srv
                """.formatted(version, version.getFileName()));
        Files.writeString(folder.resolve("suite.yaml"), "{name: s, kind: human-eval, fixture: servers}");
        Files.writeString(folder.resolve("none.jsonl"), """
                {"task_id": "t", "prompt": "def f():\\n", "entry_point": "f", "test": "def check(candidate): pass"}
                """);
        frostbench("fixture", "build", "--suite", "suite.yaml", "--dataset", "none.jsonl", "servers").ended(0);
    }

    private static void require(boolean there, String cure) {
        if (there) return;
        if ("required".equals(System.getenv("FROSTBENCH_SERVERS"))) fail(cure);
        assumeTrue(false, cure);
    }

    private static Path newest() throws IOException {
        Path newest = null;
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(POSTGRES)) {
            for (Path version : versions)
                if (Files.isExecutable(version.resolve("bin/postgres"))
                        && (newest == null || number(version) > number(newest)))
                    newest = version;
        }
        require(newest != null, "there is no PostgreSQL server; install it: apt-get install postgresql");
        return newest;
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString());
    }

    @Test
    void postgresGoesOnWithItsDataItsMemoryItsFilesItsProcessesAndAnOpenTransaction() throws Exception {
        String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "python3", "/srv/holder.py"};
        create("database", nobody, "serve");
        List<String> first = exec("database", nobody);
        assertThat(first.get(0)).startsWith("as it was True").contains("idle in transaction", "checkpointer", "psql",
                "/srv/pg/base/");
        assertThat(first.get(1)).isEqualTo("rows 100000 100001");
        assertThat(first.get(2)).isEqualTo("memory 42 9999800001");
        assertThat(first.get(4)).as("its client commits").startsWith("commit ").endsWith(" 100001");
        assertThat(exec("database", nobody)).as("another fork, apart").isEqualTo(first);
    }

    @Test
    void nodeGoesOnWithItsMemoryItsFileItsPortAndAConnectionToItself() throws Exception {
        create("node", new String[]{"node"}, "/srv/server.js");
        List<String> first = exec("node", "python3", "/srv/ask_node.py");
        assertThat(first).containsExactly(
                "{\"pid\": 1000, \"asked\": 2, \"square\": 9999800001, \"kept\": \"kept..\"}",
                "{\"pid\": 1000, \"asked\": 4, \"kept\": \"kept....\", \"reused\": true, \"connections\": 3}",
                "ticks True");
        assertThat(exec("node", "python3", "/srv/ask_node.py")).as("another fork, apart").isEqualTo(first);
    }

    private static void create(String name, String[] command, String last) throws Exception {
        List<String> words = new ArrayList<>(List.of("snapshot", "create", name, "--from", "servers",
                "--ready", "test -s /tmp/ready", "--"));
        words.addAll(List.of(command));
        words.add(last);
        frostbench(words.toArray(String[]::new)).ended(0);
    }

    private static List<String> exec(String name, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("exec", name, "--"));
        words.addAll(List.of(command));
        return frostbench(words.toArray(String[]::new)).ended(0).out().lines().toList();
    }

    private static Launched frostbench(String... words) throws Exception {
        return Launched.launch(folder, ENVIRONMENT, words);
    }
}

package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snapshot of sandboxes for which none is named, as its users work in it.
@Tag("sandbox")
class DefaultSnapshotIT {

    private static final Path SCRIPTS = Path.of("src/test/resources/sdk").toAbsolutePath();

    @TempDir
    static Path folder;

    private static HttpServer git;
    private static LaunchedServer server;

    @BeforeAll
    static void start() throws Exception {
        git = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                repositories(), SimpleFileServer.OutputLevel.NONE);
        git.start();
        server = LaunchedServer.start(folder, "agents/default", "--allow", "127.0.0.1:" + git.getAddress().getPort(),
                "--image", "debian:trixie-slim=agents/default");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        git.stop(0);
        Trees.remove(folder.resolve("store")); // JUnit would print a warning for each of many links
    }

    private static Path repositories() throws Exception {
        Path parent = Files.createDirectories(folder.resolve("git"));
        // The file server hides names with a dot at their beginning, so the repository is a bare one.
        Said made = Said.by(parent, Map.of(), List.of("sh", "-ec", """
                git init -q -b main app && cd app
                echo '{"name": "app", "dependencies": {"is-number": "7.0.0"}}' > package.json
                git add . && git -c user.name=A -c user.email=a@example.org commit -qm first
                cd .. && git clone -q --bare app app.git && git --git-dir app.git update-server-info"""));
        assertThat(made.code()).as(made::text).isZero();
        return parent;
    }

    private static void runs(String script, Map<String, String> environment) throws Exception {
        Path python = SdksIT.installed(SdksIT.SDKS::python);
        Said said = Said.by(SCRIPTS, environment, List.of(python.toString(), "-B", script));
        String printed = server.printed();
        assertThat(said.code()).as(() -> said.text() + "\nThe server printed:\n" + printed).isZero();
    }

    /// A database by `apt-get`, a clone over git from a port of this machine that is allowed, packages by `npm` and
    /// `pip`.
    @Test
    void agentsInstallWhatTheyNeedAndForkIt() throws Exception {
        Map<String, String> environment = new HashMap<>(server.client("owner"));
        environment.put("GIT_URL", "http://host.frostbench.internal:" + git.getAddress().getPort() + "/app.git");
        runs("owner/install.py", environment);
    }

    /// Harbor runs a task folder by its own environment for Daytona. It is in a sandbox, for its Python.
    @Test
    void harborRunsATask() throws Exception {
        Map<String, String> environment = server.client("harbor");
        runs("harbor/install.py", environment);
        Path task = folder.resolve("task");
        InstalledSdks.copy(SCRIPTS.resolve("harbor"), task, "task", "rewards.sh");
        String rewards = server.frostbench("exec", "--network", "--writable", task.toString(),
                "--env", "DAYTONA_API_URL=" + environment.get("DAYTONA_API_URL"),
                "--env", "DAYTONA_API_KEY=" + environment.get("DAYTONA_API_KEY"),
                "harbor/harbor", "--", "sh", task + "/rewards.sh", task + "/task");
        assertThat(rewards.lines()).containsExactly("oracle 1", "nop 0");
    }
}

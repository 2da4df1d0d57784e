package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snapshot of sandboxes for which none is named, as its users work in it: a database by `apt-get`, a clone over
/// git from a server of this machine that is allowed, packages by `npm` and `pip`.
@Tag("sandbox")
class DefaultSnapshotIT {

    private static final Path SCRIPTS = Path.of("src/test/resources/sdk/owner").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void agentsInstallWhatTheyNeedAndForkIt() throws Exception {
        Path python = SdksIT.installed(SdksIT.SDKS::python);
        Said made = Said.by(Files.createDirectories(folder.resolve("git")), Map.of(), List.of("sh", "-ec", """
                git init -q -b main app && cd app
                echo '{"name": "app", "dependencies": {"is-number": "7.0.0"}}' > package.json
                git add . && git -c user.name=A -c user.email=a@example.org commit -qm first
                cd .. && git clone -q --bare app app.git && git --git-dir app.git update-server-info"""));
        assertThat(made.code()).as(made::text).isZero();
        HttpServer git = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder.resolve("git"),
                SimpleFileServer.OutputLevel.NONE);
        git.start();
        int port = git.getAddress().getPort();
        try (LaunchedServer server = LaunchedServer.start(folder, "agents/default", "--allow", "127.0.0.1:" + port)) {
            Map<String, String> environment = new HashMap<>(server.client("owner"));
            environment.put("GIT_URL", "http://host.frostbench.internal:" + port + "/app.git");
            Said said = Said.by(SCRIPTS, environment, List.of(python.toString(), "-B", "install.py"));
            String printed = server.printed();
            assertThat(said.code()).as(() -> said.text() + "\nThe server printed:\n" + printed).isZero();
        } finally {
            git.stop(0);
        }
    }
}

package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Names and passwords for git: they reach the server they are for, and nobody else.
@Tag("sandbox")
class GitLoginTest {

    private static final String PASSWORD = "s3cret$(x)'\\\"";

    /// Serves files to those who know the password; `/away/` sends them to another server, which logs what it gets.
    /// Each request keeps what the process list shows meanwhile.
    private static final String SERVER = """
            import base64, glob, http.server, sys, threading
            WANTED = 'Basic ' + base64.b64encode(sys.argv[1].encode()).decode()
            class Guarded(http.server.SimpleHTTPRequestHandler):
                def do_GET(self):
                    with open('/tmp/shown', 'ab') as log:
                        for name in glob.glob('/proc/[0-9]*/cmdline'):
                            if open(name.replace('cmdline', 'comm')).read().startswith('git'): log.write(open(name, 'rb').read())
                    if self.path.startswith('/away/'):
                        self.send_response(302)
                        self.send_header('Location', 'http://127.0.0.1:8099/' + self.path[6:])
                        self.end_headers()
                    elif self.headers.get('Authorization') != WANTED:
                        self.send_response(401)
                        self.send_header('WWW-Authenticate', 'Basic realm="x"')
                        self.end_headers()
                    else: super().do_GET()
            class Foreign(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    with open('/tmp/foreign', 'a') as log: log.write(str(self.headers))
                    self.send_response(401)
                    self.send_header('WWW-Authenticate', 'Basic realm="y"')
                    self.end_headers()
            foreign = http.server.ThreadingHTTPServer(('127.0.0.1', 8099), Foreign)
            threading.Thread(target=foreign.serve_forever, daemon=True).start()
            server = http.server.ThreadingHTTPServer(('127.0.0.1', 8098), Guarded)
            open('/tmp/up', 'w').close()
            server.serve_forever()
            """;

    private static LiveToolbox live;
    private static Execution server;

    @BeforeAll
    static void open() throws Exception {
        live = new LiveToolbox();
        WholeGit.bring(live);
        live.run("""
                git init -q -b main far && cd far && echo one > a && git add a
                git -c user.name=A -c user.email=a@b commit -qm one && git update-server-info""");
        live.sandbox.files().upload("/tmp/server.py", new ByteArrayInputStream(SERVER.getBytes(StandardCharsets.UTF_8)),
                0644);
        server = live.sandbox.start(Command.of("python3", "/tmp/server.py", "ann:" + PASSWORD).workdir("/work"));
        for (int look = 0; look < 1000 && !live.run("ls /tmp").contains("up"); look++)
            TimeUnit.MILLISECONDS.sleep(20);
    }

    @AfterAll
    static void close() throws Exception {
        server.kill();
        live.close();
    }

    private static LiveToolbox.Answer clone(String address, String path, String more) throws Exception {
        return live.post("/git/clone", "{\"url\":\"" + address + "\",\"path\":\"" + path + "\"" + more + "}");
    }

    private static String login(String password) {
        return ",\"username\":\"ann\",\"password\":\"" + password.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Test
    void aPasswordIsNeitherInArgumentsNorKept() throws Exception {
        LiveToolbox.Answer answer = clone("http://127.0.0.1:8098/far/.git", "copy", login(PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(live.run("cat copy/a")).isEqualTo("one\n");
        assertThat(live.run("cat /tmp/shown | tr '\\0' ' '")).contains("git clone").doesNotContain("s3cret");
        assertThat(live.run("grep -r s3cret copy ~ 2>/dev/null; cat copy/.git/config")).doesNotContain("s3cret")
                .contains("http://127.0.0.1:8098/far/.git");
        LiveToolbox.Answer pull = live.post("/git/pull", "{\"path\":\"copy\"" + login(PASSWORD) + "}");
        assertThat(pull.status()).as(pull.text()).isEqualTo(200);
        assertThat(live.post("/git/pull", "{\"path\":\"copy\"}").json().get("code").stringValue())
                .isEqualTo("GIT_AUTH_FAILED");
    }

    @Test
    void aLoginInTheAddressIsTakenOutOfIt() throws Exception {
        String encoded = "s3cret%24%28x%29%27%5C%22";
        LiveToolbox.Answer answer = clone("http://ann:" + encoded + "@127.0.0.1:8098/far/.git", "inUrl", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(live.run("cat inUrl/.git/config /tmp/shown")).doesNotContain("s3cret");
    }

    @Test
    void aWrongLoginIsNoBadRequest() throws Exception {
        LiveToolbox.Answer answer = clone("http://127.0.0.1:8098/far/.git", "wrong", login("guess"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("GIT_AUTH_FAILED");
        assertThat(live.run("ls")).doesNotContain("wrong");
        assertThat(clone("http://127.0.0.1:8098/far/.git", "x", ",\"username\":\"a\\nhost=b\"").status())
                .isEqualTo(400);
    }

    @Test
    void aServerThatSendsGitElsewhereDoesNotGetThePasswordThere() throws Exception {
        assertThat(clone("http://127.0.0.1:8098/away/far/.git", "away", login(PASSWORD)).status()).isEqualTo(401);
        String secret = Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(live.run("cat /tmp/foreign")).contains("Host: 127.0.0.1:8099").doesNotContain(secret)
                .doesNotContain("Authorization");
    }

    @Test
    void hooksDoNotRunBesideAPassword() throws Exception {
        live.run("git clone -q far hooked && cd hooked && git remote set-url origin http://127.0.0.1:8098/far/.git && "
                + "printf '#!/bin/sh\\nenv > /tmp/stolen\\n' > .git/hooks/post-merge"
                + " && chmod +x .git/hooks/post-merge && "
                + "cd ../far && echo two >> a && git -c user.name=A -c user.email=a@b commit -qam two && "
                + "git update-server-info");
        LiveToolbox.Answer pull = live.post("/git/pull", "{\"path\":\"hooked\"" + login(PASSWORD) + "}");
        assertThat(pull.status()).as(pull.text()).isEqualTo(200);
        assertThat(live.run("ls /tmp")).doesNotContain("stolen");
    }

    @Test
    void aKeptLoginServesLaterCallsAndIsInNoRepository() throws Exception {
        LiveToolbox.Answer kept = live.post("/git/credentials", "{\"protocol\":\"http\",\"host\":\"127.0.0.1:8098\""
                + login(PASSWORD) + "}");
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        try {
            LiveToolbox.Answer answer = clone("http://127.0.0.1:8098/far/.git", "kept", "");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(live.run("cat kept/.git/config /tmp/shown")).doesNotContain("s3cret");
            assertThat(live.run("stat -c %a ~/.git-credentials")).isEqualTo("600\n");
        } finally {
            live.run("rm ~/.git-credentials ~/.gitconfig");
        }
    }
}

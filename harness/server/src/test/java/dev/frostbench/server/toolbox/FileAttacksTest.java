package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What callers try with files: nothing reaches out of the sandbox, and no try is answered as the server's failure.
@Tag("sandbox")
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileAttacksTest {

    private static final String FORM = "multipart/form-data; boundary=edge";
    private static LiveToolbox live;

    @TempDir
    private Path host;

    @BeforeAll
    static void open() throws Exception {
        live = new LiveToolbox();
    }

    @AfterAll
    static void close() throws Exception {
        live.close();
    }

    private static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void dotsAndLinksLeadToNothingOfTheHost() throws Exception {
        Path secret = Files.writeString(host.resolve("secret"), "of the host");
        live.run("ln -s " + host + " escape; ln -s / top; ln -s /proc/1/root/../../.. up");
        for (String path : List.of(secret.toString(), "../../../../.." + secret, "escape/secret", "top" + secret,
                "up" + secret, "/proc/self/root" + secret, "/proc/1/root" + secret, "/proc/1/cwd" + secret)) {
            assertThat(live.get("/files/info?path=" + quoted(path)).status()).as(path).isBetween(400, 404);
            assertThat(live.post("/files/bulk-download", "{\"paths\":[\"" + path + "\"]}").text()).as(path)
                    .doesNotContain("of the host");
            live.post("/files/bulk-upload", FORM, FilesTest.form("files[0].path", path, "files[0].file", "changed"));
            live.delete("/files?recursive=true&path=" + quoted(path));
        }
        assertThat(secret).hasContent("of the host");
        assertThat(host.toFile().list()).containsExactly("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "//", "/proc", "/proc/1/mem", "/dev/null", "/dev/stdin", "/proc/kmsg",
            "/sys/kernel", "a\0b", "\0", "/etc/passwd/x", "\n", "\r\nX: y", "\"; filename=\"other", "*", "~root",
            "~/../.."})
    void noPathIsTheServersFailure(String path) throws Exception {
        String query = "path=" + quoted(path);
        List<LiveToolbox.Answer> answers = new ArrayList<>();
        answers.add(live.get("/files/info?" + query));
        answers.add(live.get("/files?" + query));
        answers.add(live.get("/files/search?pattern=none&" + query));
        answers.add(live.post("/files/permissions?mode=0755&owner=nobody-there&" + query, ""));
        answers.add(live.post("/files/bulk-download", "{\"paths\":[\"\\u0000\", \"/proc/kmsg\", \"x\\ny\"]}"));
        answers.add(live.post("/files/bulk-upload", FORM, FilesTest.form("files[0].path", path, "files[0].file", "x")));
        answers.add(live.post("/files/move?destination=/proc/x&source=" + quoted(path), ""));
        answers.add(live.post("/files/move?source=none&destination=" + quoted(path), ""));
        answers.add(live.delete("/files?" + query));
        answers.add(live.get("/files/download?" + query + "&expires=99999999999999999999&signature=x"));
        assertThat(answers).allMatch(answer -> answer.status() < 500);
    }

    @Test
    void longPathsAndNamesAreRefused() throws Exception {
        for (int length : List.of(300, 4000, 6000)) {
            assertThat(live.get("/files/info?path=" + "a".repeat(length)).status()).isIn(400, 414);
            assertThat(live.post("/files/bulk-upload", FORM, FilesTest.form("files[0].path", "a".repeat(length),
                    "files[0].file", "x")).status()).isEqualTo(400);
        }
        assertThat(live.post("/files/bulk-upload", FORM, FilesTest.form("files[0].path", "a/".repeat(8000) + "b",
                "files[0].file", "x")).status()).isEqualTo(400);
    }

    @Test
    void brokenFormsAreBadRequests() throws Exception {
        String part = "--edge\r\nContent-Disposition: form-data; name=\"files[0].path\"\r\n\r\nbroken\r\n";
        for (String body : List.of("", "x", "--edge", "--edge\r\n", "--edge--", "--edge\r\n\r\n", part,
                part + "--edge--",
                part + "--edge\r\nContent-Disposition: form-data; name=\"files[0].file\"; filename=\"x\"\r\n\r\ncut",
                part + "--edge\r\nX: " + "h".repeat(100_000) + "\r\n\r\nx\r\n--edge--",
                part + part + "--edge--", "--edge\r\nno header at all\r\n--edge--"))
            assertThat(live.post("/files/bulk-upload", FORM, body.getBytes(StandardCharsets.UTF_8)).status()).as(body)
                    .isEqualTo(400);
        for (String type : List.of("text/plain", "multipart/form-data", "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=" + "b".repeat(70_00)))
            assertThat(live.post("/files/bulk-upload", type, (part + "--edge--").getBytes(StandardCharsets.UTF_8))
                    .status()).as(type).isEqualTo(400);
        assertThat(live.post("/files/bulk-upload", FORM, FilesTest.form("files[0].file", "no path")).status())
                .isEqualTo(400);
        assertThat(live.run("cat broken")).doesNotContain("cut");
    }

    @Test
    void formsWithTricksWriteWhatTheirPathsSayAndNothingElse() throws Exception {
        String path = "--edge\r\nContent-Disposition: form-data; name=\"files[0].path\"\r\n\r\ntricks/it\r\n";
        String file = "--edge\r\nContent-Disposition: form-data; name=\"files[0].file\"; filename=\"../../../etc/evil\""
                + "\r\nContent-Transfer-Encoding: base64\r\nX: name=\"files[0].path\"\r\n\r\n";
        String end = "\r\n--edge--\r\n";
        assertThat(upload("preamble\r\n" + path + file + "Zmlyc3Q=" + end + path + file + "second" + end))
                .isEqualTo(200);
        assertThat(live.run("cat tricks/it; ls -A tricks /etc/evil 2>&1 | wc -l")).startsWith("Zmlyc3Q=3");
        assertThat(upload(path + file + "third\r\n" + file + "fourth" + end)).isEqualTo(400);
        assertThat(live.run("cat tricks/it")).isEqualTo("third");
        for (String name : List.of("files[-1].path", "files[99999999].path", "files[0].path.x", "FILES[0].path",
                "files[0][path]", "x\\\"; name=\\\"files[0].path"))
            assertThat(upload(path.replace("files[0].path", name) + file + "fifth" + end)).as(name).isEqualTo(400);
        assertThat(upload((path + file + "sixth" + end).replace("--edge", "--other"))).isEqualTo(400);
    }

    private static int upload(String form) throws Exception {
        return live.post("/files/bulk-upload", FORM, form.getBytes(StandardCharsets.UTF_8)).status();
    }

    @Test
    void thousandsOfPartsAreTakenAndEndlessOnesRefused() throws Exception {
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++)
            body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"files[" + i + "].path\"\r\n\r\nmass/" + i
                    + "\r\n--edge\r\nContent-Disposition: form-data; name=\"files[" + i + "].file\"\r\n\r\n" + i
                    + "\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(live.post("/files/bulk-upload", FORM, body.toByteArray()).status()).isEqualTo(200);
        assertThat(live.run("ls mass | wc -l; cat mass/1999").split("\\s+")).containsExactly("2000", "1999");
        byte[] endless = "--edge\r\n\r\n\r\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        assertThat(live.post("/files/bulk-upload", FORM, endless).status()).isBetween(400, 413);
    }

    @Test
    void aPipeOrDeviceHoldsNobodyUp() throws Exception {
        live.run("mkfifo pipe; ln -s pipe to-pipe");
        for (String path : List.of("pipe", "to-pipe", "/dev/zero", "/dev/tty")) {
            assertThat(live.post("/files/bulk-download", "{\"paths\":[\"" + path + "\"]}").text()).contains(
                    "name=\"error\"");
            assertThat(live.post("/files/bulk-upload", FORM, FilesTest.form("files[0].path", path, "files[0].file",
                    "x".repeat(2 << 20))).status()).as(path).isEqualTo(400);
            assertThat(live.get("/files/find?pattern=x&path=" + path).status()).isLessThan(500);
        }
    }

    @Test
    void aFolderThatBecomesALinkAllTheTimeLeadsNowhereElse() throws Exception {
        Path secret = Files.writeString(host.resolve("secret"), "of the host");
        live.run("mkdir -p race/real; echo inside > race/real/secret; (cd race; while [ -e real ]; do ln -sfn " + host
                + " it; ln -sfn real it; done) >/dev/null 2>&1 &");
        for (int i = 0; i < 100; i++) {
            assertThat(live.post("/files/bulk-download", "{\"paths\":[\"race/it/secret\"]}").text())
                    .doesNotContain("of the host");
            assertThat(live.post("/files/bulk-upload", FORM, FilesTest.form("files[0].path", "race/it/secret",
                    "files[0].file", "changed")).status()).isLessThan(500);
            assertThat(live.get("/files?depth=3&path=race").status()).isLessThan(500);
        }
        live.delete("/files?recursive=true&path=race/real");
        assertThat(secret).hasContent("of the host");
    }
}

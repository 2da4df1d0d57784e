package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.server.toolbox.files.Signature;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Files over HTTP, in a real sandbox.
@Tag("sandbox")
class FilesTest {

    private static final String FORM = "multipart/form-data; boundary=edge";
    private static LiveToolbox live;

    @BeforeAll
    static void open() throws Exception {
        live = new LiveToolbox();
    }

    @AfterAll
    static void close() throws Exception {
        live.close();
    }

    static byte[] form(Object... parts) {
        var body = new ByteArrayOutputStream();
        for (int at = 0; at < parts.length; at += 2) {
            body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + parts[at] + "\""
                    + (parts[at].toString().endsWith("file") ? "; filename=\"x\"" : "") + "\r\n\r\n").getBytes(
                            StandardCharsets.UTF_8));
            body.writeBytes(parts[at + 1] instanceof byte[] bytes ? bytes
                    : parts[at + 1].toString().getBytes(StandardCharsets.UTF_8));
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static LiveToolbox.Answer upload(Object... parts) throws Exception {
        return live.post("/files/bulk-upload", FORM, form(parts));
    }

    @Test
    void manyFilesAreUploadedWithPathsFirstOrBetween() throws Exception {
        assertThat(upload("files[0].path", "many/a", "files[1].path", "/work/many/ä b", "files[0].file", "A",
                "files[1].file", "B").status()).isEqualTo(200);
        assertThat(upload("files[0].path", "~/home", "files[0].file", "H", "files[1].path", "many/empty",
                "files[1].file", "").status()).isEqualTo(200);
        assertThat(live.run("cat many/a 'many/ä b' ~/home many/empty; stat -c %a many/a")).isEqualTo("ABH644\n");
    }

    @Test
    void aLongFileComesBackAsItWas() throws Exception {
        byte[] content = new byte[5_000_001];
        new Random(1).nextBytes(content);
        assertThat(upload("files[0].path", "long/file", "files[0].file", content).status()).isEqualTo(200);
        LiveToolbox.Answer answer = live.post("/files/bulk-download", "{\"paths\":[\"long/file\"]}");
        assertThat(answer.header("content-type")).startsWith("multipart/form-data; boundary=");
        String head = new String(answer.bytes(), 0, 400, StandardCharsets.ISO_8859_1);
        int begin = head.indexOf("\r\n\r\n") + 4;
        assertThat(head).contains("name=\"file\"; filename=\"long/file\"");
        assertThat(Arrays.equals(content, Arrays.copyOfRange(answer.bytes(), begin, begin + content.length))).isTrue();
        assertThat(new String(answer.bytes(), begin + content.length, answer.bytes().length - begin - content.length,
                StandardCharsets.ISO_8859_1)).startsWith("\r\n--").endsWith("--\r\n");
    }

    @Test
    void aFileThatIsWrittenAgainKeepsItsMode() throws Exception {
        upload("files[0].path", "tool", "files[0].file", "one");
        live.post("/files/permissions?path=tool&mode=0755", "");
        upload("files[0].path", "tool", "files[0].file", "two");
        assertThat(live.run("cat tool; stat -c ' %a' tool")).isEqualTo("two 755\n");
    }

    @Test
    void eachPathOfADownloadIsAPartAlsoTheOnesThatAreMissing() throws Exception {
        upload("files[0].path", "päth \"q\"", "files[0].file", "content");
        LiveToolbox.Answer answer = live.post("/files/bulk-download",
                "{\"paths\":[\"päth \\\"q\\\"\",\"none\",\"/work\"]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("Content-Disposition: form-data; name=\"file\"; "
                + "filename=\"p_th \\\"q\\\"\"; filename*=UTF-8''p%C3%A4th%20%22q%22\r\n",
                "Content-Length: 7\r\n\r\ncontent\r\n--",
                "Content-Disposition: form-data; name=\"error\"; filename=\"none\"\r\nContent-Type: application/json",
                "\"code\":\"FILE_NOT_FOUND\",\"source\":\"DAYTONA_DAEMON\"", "\"code\":\"INVALID_FILE_PATH\"");
    }

    @Test
    void filesAreListedAndDescribed() throws Exception {
        upload("files[0].path", "tree/a/deep", "files[0].file", "12345", "files[1].path", "tree/b", "files[1].file",
                "");
        JsonNode info = live.get("/files/info?path=tree/a/deep").json();
        assertThat(info.get("name").stringValue()).isEqualTo("deep");
        assertThat(info.get("size").intValue()).isEqualTo(5);
        assertThat(info.get("isDir").booleanValue()).isFalse();
        assertThat(info.get("permissions").stringValue()).isEqualTo("0644");
        assertThat(info.get("owner").stringValue()).isEqualTo("root");
        assertThat(info.get("mode").stringValue()).isEqualTo("-rw-r--r--");
        assertThat(Instant.parse(info.get("modTime").stringValue())).isBefore(Instant.now().plusSeconds(60));
        assertThat(live.get("/files?path=tree").json().size()).isEqualTo(2);
        assertThat(live.get("/files?path=tree&depth=2").json().size()).isEqualTo(3);
        assertThat(live.get("/files").json().isArray()).isTrue();
        assertThat(live.get("/files?path=tree&depth=0").status()).isEqualTo(400);
        LiveToolbox.Answer absent = live.get("/files/info?path=none");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.json().get("code").stringValue()).isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void foldersAreMadeMovedAndDeleted() throws Exception {
        assertThat(live.post("/files/folder?path=f/g&mode=0750", "").status()).isBetween(200, 204);
        upload("files[0].path", "f/g/file", "files[0].file", "x");
        assertThat(live.run("stat -c %a f/g")).isEqualTo("750\n");
        assertThat(live.post("/files/move?source=f/g&destination=f/h", "").status()).isEqualTo(200);
        assertThat(live.run("cat f/h/file")).isEqualTo("x");
        LiveToolbox.Answer refused = live.delete("/files?path=f");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("source").stringValue()).isEqualTo("DAYTONA_DAEMON");
        assertThat(live.delete("/files?path=f&recursive=true").status()).isEqualTo(204);
        assertThat(live.delete("/files?path=f&recursive=true").status()).isEqualTo(404);
        assertThat(live.post("/files/folder?path=x&mode=9", "").status()).isEqualTo(400);
    }

    @Test
    void textIsFoundAndReplacedAndNamesAreSearched() throws Exception {
        upload("files[0].path", "s/one.py", "files[0].file", "a\nneedle (x)\r\nb", "files[1].path", "s/d/two.txt",
                "files[1].file", "needle (x) needle (x)", "files[2].path", "s/binary", "files[2].file", "\0needle (x)");
        live.run("chmod 600 s/d/two.txt; ln -s /etc s/link");
        JsonNode lines = live.get("/files/find?path=s&pattern=needle%20(x)").json();
        assertThat(lines.size()).isEqualTo(2);
        assertThat(lines.get(1).toString()).isEqualTo(
                "{\"file\":\"/work/s/one.py\",\"line\":2,\"content\":\"needle (x)\"}");
        assertThat(live.get("/files/search?path=s&pattern=*.py").text()).isEqualTo("{\"files\":[\"/work/s/one.py\"]}");
        assertThat(live.get("/files/search?path=s&pattern=passwd").text()).isEqualTo("{\"files\":[]}");
        JsonNode done = live.post("/files/replace", """
                {"files":["s/one.py","s/d/two.txt","s/none"],"pattern":"needle (x)","newValue":"$1"}""").json();
        assertThat(done.get(0).get("success").booleanValue()).isTrue();
        assertThat(done.get(2).get("success").booleanValue()).isFalse();
        assertThat(done.get(2).get("error").stringValue()).contains("s/none");
        assertThat(live.run("cat s/d/two.txt; stat -c ' %a' s/d/two.txt")).isEqualTo("$1 $1 600\n");
    }

    @Test
    void signedUrlsNeedNoKeyButTheRightSignature() throws Exception {
        String path = "signed/ä b";
        String query = "?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
        String put = query + "&expires=0&signature=" + new Signature("POST", path, 0).by(LiveToolbox.KEY);
        assertThat(live.post("/files/upload-v2" + put, FORM, form("file", "by url")).status()).isEqualTo(200);
        long soon = Instant.now().getEpochSecond() + 100;
        String get = query + "&expires=" + soon + "&signature=" + new Signature("GET", path, soon).by(LiveToolbox.KEY);
        assertThat(live.get("/files/download" + get).text()).isEqualTo("by url");
        assertThat(live.get("/files/download" + put).status()).isEqualTo(401);
        assertThat(live.get("/files/download" + get.replace("expires=" + soon, "expires=" + (soon + 1))).status())
                .isEqualTo(401);
        long past = 1_000_000_000;
        assertThat(live.get("/files/download" + query + "&expires=" + past + "&signature="
                + new Signature("GET", path, past).by(LiveToolbox.KEY)).status()).isEqualTo(403);
    }

    /// Computed with Python's `hmac` and `base64`.
    @Test
    void aSignatureIsWhatTheSdksMakeOfIt() {
        assertThat(new Signature("GET", "/a b", 7).by("key"))
                .isEqualTo("v1_sqGCshdB5tdqWKUQD-y39r_cMo0IlFLu1zKEDeJFHfM");
    }
}

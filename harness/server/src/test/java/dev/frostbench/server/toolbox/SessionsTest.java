package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sessions over HTTP and WebSockets, in a real sandbox.
@Tag("sandbox")
class SessionsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static LiveToolbox live;

    @BeforeAll
    static void open() throws Exception {
        live = new LiveToolbox();
    }

    @AfterAll
    static void close() throws Exception {
        live.close();
    }

    private static void begin(String id) throws Exception {
        assertThat(live.post("/process/session", json("sessionId", id)).status()).isEqualTo(200);
    }

    private static String json(String name, Object value) {
        return MAPPER.writeValueAsString(Map.of(name, value));
    }

    private static JsonNode exec(String session, String command) throws Exception {
        LiveToolbox.Answer answer = live.post("/process/session/" + session + "/exec", json("command", command));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String start(String session, String command) throws Exception {
        LiveToolbox.Answer answer = live.post("/process/session/" + session + "/exec",
                MAPPER.writeValueAsString(Map.of("command", command, "runAsync", true)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().get("cmdId").stringValue();
    }

    private static String command(String session, String id) {
        return "/process/session/" + session + "/command/" + id;
    }

    private static LiveToolbox.Answer input(String session, String id, String data) throws Exception {
        return live.post(command(session, id) + "/input", json("data", data));
    }

    private static TestSocket follow(String session, String id) throws Exception {
        return TestSocket.open(URI.create(live.uri(command(session, id) + "/logs?follow=true").toString()
                .replaceFirst("^http", "ws")), Map.of());
    }

    /// What comes until the end, each message as its mark's number and its text.
    private static List<String> all(TestSocket socket) throws Exception {
        List<String> all = new ArrayList<>();
        for (Object next = socket.next(); !(next instanceof TestSocket.Close); next = socket.next()) {
            byte[] bytes = (byte[]) next;
            assertThat(bytes.length).isBetween(4, 1 << 14);
            assertThat(bytes[0]).isEqualTo(bytes[1]).isEqualTo(bytes[2]);
            all.add(bytes[0] + new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
        }
        assertThat(socket.close()).isEqualTo(new TestSocket.Close(1000, ""));
        return all;
    }

    @Test
    void foldersVariablesAndFunctionsLastAndStreamsAreApart() throws Exception {
        begin("lasts");
        exec("lasts", "cd /usr && export A='it'\\''s' && f() { echo \"f $1\"; }");
        JsonNode answer = exec("lasts", "pwd; echo \"$A\"; f x; echo oops >&2; false");
        assertThat(answer.get("stdout").stringValue()).isEqualTo("/usr\nit's\nf x\n");
        assertThat(answer.get("stderr").stringValue()).isEqualTo("oops\n");
        assertThat(answer.get("output").stringValue()).contains("f x\n", "oops\n");
        assertThat(answer.get("exitCode").intValue()).isEqualTo(1);
        assertThat(answer.get("cmdId").stringValue()).isNotEmpty();
        assertThat(exec("lasts", "printf %s unended").get("stdout").stringValue()).isEqualTo("unended");
    }

    @Test
    void nothingThatACommandDoesToItsShellTakesTheNextOneAway() throws Exception {
        begin("tough");
        assertThat(exec("tough", "if").get("exitCode").intValue()).isNotZero();
        assertThat(exec("tough", "echo 'open").get("exitCode").intValue()).isNotZero();
        assertThat(exec("tough", ")").get("exitCode").intValue()).isNotZero();
        exec("tough", "exec >/dev/null 2>&1");
        exec("tough", "exec 1>&- 2>&-");
        exec("tough", "set -x; set -v");
        assertThat(exec("tough", "echo here # a comment").get("stdout").stringValue()).isEqualTo("here\n");
        exec("tough", "set +x; set +v");
        assertThat(exec("tough", "cat; echo end").get("stdout").stringValue()).isEqualTo("end\n");
        assertThat(exec("tough", "cat <<END\na ' b\nEND").get("stdout").stringValue()).isEqualTo("a ' b\n");
        assertThat(exec("tough", "printf '\\001\\001frostbench-'").get("stdout").stringValue())
                .isEqualTo("\001\001frostbench-");
    }

    @Test
    void aShellThatExitsEndsItsSessionWithTheCode() throws Exception {
        begin("exits");
        String running = start("exits", "exit 7");
        JsonNode end = ended("exits", running);
        assertThat(end.get("exitCode").intValue()).isEqualTo(7);
        LiveToolbox.Answer answer = live.post("/process/session/exits/exec", json("command", "true"));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("SESSION_ENDED");
    }

    private static JsonNode ended(String session, String id) throws Exception {
        all(follow(session, id));
        return live.get(command(session, id)).json();
    }

    @Test
    void commandsRunOneAfterTheOtherAndBackgroundProcessesGoOn() throws Exception {
        begin("order");
        String first = start("order", "read line; echo first $line");
        String second = start("order", "echo second; (sleep 1000 &)");
        assertThat(live.get(command("order", second)).json().has("exitCode")).isFalse();
        assertThat(input("order", second, "x\n").status()).isEqualTo(409);
        assertThat(input("order", first, "typed\n").status()).isEqualTo(204);
        assertThat(String.join("", all(follow("order", first)))).contains("typed").endsWith("first typed\n");
        assertThat(all(follow("order", second))).containsExactly("1second\n");
        LiveToolbox.Answer late = input("order", first, "more\n");
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.json().get("code").stringValue()).isEqualTo("COMMAND_ALREADY_COMPLETED");
        exec("order", "true");
        assertThat(live.run("ls -A /dev/shm /tmp")).doesNotContain(".frostbench-" + first, ".frostbench-" + second);
    }

    @Test
    void deletingASessionEndsItsProcessesAndNoOthers() throws Exception {
        begin("doomed");
        live.run("sleep 54321 >/dev/null 2>&1 & true");
        exec("doomed", "sleep 12345 & setsid sleep 12346 & true");
        String waits = start("doomed", "sleep 12347");
        TestSocket follower = follow("doomed", waits);
        assertThat(live.delete("/process/session/doomed").status()).isEqualTo(204);
        follower.close();
        assertThat(live.run("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).contains("sleep 54321")
                .doesNotContain("sleep 12345", "sleep 12346", "sleep 12347");
        assertThat(live.get("/process/session/doomed").status()).isEqualTo(404);
        begin("doomed");
    }

    @Test
    void logsAreAnsweredAsJsonAsMarkedBytesAndAsAStream() throws Exception {
        begin("logs");
        String id = exec("logs", "echo out; sleep 0.2; echo err >&2").get("cmdId").stringValue();
        assertThat(live.get(command("logs", id) + "/logs").json().toString())
                .isEqualTo("{\"output\":\"out\\nerr\\n\",\"stdout\":\"out\\n\",\"stderr\":\"err\\n\"}");
        LiveToolbox.Answer marked = live.send(HttpRequest.newBuilder(live.uri(command("logs", id) + "/logs"))
                .header("Accept", "text/plain"));
        assertThat(marked.text()).isEqualTo("\001\001\001out\n\002\002\002err\n");
        assertThat(all(follow("logs", id))).containsExactly("1out\n", "2err\n");
    }

    @Test
    void aLogBeyondItsBoundKeepsItsEndAndSaysWhatIsMissing() throws Exception {
        begin("flood");
        JsonNode small = exec("flood", "echo before");
        String id = start("flood", "head -c 90000000 /dev/zero | tr '\\0' x; echo; echo last");
        assertThat(ended("flood", id).get("exitCode").intValue()).isZero();
        String kept = live.get(command("flood", id) + "/logs").json().get("stdout").stringValue();
        assertThat(kept.length()).isBetween(30_000_000, 68_000_000);
        assertThat(kept).startsWith("[frostbench: ").endsWith("x\nlast\n");
        long missing = Long.parseLong(kept.replaceFirst("(?s)\\[frostbench: (\\d+) bytes.*", "$1"));
        int note = kept.indexOf('\n') + 1;
        assertThat(missing + kept.length() - note).isEqualTo(90_000_006);
        assertThat(live.get(command("flood", small.get("cmdId").stringValue()) + "/logs").text()).contains("before");
    }

    @Test
    void aReaderWhoDoesNotReadHoldsNobodyUp() throws Exception {
        begin("slow");
        String id = start("slow", "read line; head -c 30000000 /dev/zero; echo done >&2");
        var request = new WebSocketRequest("/toolbox/box" + command("slow", id) + "/logs?follow=true");
        try (var silent = request.open(live.port(), "")) {
            assertThat(silent.getInputStream().read()).isEqualTo('H');
            input("slow", id, "go\n");
            assertThat(all(follow("slow", id)).getLast()).isEqualTo("2done\n");
            assertThat(exec("slow", "echo next").get("stdout").stringValue()).isEqualTo("next\n");
        }
    }

    @Test
    void namesAreCheckedAndLimitsAreTold() throws Exception {
        for (String bad : List.of("", " ", "a/b", "a?b", "a#b", "a%41", "..", "a\nb", "x".repeat(257)))
            assertThat(live.post("/process/session", json("sessionId", bad)).status()).as(bad).isEqualTo(400);
        begin("odd name, ü&=+:@'\"");
        assertThat(live.get("/process/session/odd%20name,%20%C3%BC&=+:@'%22").status()).isEqualTo(200);
        live.delete("/process/session/odd%20name,%20%C3%BC&=+:@'%22");
        begin("twice");
        assertThat(live.post("/process/session", json("sessionId", "twice")).status()).isEqualTo(409);
        assertThat(live.post("/process/session", json("sessionId", "entrypoint")).status()).isEqualTo(409);
        assertThat(live.get("/process/session/none").status()).isEqualTo(404);
        assertThat(live.get("/process/session/twice/command/none").status()).isEqualTo(404);
        assertThat(live.post("/process/session/twice/exec", json("command", "x".repeat((1 << 20) + 1))).status())
                .isEqualTo(413);
        assertThat(exec("twice", ": " + "x".repeat(200_000) + "; echo long").get("stdout").stringValue())
                .isEqualTo("long\n");
        int begun = 0;
        LiveToolbox.Answer answer;
        do {
            answer = live.post("/process/session", json("sessionId", "many-" + begun));
        } while (answer.status() == 200 && begun++ < 100);
        assertThat(answer.status()).isEqualTo(429);
        for (int i = 0; i < begun; i++) live.delete("/process/session/many-" + i);
        assertThat(live.get("/process/session").json().toString()).contains("\"twice\"").doesNotContain("many-");
    }

    @Test
    void theEntrypointIsAnEmptySession() throws Exception {
        assertThat(live.get("/process/session/entrypoint").text())
                .isEqualTo("{\"sessionId\":\"entrypoint\",\"commands\":[]}");
        assertThat(live.get("/process/session/entrypoint/logs").json().get("stderr").stringValue()).isEmpty();
        TestSocket socket = TestSocket.open(URI.create(live.uri("/process/session/entrypoint/logs?follow=true")
                .toString().replaceFirst("^http", "ws")), Map.of());
        assertThat(all(socket)).isEmpty();
    }
}

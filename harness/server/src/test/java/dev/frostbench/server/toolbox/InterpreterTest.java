package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The code interpreter over WebSockets, in a real sandbox.
@Tag("sandbox")
class InterpreterTest {

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

    private static TestSocket start(Map<String, Object> request) throws Exception {
        TestSocket socket = TestSocket.open(URI.create(live.uri("/process/interpreter/execute").toString()
                .replaceFirst("^http", "ws")), Map.of());
        socket.socket().sendText(MAPPER.writeValueAsString(request), true).join();
        return socket;
    }

    private record Told(List<JsonNode> messages, TestSocket.Close close) {

        String all(String type) {
            StringBuilder text = new StringBuilder();
            for (JsonNode message : messages)
                if (message.get("type").stringValue().equals(type)) text.append(message.get("text").stringValue());
            return text.toString();
        }

        JsonNode error() {
            return messages.stream().filter(message -> message.get("type").stringValue().equals("error")).findFirst()
                    .orElseThrow();
        }
    }

    private static Told run(Map<String, Object> request) throws Exception {
        TestSocket socket = start(request);
        List<JsonNode> messages = new ArrayList<>();
        Object next = socket.next();
        for (; next instanceof String text; next = socket.next()) messages.add(MAPPER.readTree(text));
        return new Told(messages, (TestSocket.Close) next);
    }

    private static Told run(String code) throws Exception {
        return run(Map.of("code", code));
    }

    private static String context() throws Exception {
        return live.post("/process/interpreter/context", "{}").json().get("id").stringValue();
    }

    @Test
    void stateLastsInTheDefaultContextAndStreamsAreApart() throws Exception {
        assertThat(run("import os, sys\nx = 41").close().code()).isEqualTo(1000);
        Told told = run("print(x + 1, os.getcwd(), '\u00e9', flush=True)\nprint('bad', file=sys.stderr)\n"
                + "os.system('echo child')");
        assertThat(told.all("stdout")).isEqualTo("42 /work \u00e9\nchild\n");
        assertThat(told.all("stderr")).isEqualTo("bad\n");
        assertThat(told.all("control")).isEqualTo("completed");
        assertThat(told.close()).isEqualTo(new TestSocket.Close(1000, ""));
    }

    @Test
    void errorsAreToldWithTheLinesOfTheCode() throws Exception {
        Told told = run("def f():\n    return 1 / 0\nprint('first')\nf()");
        assertThat(told.all("stdout")).isEqualTo("first\n");
        assertThat(told.error().get("name").stringValue()).isEqualTo("ZeroDivisionError");
        assertThat(told.error().get("value").stringValue()).isEqualTo("division by zero");
        assertThat(told.error().get("traceback").stringValue()).contains("return 1 / 0").doesNotContain("exec(");
        assertThat(told.all("control")).isEqualTo("completed");
        assertThat(run("if").error().get("name").stringValue()).isEqualTo("SyntaxError");
        assertThat(run("raise SystemExit(3)").error().get("name").stringValue()).isEqualTo("SystemExit");
    }

    @Test
    void variablesOfACallAreGoneAfterIt() throws Exception {
        assertThat(run(Map.of("code", "import os; print(os.environ['A'], os.environ['SET_BY_SANDBOX'])", "envs",
                Map.of("A", "b"))).all("stdout")).isEqualTo("b yes\n");
        assertThat(run("import os; print('A' in os.environ)").all("stdout")).isEqualTo("False\n");
    }

    @Test
    void contextsDoNotSeeEachOtherAndEndWhenTheyAreDeleted() throws Exception {
        live.run("mkdir -p /work/sub");
        JsonNode made = live.post("/process/interpreter/context", "{\"cwd\":\"sub\"}").json();
        assertThat(made.get("cwd").stringValue()).isEqualTo("/work/sub");
        assertThat(made.get("language").stringValue()).isEqualTo("python");
        String id = made.get("id").stringValue();
        run(Map.of("code", "y = 1; import subprocess; subprocess.Popen(['sleep', '43210'])", "contextId", id));
        assertThat(run(Map.of("code", "import os; print(y, os.getcwd())", "contextId", id)).all("stdout"))
                .isEqualTo("1 /work/sub\n");
        assertThat(run("y").error().get("name").stringValue()).isEqualTo("NameError");
        assertThat(live.get("/process/interpreter/context").json().get("contexts").toString()).contains(id);
        assertThat(live.delete("/process/interpreter/context/" + id).status()).isEqualTo(204);
        assertThat(live.get("/process/interpreter/context").json().get("contexts").toString()).doesNotContain(id);
        assertThat(live.run("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).doesNotContain("sleep 43210");
        assertThat(run(Map.of("code", "1", "contextId", id)).close().code()).isEqualTo(4400);
        assertThat(live.delete("/process/interpreter/context/" + id).status()).isEqualTo(404);
    }

    @Test
    void codeThatTakesTooLongIsInterruptedAndItsStateStays() throws Exception {
        String id = context();
        run(Map.of("code", "z = 5", "contextId", id));
        Told late = run(Map.of("code", "import time\ntime.sleep(1000)", "contextId", id, "timeout", 1));
        assertThat(late.close().code()).isEqualTo(4008);
        assertThat(run(Map.of("code", "print(z)", "contextId", id)).all("stdout")).isEqualTo("5\n");
    }

    @Test
    void codeThatWillNotStopLosesItsInterpreter() throws Exception {
        String id = context();
        Told late = run(Map.of("code", """
                import time
                while True:
                    try: time.sleep(1000)
                    except KeyboardInterrupt: pass""", "contextId", id, "timeout", 1));
        assertThat(late.close().code()).isEqualTo(4008);
        assertThat(run(Map.of("code", "print('again')", "contextId", id)).all("stdout")).isEqualTo("again\n");
    }

    @Test
    void anInterpreterThatEndsIsToldAndBeginsAnew() throws Exception {
        String id = context();
        Told told = run(Map.of("code", "import os; os._exit(9)", "contextId", id));
        assertThat(told.error().get("name").stringValue()).isEqualTo("InterpreterError");
        assertThat(told.error().get("value").stringValue()).contains("code 9");
        assertThat(told.close().code()).isEqualTo(1000);
        assertThat(run(Map.of("code", "print('new')", "contextId", id)).all("stdout")).isEqualTo("new\n");
    }

    @Test
    void aClientThatLeavesTakesItsCodeAlong() throws Exception {
        String id = context();
        TestSocket socket = start(Map.of("code", "print('on', flush=True)\nwhile True: pass", "contextId", id));
        assertThat(socket.nextText()).contains("on");
        socket.socket().abort();
        assertThat(run(Map.of("code", "print('free')", "contextId", id)).all("stdout")).isEqualTo("free\n");
    }

    @Test
    void muchOutputAndBrokenStreamsDoNoHarm() throws Exception {
        String id = context();
        assertThat(run(Map.of("code", "print('x' * 3_000_000)", "contextId", id)).all("stdout")).hasSize(3_000_001);
        run(Map.of("code", "import os, sys; sys.stdout.close(); os.close(1); os.close(2)", "contextId", id));
        assertThat(run(Map.of("code", "print('whole')", "contextId", id)).all("stdout")).isEqualTo("whole\n");
    }

    @Test
    void badRequestsAndTooManyContextsAreTold() throws Exception {
        TestSocket socket = start(Map.of("no", "code"));
        assertThat(socket.close().code()).isEqualTo(4400);
        assertThat(socket.close().reason()).contains("code");
        assertThat(live.post("/process/interpreter/context", "{\"cwd\":\"/none\"}").status()).isEqualTo(404);
        List<String> made = new ArrayList<>();
        LiveToolbox.Answer answer = live.post("/process/interpreter/context", "{}");
        for (; answer.status() == 200 && made.size() < 100; answer = live.post("/process/interpreter/context", "{}"))
            made.add(answer.json().get("id").stringValue());
        assertThat(answer.status()).isEqualTo(429);
        for (String id : made) live.delete("/process/interpreter/context/" + id);
    }
}

package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Commands and code over HTTP, in a real sandbox.
@Tag("sandbox")
class ExecuteTest {

    private static LiveToolbox live;

    @BeforeAll
    static void open() throws Exception {
        live = new LiveToolbox();
    }

    @AfterAll
    static void close() throws Exception {
        live.close();
    }

    @Test
    void bothStreamsComeInOrderAndAFailingCommandIsNoError() throws Exception {
        LiveToolbox.Answer answer = live.post("/process/execute",
                "{\"command\":\"echo one; echo two >&2; echo three; exit 3\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(answer.json().get("exitCode").intValue()).isEqualTo(3);
        assertThat(answer.json().get("result").stringValue()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void relativeFoldersBeginAtTheWorkingDirectoryAndVariablesAreAdded() throws Exception {
        live.post("/files/folder?path=sub", "");
        JsonNode answer = live.post("/process/execute", """
                {"command":"pwd; echo $A $SET_BY_SANDBOX","cwd":"sub","envs":{"A":"b c"}}""").json();
        assertThat(answer.get("result").stringValue()).isEqualTo("/work/sub\nb c yes\n");
        assertThat(live.run("pwd")).isEqualTo("/work\n");
    }

    @Test
    void aCommandThatTakesTooLongIsKilledAndAnsweredWith408() throws Exception {
        LiveToolbox.Answer answer = live.post("/process/execute", "{\"command\":\"sleep 100\",\"timeout\":1}");
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("PROCESS_EXECUTION_TIMEOUT");
        assertThat(answer.json().get("source").stringValue()).isEqualTo("DAYTONA_DAEMON");
    }

    @Test
    void badRequestsAreNamedAsSuch() throws Exception {
        assertThat(live.post("/process/execute", "{}").status()).isEqualTo(400);
        assertThat(live.post("/process/execute", "[]").status()).isEqualTo(400);
        assertThat(live.post("/process/execute", "{\"command\":\"a\\u0000b\"}").status()).isEqualTo(400);
        assertThat(live.post("/process/execute", "{\"command\":\"true\",\"timeout\":-1}").status()).isEqualTo(400);
        assertThat(live.post("/process/execute", "{\"command\":\"true\",\"envs\":{\"A=B\":\"c\"}}").status())
                .isEqualTo(400);
        assertThat(live.post("/process/execute", "{\"command\":\"true\",\"cwd\":\"/a\\u0000b\"}").status())
                .isEqualTo(400);
    }

    @Test
    void aFolderThatIsNotThereIsTheCommandsOwnFailure() throws Exception {
        LiveToolbox.Answer answer = live.post("/process/execute", "{\"command\":\"true\",\"cwd\":\"/none\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("exitCode").intValue()).isNotZero();
        assertThat(answer.json().get("result").stringValue()).contains("/none");
    }

    @Test
    void pythonRunsAndTellsItsTraceback() throws Exception {
        JsonNode answer = live.post("/process/code-run", """
                {"code":"import sys\\nprint(sys.argv[1:], __name__)\\n1/0","language":"python","argv":["x"]}""").json();
        assertThat(answer.get("exitCode").intValue()).isEqualTo(1);
        assertThat(answer.get("result").stringValue()).contains("['x'] __main__", "ZeroDivisionError");
        assertThat(answer.get("artifacts").get("charts").isArray()).isTrue();
        assertThat(live.run("ls -A /tmp")).doesNotContain(".code-");
    }

    @Test
    void aLanguageThatTheSnapshotLacksIsToldAndNotTried() throws Exception {
        assertThat(live.run("command -v node tsx ts-node")).isEmpty();
        LiveToolbox.Answer answer = live.post("/process/code-run", "{\"code\":\"1\",\"language\":\"typescript\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("message").stringValue()).contains("tsx, ts-node or Node 22.6");
        assertThat(live.post("/process/code-run", "{\"code\":\"1\",\"language\":\"cobol\"}").status()).isEqualTo(400);
    }
}

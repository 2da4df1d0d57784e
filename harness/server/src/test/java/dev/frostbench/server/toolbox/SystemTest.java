package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The calls about a sandbox as a whole.
@Tag("sandbox")
class SystemTest {

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
    void theFoldersAreTheSandboxsOwn() throws Exception {
        assertThat(live.get("/work-dir").json().get("dir").stringValue()).isEqualTo("/work");
        assertThat(live.get("/user-home-dir").json().get("dir").stringValue())
                .isEqualTo(live.run("echo $HOME").strip());
    }

    @Test
    void variablesAreSetAndUnsetForLaterCommands() throws Exception {
        LiveToolbox.Answer answer = live.post("/env", "{\"set\":{\"A\":\"one\",\"B\":\"x-two\",\"C\":\"x-three\"}}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("A").stringValue()).isEqualTo("one");
        assertThat(answer.json().get("SET_BY_SANDBOX").stringValue()).isEqualTo("yes");
        assertThat(live.run("echo $A $B $C")).isEqualTo("one x-two x-three\n");
        JsonNode after = live.post("/env",
                "{\"set\":{\"B\":\"x-four\"},\"unset\":[\"A\",\"none\"],\"unsetValuePrefix\":\"x-\"}").json();
        assertThat(after.toString()).isEqualTo("{\"B\":\"x-four\",\"SET_BY_SANDBOX\":\"yes\"}");
        assertThat(live.run("echo $A $B $C")).isEqualTo("x-four\n");
        live.post("/env", "{\"unset\":[\"B\"]}");
    }

    @Test
    void variablesThatNoCommandCouldHaveAreRefusedWhole() throws Exception {
        assertThat(live.post("/env", "{\"set\":{\"GOOD\":\"1\",\"A=B\":\"c\"}}").status()).isEqualTo(400);
        assertThat(live.post("/env", "{\"set\":{\"GOOD\":1}}").status()).isEqualTo(400);
        assertThat(live.post("/env", "{\"set\":{\"GOOD\":\"" + "x".repeat(300_000) + "\"}}").status())
                .isEqualTo(413);
        assertThat(live.run("echo $GOOD")).isEqualTo("\n");
    }

    @Test
    void theUseOfTheSandboxIsTold() throws Exception {
        LiveToolbox.Answer answer = live.get("/system/metrics");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode use = answer.json();
        assertThat(use.get("cpuCount").intValue()).isEqualTo(Integer.parseInt(live.run("nproc").strip()));
        assertThat(use.get("cpuUsedPct").doubleValue()).isBetween(0.0, 100.0);
        assertThat(use.get("memUsed").longValue()).isBetween(100_000L, use.get("memTotal").longValue());
        assertThat(use.get("diskUsed").longValue()).isBetween(1L, use.get("diskTotal").longValue());
    }

    @Test
    void whatIsNotOfferedSaysSo() throws Exception {
        for (String path : new String[]{"/lsp/start", "/lsp/completions", "/computeruse/mouse/click"}) {
            LiveToolbox.Answer answer = live.post(path, "{}");
            assertThat(answer.status()).as(path).isEqualTo(501);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("NOT_IMPLEMENTED");
            assertThat(answer.json().get("source").stringValue()).isEqualTo("DAYTONA_DAEMON");
        }
        assertThat(live.get("/lsp/document-symbols?uri=x").status()).isEqualTo(501);
        assertThat(live.get("/computeruse/display/info").status()).isEqualTo(501);
    }
}

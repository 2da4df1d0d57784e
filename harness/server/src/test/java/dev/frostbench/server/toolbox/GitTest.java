package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Git over HTTP, by the git of a real sandbox.
@Tag("sandbox")
class GitTest {

    private static LiveToolbox live;

    @BeforeAll
    static void open() throws Exception {
        live = new LiveToolbox();
        WholeGit.bring(live);
    }

    @AfterAll
    static void close() throws Exception {
        live.close();
    }

    /// A repository `repo` with one commit on `main`, pushed to the bare repository `/work/far`.
    @BeforeEach
    void begin() throws Exception {
        live.run("rm -rf /work/* ~/.gitconfig ~/.git-credentials");
        ok(live.post("/git/init", "{\"path\":\"far\",\"bare\":true,\"initial_branch\":\"main\"}"));
        ok(live.post("/git/init", "{\"path\":\"repo\",\"initial_branch\":\"main\"}"));
        live.run("echo one > repo/a.txt");
        ok(live.post("/git/add", "{\"path\":\"repo\",\"files\":[\".\"]}"));
        commit("first");
        ok(live.post("/git/remotes", "{\"path\":\"repo\",\"name\":\"origin\",\"url\":\"file:///work/far\"}"));
        ok(live.post("/git/push", "{\"path\":\"repo\",\"set_upstream\":true}"));
    }

    private static void ok(LiveToolbox.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String commit(String message) throws Exception {
        LiveToolbox.Answer answer = live.post("/git/commit", "{\"path\":\"repo\",\"message\":\"" + message
                + "\",\"author\":\"Ann\",\"email\":\"ann@example.org\"}");
        ok(answer);
        return answer.json().get("hash").stringValue();
    }

    private static JsonNode status() throws Exception {
        LiveToolbox.Answer answer = live.get("/git/status?path=repo");
        ok(answer);
        return answer.json();
    }

    private static void fails(LiveToolbox.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).as(answer.text()).isEqualTo(code);
        assertThat(answer.json().get("source").stringValue()).isEqualTo("DAYTONA_DAEMON");
    }

    private static String entry(JsonNode status, String name) {
        for (JsonNode each : status.get("fileStatus"))
            if (each.get("name").stringValue().equals(name))
                return each.get("staging").stringValue() + "/" + each.get("worktree").stringValue() + "/"
                        + each.get("extra").stringValue();
        return "";
    }

    @Test
    void statusTellsEveryKindOfChangeAlsoInNamesThatNeedQuoting() throws Exception {
        live.run(
                "cd repo && seq 50 > long && seq 9 > gone && git add ."
                        + " && git -c user.name=A -c user.email=a@b commit -qm x");
        live.run("""
                cd repo && git mv long moved && git rm -q gone && echo two >> a.txt && git add a.txt && echo three >> a.txt
                printf x > "$(printf 'n\\303\\244 m\\te\\n\\"')" && mkdir sub && echo s > sub/deep""");
        JsonNode status = status();
        assertThat(status.get("currentBranch").stringValue()).isEqualTo("main");
        assertThat(status.get("upstream").stringValue()).isEqualTo("origin/main");
        assertThat(status.get("branchPublished").booleanValue()).isTrue();
        assertThat(status.get("ahead").intValue()).isEqualTo(1);
        assertThat(status.get("behind").intValue()).isZero();
        assertThat(entry(status, "moved")).isEqualTo("Renamed/Unmodified/long");
        assertThat(entry(status, "gone")).isEqualTo("Deleted/Unmodified/");
        assertThat(entry(status, "a.txt")).isEqualTo("Modified/Modified/");
        assertThat(entry(status, "nä m\te\n\"")).isEqualTo("Untracked/Untracked/");
        assertThat(entry(status, "sub/deep")).isEqualTo("Untracked/Untracked/");
        assertThat(status.get("fileStatus").size()).isEqualTo(5);
    }

    @Test
    void aCommitHasItsAuthorAndMessageAndAnEmptyOneMustBeAskedFor() throws Exception {
        live.run("echo two > repo/b.txt && cd repo && git add b.txt");
        String hash = commit("-second line\\n\\n# kept");
        assertThat(live.run("cd repo && git log -1 --format='%H|%an|%ae|%cn|%B'"))
                .isEqualTo(hash + "|Ann|ann@example.org|Ann|-second line\n\n# kept\n\n");
        String again = "{\"path\":\"repo\",\"message\":\"m\",\"author\":\"a\",\"email\":\"e\"";
        fails(live.post("/git/commit", again + "}"), 409, "CONFLICT");
        ok(live.post("/git/commit", again + ",\"allow_empty\":true}"));
        JsonNode history = live.get("/git/history?path=repo").json();
        assertThat(history.size()).isEqualTo(3);
        assertThat(history.get(1).get("message").stringValue()).startsWith("-second line\n\n# kept");
    }

    @Test
    void branchesAreMadeCheckedOutListedAndDeleted() throws Exception {
        ok(live.post("/git/branches", "{\"path\":\"repo\",\"name\":\"feature/x\"}"));
        JsonNode branches = live.get("/git/branches?path=repo").json();
        assertThat(branches.toString()).isEqualTo("{\"branches\":[\"feature/x\",\"main\"],\"current\":\"feature/x\"}");
        fails(live.post("/git/branches", "{\"path\":\"repo\",\"name\":\"main\"}"), 409, "GIT_BRANCH_EXISTS");
        fails(remove("feature/x"), 409, "CONFLICT");
        ok(live.post("/git/checkout", "{\"path\":\"repo\",\"branch\":\"main\"}"));
        ok(remove("feature/x"));
        fails(remove("feature/x"), 404, "GIT_BRANCH_NOT_FOUND");
        fails(live.post("/git/checkout", "{\"path\":\"repo\",\"branch\":\"none\"}"), 404, "GIT_BRANCH_NOT_FOUND");
    }

    private static LiveToolbox.Answer remove(String branch) throws Exception {
        return live.send(HttpRequest.newBuilder(live.uri("/git/branches"))
                .header("Content-Type", "application/json").method("DELETE", HttpRequest.BodyPublishers
                        .ofString("{\"path\":\"repo\",\"name\":\"" + branch + "\"}")));
    }

    @Test
    void aCheckoutThatWouldLoseChangesIsRefused() throws Exception {
        live.run("cd repo && git checkout -qb other && echo other > a.txt && git -c user.name=A -c user.email=a@b "
                + "commit -qam x && git checkout -q main && echo mine > a.txt");
        fails(live.post("/git/checkout", "{\"path\":\"repo\",\"branch\":\"other\"}"), 409, "GIT_DIRTY_WORKTREE");
        assertThat(live.run("cat repo/a.txt")).isEqualTo("mine\n");
        String hash = live.run("git -C repo rev-parse HEAD").strip();
        ok(live.post("/git/reset", "{\"path\":\"repo\",\"mode\":\"hard\"}"));
        ok(live.post("/git/checkout", "{\"path\":\"repo\",\"branch\":\"" + hash + "\"}"));
        assertThat(status().get("detached").booleanValue()).isTrue();
        assertThat(status().get("currentBranch").stringValue()).isEqualTo("HEAD");
        assertThat(live.get("/git/branches?path=repo").json().get("current").stringValue()).isEmpty();
    }

    @Test
    void resetAndRestoreTouchWhatTheyNameOnly() throws Exception {
        live.run("cd repo && echo two > a.txt && echo b > b.txt && git add .");
        ok(live.post("/git/reset", "{\"path\":\"repo\",\"files\":[\"b.txt\"]}"));
        assertThat(entry(status(), "b.txt")).isEqualTo("Untracked/Untracked/");
        assertThat(entry(status(), "a.txt")).isEqualTo("Modified/Unmodified/");
        ok(live.post("/git/restore", "{\"path\":\"repo\",\"files\":[\"a.txt\"],\"staged\":true}"));
        assertThat(entry(status(), "a.txt")).isEqualTo("Unmodified/Modified/");
        ok(live.post("/git/restore", "{\"path\":\"repo\",\"files\":[\"a.txt\"]}"));
        assertThat(live.run("cat repo/a.txt")).isEqualTo("one\n");
        fails(live.post("/git/reset", "{\"path\":\"repo\",\"target\":\"none\"}"), 404, "GIT_BRANCH_NOT_FOUND");
        assertThat(live.post("/git/reset", "{\"path\":\"repo\",\"mode\":\"odd\"}").status()).isEqualTo(400);
        assertThat(live.post("/git/restore", "{\"path\":\"repo\",\"files\":[]}").status()).isEqualTo(400);
    }

    @Test
    void aClonePullsWhatAnotherPushesAndConflictsAreTold() throws Exception {
        ok(live.post("/git/clone", "{\"url\":\"file:///work/far\",\"path\":\"deep/er/copy\"}"));
        live.run("cd repo && echo two > a.txt && git -c user.name=A -c user.email=a@b commit -qam two");
        ok(live.post("/git/push", "{\"path\":\"repo\"}"));
        ok(live.post("/git/pull", "{\"path\":\"deep/er/copy\"}"));
        assertThat(live.run("cat deep/er/copy/a.txt")).isEqualTo("two\n");
        live.run("cd repo && echo three > a.txt && git -c user.name=A -c user.email=a@b commit -qam three");
        ok(live.post("/git/push", "{\"path\":\"repo\",\"branch\":\"main\",\"remote\":\"origin\"}"));
        live.run("cd deep/er/copy && git config user.name A && git config user.email a@b && echo 3 > a.txt && "
                + "git commit -qam 3");
        fails(live.post("/git/push", "{\"path\":\"deep/er/copy\"}"), 409, "GIT_PUSH_REJECTED");
        fails(live.post("/git/pull", "{\"path\":\"deep/er/copy\"}"), 409, "GIT_MERGE_CONFLICT");
        assertThat(entry(live.get("/git/status?path=deep/er/copy").json(), "a.txt"))
                .isEqualTo("Updated but unmerged/Updated but unmerged/");
    }

    @Test
    void aCloneTakesABranchACommitOrADepth() throws Exception {
        String first = live.run("git -C repo rev-parse HEAD").strip();
        live.run("cd repo && echo two > a.txt && git -c user.name=A -c user.email=a@b commit -qam two && "
                + "git push -q origin main main:other");
        ok(live.post("/git/clone", "{\"url\":\"/work/far\",\"path\":\"b\",\"branch\":\"other\"}"));
        assertThat(live.run("git -C b branch --show-current")).isEqualTo("other\n");
        ok(live.post("/git/clone", "{\"url\":\"file:///work/far\",\"path\":\"d\",\"depth\":1}"));
        assertThat(live.run("git -C d rev-list --count HEAD")).isEqualTo("1\n");
        ok(live.post("/git/clone", "{\"url\":\"file:///work/far\",\"path\":\"c\",\"commit_id\":\"" + first + "\"}"));
        assertThat(live.run("git -C c rev-parse HEAD; cat c/a.txt")).isEqualTo(first + "\none\n");
        fails(live.post("/git/clone", "{\"url\":\"file:///work/far\",\"path\":\"x\",\"branch\":\"none\"}"), 404,
                "GIT_BRANCH_NOT_FOUND");
        fails(live.post("/git/clone", "{\"url\":\"file:///work/far\",\"path\":\"x\",\"commit_id\":\"" + "0".repeat(40)
                + "\"}"), 404, "GIT_BRANCH_NOT_FOUND");
        assertThat(live.run("ls x 2>&1")).contains("No such file");
        fails(live.post("/git/clone", "{\"url\":\"/work/far\",\"path\":\"repo\"}"), 409, "CONFLICT");
        assertThat(live.post("/git/clone", "{\"url\":\"/work/far\",\"path\":\"x\",\"depth\":0}").status())
                .isEqualTo(400);
    }

    @Test
    void remotesAndSettingsAreListedAndSet() throws Exception {
        String other = "{\"path\":\"repo\",\"name\":\"origin\",\"url\":\"https://example.org/a=b.git\"";
        fails(live.post("/git/remotes", other + "}"), 409, "CONFLICT");
        ok(live.post("/git/remotes", other + ",\"overwrite\":true}"));
        ok(live.post("/git/remotes", "{\"path\":\"repo\",\"name\":\"far.two\",\"url\":\"/work/far\",\"fetch\":true}"));
        assertThat(live.get("/git/remotes?path=repo").json().toString()).isEqualTo("{\"remotes\":["
                + "{\"name\":\"origin\",\"url\":\"https://example.org/a=b.git\"},"
                + "{\"name\":\"far.two\",\"url\":\"/work/far\"}]}");
        assertThat(live.run("git -C repo branch -r")).contains("far.two/main");
        assertThat(live.get("/git/config?key=alias.x").json().get("value").isNull()).isTrue();
        ok(live.post("/git/config", "{\"key\":\"alias.x\",\"value\":\"-one\\ntwo\"}"));
        assertThat(live.get("/git/config?key=alias.x").json().get("value").stringValue()).isEqualTo("-one\ntwo");
        ok(live.post("/git/config/user", "{\"name\":\"N\",\"email\":\"e\",\"scope\":\"local\",\"path\":\"repo\"}"));
        assertThat(live.run("git -C repo config --local user.name; git config --global user.name")).isEqualTo("N\n");
        ok(live.post("/git/config", "{\"key\":\"a.b\",\"value\":\"c\",\"scope\":\"system\"}"));
        assertThat(live.get("/git/config?key=a.b&scope=system").json().get("value").stringValue()).isEqualTo("c");
        assertThat(live.get("/git/config?key=none").status()).isEqualTo(400);
        assertThat(live.get("/git/config?key=a.b&scope=local").status()).isEqualTo(400);
        assertThat(live.get("/git/config?key=a.b&scope=odd").status()).isEqualTo(400);
    }

    @Test
    void whatIsNoRepositoryIsToldAndNoNameIsAnOption() throws Exception {
        fails(live.get("/git/status?path=none"), 404, "GIT_REPO_NOT_FOUND");
        fails(live.get("/git/status?path=/tmp"), 404, "GIT_REPO_NOT_FOUND");
        fails(live.get("/git/history?path=/tmp"), 404, "GIT_REPO_NOT_FOUND");
        fails(live.get("/git/remotes?path=/tmp"), 404, "GIT_REPO_NOT_FOUND");
        fails(live.post("/git/clone", "{\"url\":\"file:///none\",\"path\":\"x\"}"), 404, "GIT_REPO_NOT_FOUND");
        fails(live.post("/git/clone", "{\"url\":\"http://127.0.0.1:9/x\",\"path\":\"x\"}"), 502,
                "GIT_TRANSPORT_FAILED");
        assertThat(live.post("/git/clone", "{\"url\":\"--upload-pack=touch /tmp/bad\",\"path\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(live.post("/git/push", "{\"path\":\"repo\",\"remote\":\"--receive-pack=x\"}").status())
                .isEqualTo(400);
        assertThat(live.post("/git/checkout", "{\"path\":\"repo\",\"branch\":\"--orphan=x\"}").status())
                .isEqualTo(400);
        assertThat(live.post("/git/branches", "{\"path\":\"repo\",\"name\":\"-f\"}").status()).isEqualTo(400);
        assertThat(live.post("/git/status", "{}").status()).isEqualTo(404);
    }

    @Test
    void aSandboxWithoutGitSaysSo() throws Exception {
        String git = live.run("command -v git").strip();
        live.run("mv " + git + " /tmp/away");
        try {
            fails(live.get("/git/status?path=repo"), 422, "UNPROCESSABLE_ENTITY");
            assertThat(live.get("/git/status?path=repo").text()).contains("has no git");
        } finally {
            live.run("mv /tmp/away " + git);
        }
    }
}

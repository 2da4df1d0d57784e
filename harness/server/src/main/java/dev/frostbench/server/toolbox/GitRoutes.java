package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.git.GitProgram;
import dev.frostbench.server.toolbox.git.GitStatus;
import dev.frostbench.server.toolbox.git.Repository;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is done in one repository: its status, commits and branches.
record GitRoutes(Calls calls) implements HttpService {

    /// A call whose answer has no body.
    private interface Change {
        void make(Repository repository, Fields fields) throws IOException, InterruptedException;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/status", calls.of((toolbox, request, response) -> Json.send(response,
                json(asked(toolbox, request).status()))))
                .get("/history", calls.of(GitRoutes::history))
                .get("/branches", calls.of(GitRoutes::branches))
                .post("/init", calls.of(GitRoutes::init))
                .post("/commit", calls.of(GitRoutes::commit))
                .post("/add", of((repository, fields) -> repository.add(fields.list("files"))))
                .post("/branches", of((repository, fields) -> repository.makeBranch(fields.requiredText("name"))))
                .delete("/branches", of((repository, fields) -> repository.deleteBranch(fields.requiredText("name"))))
                .post("/checkout", of((repository, fields) -> repository.checkOut(fields.requiredText("branch"))))
                .post("/reset", of((repository, fields) -> repository.reset(fields.text("mode"),
                        fields.text("target"), fields.list("files"))))
                .post("/restore", of((repository, fields) -> repository.restore(fields.list("files"),
                        fields.flag("staged").orElse(false), fields.flag("worktree").orElse(false),
                        fields.text("source"))));
    }

    private Handler of(Change change) {
        return calls.of((toolbox, request, response) -> {
            Fields fields = new Fields(Json.body(request));
            change.make(Repository.at(git(toolbox), fields.requiredText("path")), fields);
            response.status(200).send();
        });
    }

    static GitProgram git(Toolbox toolbox) {
        return new GitProgram(toolbox.inside());
    }

    static Repository asked(Toolbox toolbox, ServerRequest request) throws IOException, InterruptedException {
        return Repository.at(git(toolbox), Calls.required(request, "path"));
    }

    private static ObjectNode json(GitStatus status) {
        ObjectNode answer = Json.object().put("currentBranch", status.branch()).put("detached", status.detached())
                .put("upstream", status.upstream()).put("branchPublished", status.published())
                .put("ahead", status.ahead()).put("behind", status.behind());
        ArrayNode files = answer.putArray("fileStatus");
        status.entries().forEach(entry -> files.addObject().put("name", entry.name()).put("staging", entry.staging())
                .put("worktree", entry.worktree()).put("extra", entry.extra()));
        return answer;
    }

    private static void history(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        asked(toolbox, request).history().forEach(commit -> answer.addObject().put("hash", commit.hash())
                .put("author", commit.author()).put("email", commit.email()).put("timestamp", commit.time())
                .put("message", commit.text()));
        Json.send(response, answer);
    }

    private static void branches(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Repository repository = asked(toolbox, request);
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("branches");
        repository.branches().forEach(names::add);
        Json.send(response, answer.put("current", repository.current()));
    }

    private static void init(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        Repository.init(git(toolbox), fields.requiredText("path"), fields.flag("bare").orElse(false),
                fields.text("initial_branch"));
        response.status(200).send();
    }

    private static void commit(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        String hash = Repository.at(git(toolbox), fields.requiredText("path")).commit(fields.requiredText("message"),
                fields.requiredText("author"), fields.requiredText("email"),
                fields.flag("allow_empty").orElse(false));
        Json.send(response, Json.object().put("hash", hash));
    }
}

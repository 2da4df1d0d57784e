package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.git.GitConfig;
import dev.frostbench.server.toolbox.git.GitProgram;
import dev.frostbench.server.toolbox.git.Remotes;
import dev.frostbench.server.toolbox.git.Repository;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What repositories exchange with others, and the settings of git.
record GitExchangeRoutes(Calls calls) implements HttpService {

    /// A call whose answer has no body.
    private interface Change {
        void make(GitProgram git, Fields fields) throws IOException, InterruptedException;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/clone", of(GitExchangeRoutes::clone))
                .post("/push", of((git, fields) -> remotes(git, fields).push(exchange(fields),
                        fields.flag("set_upstream").orElse(false))))
                .post("/pull", of((git, fields) -> remotes(git, fields).pull(exchange(fields))))
                .get("/remotes", calls.of(GitExchangeRoutes::list))
                .post("/remotes", of((git, fields) -> remotes(git, fields).add(fields.requiredText("name"),
                        fields.requiredText("url"), fields.flag("fetch").orElse(false),
                        fields.flag("overwrite").orElse(false))))
                .get("/config", calls.of(GitExchangeRoutes::value))
                .post("/config", of((git, fields) -> config(git, fields).set(fields.requiredText("key"),
                        fields.requiredText("value"))))
                .post("/config/user", of((git, fields) -> config(git, fields).setUser(fields.requiredText("name"),
                        fields.requiredText("email"))))
                .post("/credentials", of((git, fields) -> GitConfig.keepLogin(git,
                        given(fields, "protocol").orElse("https"), given(fields, "host").orElse("github.com"),
                        fields.requiredText("username"), fields.requiredText("password"))));
    }

    private Handler of(Change change) {
        return calls.of((toolbox, request, response) -> {
            change.make(GitRoutes.git(toolbox), new Fields(Json.body(request)));
            response.status(200).send();
        });
    }

    private static Optional<String> given(Fields fields, String name) {
        return fields.text(name).filter(text -> !text.isEmpty());
    }

    private static Remotes remotes(GitProgram git, Fields fields) throws IOException, InterruptedException {
        return new Remotes(Repository.at(git, fields.requiredText("path")));
    }

    private static GitConfig config(GitProgram git, Fields fields) throws IOException, InterruptedException {
        return GitConfig.of(git, given(fields, "scope").orElse("global"), fields.text("path"));
    }

    private static Remotes.Exchange exchange(Fields fields) {
        return new Remotes.Exchange(given(fields, "remote"), given(fields, "branch"), given(fields, "username"),
                given(fields, "password"));
    }

    private static void clone(GitProgram git, Fields fields) throws IOException, InterruptedException {
        Remotes.clone(git, new Remotes.Clone(fields.requiredText("url"), fields.requiredText("path"),
                given(fields, "branch"), given(fields, "commit_id"), given(fields, "username"),
                given(fields, "password"), fields.number("depth"), fields.flag("insecure_skip_tls").orElse(false)));
    }

    private static void list(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        ObjectNode answer = Json.object();
        ArrayNode remotes = answer.putArray("remotes");
        new Remotes(GitRoutes.asked(toolbox, request)).list().forEach((name, address) -> remotes.addObject()
                .put("name", name).put("url", address));
        Json.send(response, answer);
    }

    private static void value(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        GitConfig config = GitConfig.of(GitRoutes.git(toolbox),
                Calls.query(request, "scope").filter(text -> !text.isEmpty()).orElse("global"),
                Calls.query(request, "path"));
        Json.send(response, Json.object().put("value", config.value(Calls.required(request, "key")).orElse(null)));
    }
}

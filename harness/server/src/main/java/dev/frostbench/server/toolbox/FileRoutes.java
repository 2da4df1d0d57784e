package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.files.Described;
import dev.frostbench.server.toolbox.files.FileCalls;
import dev.frostbench.server.toolbox.files.FileSearch;
import dev.frostbench.server.toolbox.inside.Refusals;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Files looked at, changed and searched.
record FileRoutes(Calls calls) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", calls.of(FileRoutes::list))
                .delete("/", calls.of(FileRoutes::delete))
                .get("/info", calls.of((toolbox, request, response) -> Json.send(response,
                        json(files(toolbox).info(Calls.required(request, "path"))))))
                .post("/folder", calls.of(FileRoutes::makeFolder))
                .post("/permissions", calls.of(FileRoutes::change))
                .post("/move", calls.of(FileRoutes::move))
                .get("/find", calls.of(FileRoutes::find))
                .get("/search", calls.of(FileRoutes::search))
                .post("/replace", calls.of(FileRoutes::replace));
    }

    private static FileCalls files(Toolbox toolbox) {
        return new FileCalls(toolbox.inside());
    }

    private static void list(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        String path = Calls.query(request, "path").filter(text -> !text.isEmpty()).orElse(toolbox.workdir());
        String depth = Calls.query(request, "depth").orElse("1");
        if (!depth.matches("\\d{1,5}")) throw Refusals.badRequest("'depth' must be a whole number from 1");
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        files(toolbox).list(path, Integer.parseInt(depth)).forEach(file -> answer.add(json(file)));
        Json.send(response, answer);
    }

    private static ObjectNode json(Described file) {
        String time = file.entry().modified().toString();
        return Json.object().put("name", file.entry().name()).put("path", file.path()).put("isDir", file.folder())
                .put("size", file.entry().size()).put("mode", file.letters()).put("modTime", time)
                .put("modifiedAt", time).put("permissions", file.octal()).put("owner", file.owner())
                .put("group", file.group());
    }

    private static void delete(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        boolean recursive = Calls.query(request, "recursive").filter(text -> text.equalsIgnoreCase("true"))
                .isPresent();
        files(toolbox).delete(Calls.required(request, "path"), recursive);
        response.status(204).send();
    }

    private static void makeFolder(Toolbox toolbox, ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        files(toolbox).makeFolder(Calls.required(request, "path"), Calls.query(request, "mode").orElse(""));
        response.status(201).send();
    }

    private static void change(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        files(toolbox).change(Calls.required(request, "path"), given(request, "mode"), given(request, "owner"),
                given(request, "group"));
        response.status(200).send();
    }

    private static Optional<String> given(ServerRequest request, String name) {
        return Calls.query(request, name).filter(text -> !text.isEmpty());
    }

    private static void move(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        files(toolbox).move(Calls.required(request, "source"), Calls.required(request, "destination"));
        response.status(200).send();
    }

    private static void find(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        new FileSearch(toolbox.inside()).find(Calls.required(request, "path"), Calls.required(request, "pattern"))
                .forEach(line -> answer.addObject().put("file", line.file()).put("line", line.line())
                        .put("content", line.content()));
        Json.send(response, answer);
    }

    private static void search(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        ObjectNode answer = Json.object();
        ArrayNode files = answer.putArray("files");
        new FileSearch(toolbox.inside()).search(Calls.required(request, "path"), Calls.required(request, "pattern"))
                .forEach(files::add);
        Json.send(response, answer);
    }

    private static void replace(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        new FileSearch(toolbox.inside())
                .replace(fields.list("files"), fields.requiredText("pattern"), fields.text("newValue").orElse(""))
                .forEach(done -> {
                    ObjectNode one = answer.addObject().put("file", done.file()).put("success", done.error().isEmpty());
                    done.error().ifPresent(error -> one.put("error", error));
                });
        Json.send(response, answer);
    }
}

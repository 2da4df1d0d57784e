package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.files.BulkDownload;
import dev.frostbench.server.toolbox.files.BulkUpload;
import dev.frostbench.server.toolbox.files.Downloads;
import dev.frostbench.server.toolbox.files.Multipart;
import dev.frostbench.server.toolbox.files.Signature;
import dev.frostbench.server.toolbox.files.Uploads;
import dev.frostbench.server.toolbox.inside.Refusals;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Files that come in and go out: many in one call, or one by a signed URL.
record TransferRoutes(Calls calls, SignedTarget signed) implements HttpService {

    private static final int MOST_PATHS = 20_000;

    @Override
    public void routing(HttpRules rules) {
        rules.post("/bulk-upload", calls.of(TransferRoutes::uploadMany))
                .post("/bulk-download", calls.of(TransferRoutes::downloadMany))
                .get("/download", (request, response) -> Calls.answer(TransferRoutes::download,
                        owner(request, "GET"), request, response))
                .post("/upload-v2", (request, response) -> Calls.answer(TransferRoutes::upload,
                        owner(request, "POST"), request, response))
                .post("/upload", (request, response) -> Calls.answer(TransferRoutes::upload,
                        owner(request, "POST"), request, response));
    }

    /// The sandbox of a signed URL, or of a caller with a key.
    private Toolbox owner(ServerRequest request, String method) {
        Optional<String> signature = Calls.query(request, "signature");
        if (signature.isEmpty()) return calls.target().of(request);
        String expires = Calls.query(request, "expires").filter(text -> !text.isEmpty()).orElse("0");
        if (!expires.matches("\\d{1,18}")) throw Refusals.badRequest("'expires' must be seconds since 1970");
        String sandbox = Calls.segment(request, "sandbox");
        new Signature(method, Calls.required(request, "path"), Long.parseLong(expires)).require(signature.get(),
                signed.signingKey(sandbox), Instant.now());
        return signed.of(sandbox);
    }

    private static Multipart body(ServerRequest request, InputStream in) throws IOException {
        return new Multipart(request.headers().first(HeaderNames.CONTENT_TYPE).orElse(""), in);
    }

    private static void uploadMany(Toolbox toolbox, ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        try (InputStream in = request.content().inputStream()) {
            new BulkUpload(new Uploads(toolbox.inside())).read(body(request, in));
        }
        response.status(200).send();
    }

    private static void upload(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        String path = Calls.required(request, "path");
        boolean[] found = {false};
        try (InputStream in = request.content().inputStream()) {
            body(request, in).read((name, content) -> {
                if (found[0] || !name.equals("file")) return;
                found[0] = true;
                new Uploads(toolbox.inside()).write(path, content);
            });
        }
        if (!found[0]) throw Refusals.badRequest("the body has no part 'file'");
        response.status(200).send();
    }

    private static void downloadMany(Toolbox toolbox, ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        List<String> paths = new Fields(Json.body(request)).list("paths");
        if (paths.isEmpty()) throw Refusals.badRequest("'paths' must name at least one file");
        if (paths.size() > MOST_PATHS) throw Refusals.tooMuch("'paths' names more than " + MOST_PATHS + " files");
        var download = new BulkDownload(new Downloads(toolbox.inside()));
        response.header(HeaderNames.CONTENT_TYPE, download.contentType());
        try (OutputStream out = response.outputStream()) {
            download.send(paths, TransferRoutes::error, out);
        }
    }

    private static byte[] error(ApiFailure failure) {
        return Json.object().put("statusCode", failure.status()).put("message", failure.getMessage())
                .put("code", failure.code()).put("source", failure.source().word()).toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void download(Toolbox toolbox, ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        Downloads.Opened file = new Downloads(toolbox.inside()).open(Calls.required(request, "path"));
        response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment");
        file.length().ifPresent(response::contentLength);
        try (OutputStream out = response.outputStream()) {
            file.send(out);
        }
    }
}

package dev.frostbench.server.toolbox.files;

import dev.frostbench.server.http.ApiFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Many files in one answer of the type `multipart/form-data`: for each path a part `file`, or a part `error` with why
/// there is none.
public final class BulkDownload {

    private final Downloads downloads;
    private final String boundary = "frostbench-" + UUID.randomUUID();

    /// The body of a part that says why a file is missing.
    public interface ErrorBody {
        byte[] of(ApiFailure failure);
    }

    public BulkDownload(Downloads downloads) {
        this.downloads = downloads;
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    public void send(List<String> paths, ErrorBody errors, OutputStream into) throws IOException,
            InterruptedException {
        for (String path : paths) {
            try {
                send(path, downloads.open(path), into);
            } catch (ApiFailure failure) {
                byte[] body = errors.of(failure);
                head("error", path, "application/json", body.length, into);
                into.write(body);
            }
            text("\r\n", into);
        }
        text("--" + boundary + "--\r\n", into);
    }

    private void send(String path, Downloads.Opened file, OutputStream into) throws IOException,
            InterruptedException {
        head("file", path, "application/octet-stream", file.length().orElse(-1), into);
        file.send(into);
    }

    private void head(String name, String path, String type, long length, OutputStream into) throws IOException {
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; " + fileName(path)
                + "\r\nContent-Type: " + type + "\r\n" + (length < 0 ? "" : "Content-Length: " + length + "\r\n")
                + "\r\n", into);
    }

    /// The path as it was asked for. Beyond ASCII it is told twice, for SDKs read only one of both forms each.
    static String fileName(String path) {
        StringBuilder plain = new StringBuilder();
        boolean ascii = true;
        for (int at = 0; at < path.length(); at++) {
            char letter = path.charAt(at);
            if (letter < ' ' || letter > '~') {
                ascii = false;
                plain.append('_');
            } else {
                if (letter == '"' || letter == '\\') plain.append('\\');
                plain.append(letter);
            }
        }
        String quoted = "filename=\"" + plain + "\"";
        return ascii ? quoted
                : quoted + "; filename*=UTF-8''"
                        + URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    private static void text(String text, OutputStream into) throws IOException {
        into.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

package dev.frostbench.server.toolbox.files;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Many files in one body: a text part `files[i].path` for each, and somewhere after it a part `files[i].file`.
///
/// A file that cannot be written does not keep the others from being written. The whole body is read before the answer,
/// because a client that still writes would not read it.
public final class BulkUpload {

    private static final Pattern NAME = Pattern.compile("files\\[(\\d{1,6})]\\.(path|file)");
    private static final int MOST_PROBLEMS = 20;

    private final Uploads uploads;
    private final Map<String, String> paths = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int written;

    public BulkUpload(Uploads uploads) {
        this.uploads = uploads;
    }

    /// @throws ApiFailure 400 that names every file that could not be written
    public void read(Multipart multipart) throws IOException, InterruptedException {
        multipart.read(this::part);
        for (String path : paths.values()) problem("there is a path without a file: " + path);
        if (written == 0 && problems.isEmpty()) problem("the body has no file");
        if (!problems.isEmpty()) throw Refusals.badRequest(String.join("; ", problems));
    }

    private void part(String name, InputStream content) throws IOException, InterruptedException {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) return;
        String index = matcher.group(1);
        if (matcher.group(2).equals("path")) {
            path(index, content.readNBytes(Multipart.LONGEST_TEXT));
            return;
        }
        String path = paths.remove(index);
        if (path == null) problem("files[" + index + "].file has no files[" + index + "].path before it");
        else
            write(path, content);
    }

    private void path(String index, byte[] text) {
        if (text.length == Multipart.LONGEST_TEXT) problem("files[" + index + "].path is too long");
        else if (paths.put(index, new String(text, StandardCharsets.UTF_8)) != null)
            problem("files[" + index + "].path is there twice");
    }

    private void write(String path, InputStream content) throws IOException, InterruptedException {
        try {
            uploads.write(path, content);
            written++;
        } catch (ApiFailure failure) {
            problem(failure.getMessage());
            content.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void problem(String text) {
        if (problems.size() < MOST_PROBLEMS) problems.add(text);
    }
}

package dev.frostbench.server.toolbox.files;

import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;

/// A `multipart/form-data` body, read part by part as it comes.
public final class Multipart {

    /// Bytes of the longest part that is text.
    static final int LONGEST_TEXT = 8192;
    private static final int MOST_PARTS = 20_000;
    private static final int LONGEST_HEADERS = 16 << 10;
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200})).*",
            Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile(
            "(?im)^content-disposition:\\s*form-data\\b[^\\r\\n]*?;\\s*name=(?:\"([^\"\\r\\n]*)\"|([^\\s;\"]+))");

    private final MultipartInput input;

    /// Gets each part.
    public interface Reader {

        /// @param content what is left of it is skipped
        void part(String name, InputStream content) throws IOException, InterruptedException;
    }

    /// @param type the content type of the body, which names the boundary
    public Multipart(String type, InputStream body) throws IOException {
        Matcher matcher = BOUNDARY.matcher(type);
        if (!matcher.matches()) throw Refusals.badRequest("the body must be multipart/form-data with a boundary");
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        try {
            input = MultipartInput.builder().setInputStream(body).setBufferSize(1 << 16)
                    .setMaxPartHeaderSize(LONGEST_HEADERS)
                    .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1)).get();
            input.setHeaderCharset(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.badRequest("the boundary of the body cannot be used: " + wrong.getMessage());
        }
    }

    public void read(Reader reader) throws IOException, InterruptedException {
        try {
            boolean more = input.skipPreamble();
            for (int parts = 0; more; parts++) {
                if (parts >= MOST_PARTS) throw Refusals.tooMuch("the body has more than " + MOST_PARTS + " parts");
                part(reader);
                more = input.readBoundary();
            }
        } catch (FileUploadException malformed) {
            throw Refusals.badRequest("the body is no whole multipart/form-data: " + malformed.getMessage());
        }
    }

    private void part(Reader reader) throws IOException, InterruptedException {
        Matcher name = NAME.matcher(input.readHeaders());
        if (!name.find()) {
            input.discardBodyData();
            return;
        }
        try (InputStream content = input.newInputStream()) {
            reader.part(name.group(1) == null ? name.group(2) : name.group(1), content);
        }
    }
}

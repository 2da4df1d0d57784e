package dev.frostbench.suites.dataset;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One JSON value as a file: a list of rows, or an object of rows by id. One row is in memory at a time.
final class JsonTree {

    /// The longest text of a value, equal to the longest line.
    private static final int LONGEST_TEXT = 1 << 28;
    /// Reads a value that others follow, with no key twice. `NaN` and `Infinity` are numbers, since Python writes them
    /// so.
    static final JsonMapper LENIENT = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build()).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    /// Reads a value that nothing follows, with no key twice.
    static final JsonMapper STRICT = LENIENT.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonTree() {}

    static void read(DataFile file, String idField, Rows.Sink sink) {
        try (Reader reader = reader(file); JsonParser parser = LENIENT.createParser(reader)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) list(parser, sink);
            else if (first == JsonToken.START_OBJECT) object(parser, idField, sink);
            else
                throw file.bad("is no list and no object", "write a list of rows");
            if (parser.nextToken() != null)
                sink.problem(line(parser), "the file", "goes on after its value",
                        "write one list, or a row a line as .jsonl");
        } catch (JacksonException e) {
            throw refused(file, e);
        } catch (IOException broken) {
            throw file.broken(broken);
        }
    }

    private static void list(JsonParser parser, Rows.Sink sink) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = line(parser);
            sink.row(line, LENIENT.readTree(parser));
        }
    }

    /// Reads rows by id, or one row over several lines: then its first value is no object.
    private static void object(JsonParser parser, String idField, Rows.Sink sink) {
        ObjectNode alone = null;
        int first = line(parser);
        for (boolean begun = false; parser.nextToken() != JsonToken.END_OBJECT; begun = true) {
            String id = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            JsonNode row = LENIENT.readTree(parser);
            if (!begun && !row.isObject()) alone = LENIENT.createObjectNode();
            if (alone != null) alone.set(id, row);
            else {
                if (row instanceof ObjectNode fields && !fields.has(idField)) fields.put(idField, id);
                sink.row(line, row);
            }
        }
        if (alone != null) sink.row(first, alone);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static Reader reader(DataFile file) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8.newDecoder()),
                1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') reader.reset();
        return reader;
    }

    private static BadInput refused(DataFile file, JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException broken) return file.broken(broken);
        }
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        var fault = JsonFault.of(e);
        return new BadInput(Problem.at(file.name(), line, "the file", fault.wrong(), fault.cure()));
    }
}

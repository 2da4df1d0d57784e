package dev.frostbench.suites.dataset;

import com.github.luben.zstd.ZstdInputStream;
import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a JSONL or JSON file, in order; `.gz` and `.zst` are unpacked.
public record Rows(String file, List<Row> rows, List<Problem> problems) {

    /// @param line from 1; for a JSON list or object, the row's number
    public record Row(int line, ObjectNode fields) {}

    public Rows {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /// Reads everything; throws `BadInput` where the file itself cannot be read, else keeps problems by line.
    ///
    /// @param idField where a JSON object by id is written, the field its keys become
    public static Rows read(Path path, String idField) {
        String file = path.toString();
        if (Files.isDirectory(path)) throw bad(file, "is a folder", "name a file");
        if (!Files.exists(path)) throw bad(file, "does not exist", "check the path");
        byte[] bytes = unpacked(path, file);
        var rows = new ArrayList<Row>();
        var problems = new ArrayList<Problem>();
        String name = path.getFileName().toString().replaceAll("\\.(gz|zst)$", "");
        if (name.endsWith(".parquet")) throw bad(file, "is Parquet, which is not read yet", "convert it to JSONL");
        if (name.endsWith(".json") && !isLines(bytes)) whole(file, bytes, idField, rows, problems);
        else lines(file, bytes, rows, problems);
        if (rows.isEmpty() && problems.isEmpty()) throw bad(file, "has no rows", "check that it is the right file");
        return new Rows(file, rows, problems);
    }

    private static boolean isLines(byte[] bytes) {
        String first = new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
        try {
            return first.startsWith("{") && first.endsWith("}") && new String(bytes, StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank()).count() > 1 && JsonMapper.shared().readTree(first).isObject();
        } catch (JacksonException _) {
            return false;
        }
    }

    private static void lines(String file, byte[] bytes, List<Row> rows, List<Problem> problems) {
        int line = 0;
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') end++;
            line++;
            try {
                var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
                if (!decoded.toString().isBlank()) row(file, line, parse(decoded.toString()), rows, problems);
            } catch (CharacterCodingException _) {
                problems.add(Problem.at(file, line, "the line", "is not UTF-8", "save the file as UTF-8"));
            } catch (JacksonException e) {
                problems.add(Problem.at(file, line, "the line", "is not valid JSON (" + e.getOriginalMessage() + ")",
                        "mend or remove it"));
            }
            start = end + 1;
        }
    }

    private static void whole(String file, byte[] bytes, String idField, List<Row> rows, List<Problem> problems) {
        try {
            var tree = parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            int number = 0;
            if (tree.isArray()) for (JsonNode item : tree) row(file, ++number, item, rows, problems);
            else if (tree.isObject()) {
                for (var entry : tree.properties()) {
                    if (entry.getValue() instanceof ObjectNode item && !item.has(idField)) item.put(idField, entry.getKey());
                    row(file, ++number, entry.getValue(), rows, problems);
                }
            } else throw bad(file, "is no list and no object", "write a list of rows");
        } catch (CharacterCodingException _) {
            throw bad(file, "is not UTF-8", "save the file as UTF-8");
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadInput(Problem.at(file, line, "the file", "is not valid JSON (" + e.getOriginalMessage() + ")",
                    "mend it"));
        }
    }

    private static JsonNode parse(String text) {
        return STRICT.readTree(text);
    }

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(tools.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static void row(String file, int line, JsonNode node, List<Row> rows, List<Problem> problems) {
        if (node instanceof ObjectNode object) rows.add(new Row(line, object));
        else problems.add(Problem.at(file, line, "the row", "is no JSON object", "write `{\"field\": value, …}`"));
    }

    private static byte[] unpacked(Path path, String file) {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw bad(file, "cannot be read or is torn (" + e.getMessage() + ")", "fetch or write it again");
        }
    }

    private static InputStream open(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (path.toString().endsWith(".gz")) return new GZIPInputStream(new ByteArrayInputStream(bytes));
        if (path.toString().endsWith(".zst")) return new ZstdInputStream(new ByteArrayInputStream(bytes));
        return new ByteArrayInputStream(bytes);
    }

    private static BadInput bad(String file, String wrong, String cure) {
        return new BadInput(Problem.of(file, "the file", wrong, cure));
    }
}

package dev.frostbench.suites.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/// JSONL: one row a line. Blank lines are numbered but are no rows.
final class JsonLines {

    private JsonLines() {}

    static void read(DataFile file, Rows.Sink sink) {
        try (InputStream in = file.open()) {
            var lines = new ByteLines(in);
            for (ByteBuffer line = lines.next(); line != null; line = lines.next()) row(line, lines.number(), sink);
        } catch (IOException broken) {
            throw file.broken(broken);
        }
    }

    private static void row(ByteBuffer line, int number, Rows.Sink sink) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(line).toString();
            if (number == 1 && text.startsWith("\uFEFF")) text = text.substring(1);
            if (!text.isBlank()) sink.row(number, JsonTree.STRICT.readTree(text));
        } catch (CharacterCodingException _) {
            sink.problem(number, "the line", "is not UTF-8", "save the file as UTF-8");
        } catch (JacksonException e) {
            var fault = JsonFault.of(e);
            sink.problem(number, "the line", fault.wrong(), fault.cure());
        }
    }
}

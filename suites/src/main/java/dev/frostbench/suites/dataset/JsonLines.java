package dev.frostbench.suites.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// JSONL: one row a line. Blank lines are numbered but are no rows. All processors read lines, a few at a time, and the
/// rows come in the file's order.
final class JsonLines {

    private static final char REPLACED = '\uFFFD';

    /// What a line says, to be told in its turn.
    private interface Found {
        void tell(Rows.Sink sink);
    }

    private JsonLines() {}

    static void read(DataFile file, Rows.Sink sink) {
        try (InputStream in = file.open()) {
            var lines = new ByteLines(in);
            InOrder.each(lines::some, JsonLines::found, found -> found.tell(sink));
        } catch (IOException broken) {
            throw file.broken(broken);
        }
    }

    private static Found found(ByteLines.Line line) {
        int number = line.number();
        try {
            String text = text(line.text());
            if (number == 1 && text.startsWith("\uFEFF")) text = text.substring(1);
            if (text.isBlank()) return _ -> {};
            JsonNode row = JsonTree.STRICT.readTree(text);
            return sink -> sink.row(number, row);
        } catch (CharacterCodingException _) {
            return sink -> sink.problem(number, "the line", "is not UTF-8", "save the file as UTF-8");
        } catch (JacksonException e) {
            var fault = JsonFault.of(e);
            return sink -> sink.problem(number, "the line", fault.wrong(), fault.cure());
        }
    }

    /// Throws if the bytes are not UTF-8. Only a text that shows a replaced character needs the slow look.
    private static String text(byte[] line) throws CharacterCodingException {
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACED) >= 0) StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
        return text;
    }
}

package dev.frostbench.suites.dataset;

import dev.frostbench.documents.BadInput;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Parquet, as the Hugging Face hub stores data sets. Structures, lists and maps become JSON.
final class ParquetRows {

    private static final Set<CompressionCodec> READ = EnumSet.of(CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY,
            CompressionCodec.ZSTD, CompressionCodec.GZIP);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Kept in a field so that its level stays. At its start the library logs how it will work.
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    private ParquetRows() {}

    static void read(DataFile file, Rows.Sink sink) {
        int number = 0;
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file.path()))) {
            compressed(reader, file);
            try (RowReader rows = reader.rowReader()) {
                while (rows.hasNext()) {
                    rows.next();
                    sink.row(++number, fields(rows));
                }
            }
        } catch (BadInput unusable) {
            throw unusable;
        } catch (AccessDeniedException shut) {
            throw file.broken(shut);
        } catch (IOException | RuntimeException | LinkageError broken) {
            throw file.bad("is no sound Parquet file" + (number == 0 ? "" : ": it breaks after row " + number),
                    "fetch it again, or convert it to JSONL");
        }
    }

    /// Names the compression of a file if that cannot be read.
    private static void compressed(ParquetFileReader reader, DataFile file) {
        var unread = new TreeSet<String>();
        for (RowGroup group : reader.getFileMetaData().rowGroups())
            for (ColumnChunk column : group.columns()) {
                var codec = column.metaData().codec();
                if (!READ.contains(codec)) unread.add(codec.name());
            }
        if (!unread.isEmpty())
            throw file.bad("is compressed by " + String.join(" and ", unread) + ", which is not read",
                    "write it again with Snappy, Zstandard or gzip, e.g. pyarrow.parquet.write_table(table, file,"
                            + " compression='zstd'), or as JSONL");
    }

    private static ObjectNode fields(StructAccessor row) {
        ObjectNode fields = JSON.objectNode();
        for (int at = 0; at < row.getFieldCount(); at++)
            fields.set(row.getFieldName(at), row.isNull(at) ? JSON.nullNode() : value(row.getValue(at)));
        return fields;
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case String text -> JSON.stringNode(text);
            case Boolean is -> JSON.booleanNode(is);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case BigDecimal number -> JSON.numberNode(number);
            case byte[] bytes -> bytes(bytes);
            case PqStruct struct -> fields(struct);
            case PqList list -> list(list);
            case PqMap map -> map(map);
            default -> JSON.stringNode(value.toString()); // dates, times and UUIDs in their ISO forms
        };
    }

    private static ArrayNode list(PqList list) {
        ArrayNode items = JSON.arrayNode();
        for (int at = 0; at < list.size(); at++) items.add(list.isNull(at) ? JSON.nullNode() : value(list.get(at)));
        return items;
    }

    private static ObjectNode map(PqMap map) {
        ObjectNode fields = JSON.objectNode();
        for (var entry : map.getEntries())
            fields.set(String.valueOf(entry.getKey()), entry.isValueNull() ? JSON.nullNode() : value(entry.getValue()));
        return fields;
    }

    /// Some writers do not mark a column of text as text.
    private static JsonNode bytes(byte[] bytes) {
        try {
            return JSON.stringNode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return JSON.binaryNode(bytes);
        }
    }
}

package dev.frostbench.suites.dataset;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A file of rows on disk: its form, and its bytes, unpacked as they are read.
record DataFile(Path path, String name) {

    enum Form { LINES, TREE, PARQUET }

    static DataFile at(Path path) {
        var file = new DataFile(path, path.toString());
        if (Files.isDirectory(path))
            throw file.bad("is a folder", Files.isDirectory(path.resolve("tasks"))
                    ? "name a file, or a task repository, which has a sweb.yaml beside its tasks"
                    : "name a file");
        if (!Files.exists(path) && !Files.notExists(path) && !Files.isSymbolicLink(path))
            throw file.bad("cannot be looked at",
                    "check that you may enter the folders above it, and that no name is too long");
        if (!Files.exists(path)) {
            throw Files.isSymbolicLink(path) ? file.bad("is a link that leads to no file", "mend the link")
                    : file.bad("does not exist", "check the path");
        }
        if (!Files.isRegularFile(path))
            throw file.bad("is no regular file", "save its content to a file, it is read more than once");
        return file;
    }

    /// The form, by the name and the first two lines, since JSONL is often called `.json`.
    Form form(String idField) {
        String plain = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst)$", "");
        if (plain.endsWith(".parquet")) return Form.PARQUET;
        try (InputStream in = open()) {
            if (OtherForm.isParquet(in)) return Form.PARQUET;
            OtherForm.of(in).ifPresent(other -> {
                throw bad(other.wrong(), other.cure());
            });
            var lines = new ByteLines(in);
            String first = lines.nextText();
            // a value over several lines: some people call that .jsonl too
            if (first.startsWith("[") || first.equals("{")) return Form.TREE;
            if (plain.endsWith(".jsonl")) return Form.LINES;
            JsonNode row = JsonTree.LENIENT.readTree(first);
            if (!row.isObject() || !lines.nextText().isEmpty() || row.has(idField)) return Form.LINES;
            return row.isEmpty() || row.valueStream().allMatch(JsonNode::isObject) ? Form.TREE : Form.LINES;
        } catch (JacksonException _) {
            return plain.endsWith(".json") ? Form.TREE : Form.LINES;
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        String lower = name.toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith(".gz")) return new BufferedInputStream(new GZIPInputStream(in, 1 << 16));
            return lower.endsWith(".zst") ? new BufferedInputStream(new ZstdInputStream(in)) : in;
        } catch (IOException broken) {
            in.close();
            throw broken;
        }
    }

    BadInput broken(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> bad("may not be read", "check its permissions");
            case CharacterCodingException _ -> bad("is not UTF-8", "save the file as UTF-8");
            case EOFException _ -> bad("is torn: it ends in the middle", "fetch or write it again");
            case ZipException _ ->
                bad("is no gzip file, or is torn", "fetch or write it again, or name it after what it is");
            case ZstdIOException _ ->
                bad("is no Zstandard file, or is torn", "fetch or write it again, or name it after what it is");
            default -> bad("cannot be read or is torn (" + failure.getMessage() + ")", "fetch or write it again");
        };
    }

    BadInput bad(String wrong, String cure) {
        return new BadInput(Problem.of(name, "the file", wrong, cure));
    }
}

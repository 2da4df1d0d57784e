package dev.frostbench.suites.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.frostbench.documents.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `src/test/resources/parquet` was written by pyarrow 22, once with each compression.
class RowsTest {

    private static final String TWO = "{\"id\":\"a\",\"n\":1}\n\n{\"id\":\"b\",\"n\":2}\n";

    @TempDir
    Path folder;

    @Test
    void everyFormGivesTheSameRows() throws IOException {
        String list = "[{\"id\":\"a\",\"n\":1},\n{\"id\":\"b\",\"n\":2}]";
        String object = "{\"a\":{\"n\":1},\"b\":{\"id\":\"b\",\"n\":2}}";
        assertThat(ids("x.jsonl", bytes(TWO))).isEqualTo("a1 b2");
        assertThat(ids("x.json", bytes(TWO))).isEqualTo("a1 b2");
        assertThat(ids("x.txt", bytes("\uFEFF" + TWO.replace("\n", "\r\n")))).isEqualTo("a1 b2");
        assertThat(ids("x.json", bytes(list))).isEqualTo("a1 b2");
        assertThat(ids("x.jsonl", bytes("\uFEFF" + list))).isEqualTo("a1 b2");
        assertThat(ids("x.json", bytes(object))).isEqualTo("a1 b2");
        assertThat(ids("x.json", bytes(object.replace("{", "{\n")))).isEqualTo("a1 b2");
        assertThat(ids("x.json", bytes("{\"id\":\"a\",\"n\":1}"))).isEqualTo("a1");
        assertThat(ids("x.json.gz", gzip(bytes(list)))).isEqualTo("a1 b2");
        assertThat(ids("x.JSONL.GZ", gzip(bytes(TWO)))).isEqualTo("a1 b2");
        assertThat(ids("x.jsonl.zst", Zstd.compress(bytes(TWO)))).isEqualTo("a1 b2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip"})
    void parquetIsReadWithEveryNestedColumn(String compression) {
        var rows = AllRows.read(Path.of("src/test/resources/parquet", compression + ".parquet"), "instance_id").rows();
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().fields().toString())
                .isEqualTo("{\"instance_id\":\"a__b-1\",\"repo\":\"a/b\",\"base_commit\":\""
                        + "0".repeat(40)
                        + "\",\"patch\":\"diff --git a/x b/x\\n\",\"test_patch\":\"\",\"version\":\"1.0\","
                        + "\"FAIL_TO_PASS\":[\"t::one\",\"t::two é\"],\"PASS_TO_PASS\":[],\"hints_text\":null,"
                        + "\"nested\":[[\"x\"],[],[\"y\",\"z\"]],\"info\":{\"stars\":3,\"tags\":[\"q\"]},\"score\":0.5,"
                        + "\"big\":1099511627776,\"ok\":true}");
        assertThat(rows.getLast().fields().get("info").get("stars").isNull()).isTrue();
    }

    @Test
    void aTornOrForgedFileIsOneClearError() throws IOException {
        byte[] zipped = gzip(bytes(TWO.repeat(1000)));
        refuses("x.jsonl.gz", Arrays.copyOf(zipped, zipped.length / 2), "the file is torn: it ends in the middle");
        refuses("x.jsonl.gz", bytes(TWO), "is no gzip file, or is torn");
        refuses("x.jsonl.gz", new byte[0], "torn");
        byte[] packed = Zstd.compress(bytes(TWO.repeat(1000)));
        refuses("x.jsonl.zst", Arrays.copyOf(packed, packed.length / 2), "torn");
        refuses("x.parquet", bytes("PAR1 and more"), "is no sound Parquet file");
        byte[] parquet = Files.readAllBytes(Path.of("src/test/resources/parquet/zstd.parquet"));
        refuses("x.parquet", Arrays.copyOf(parquet, parquet.length - 20), "is no sound Parquet file");
        refuses("x.jsonl", new byte[0], "has no rows");
        refuses("x.json", bytes("[]"), "has no rows");
        refuses("x.json", bytes("[{\"id\":\"a\"},\n{\"id\":]"),
                "x.json:2: the file is no JSON: ']' is where it may not be");
        refuses("x.json", bytes("[{\"id\":\"a\"}"), "is cut off: it ends in the middle of a value");
        refuses("x.json", bytes("3\n"), "is no JSON object");
        refuses("x.json", new byte[]{'[', '{', '"', (byte) 0xC3, '"', '}', ']'}, "is not UTF-8");
    }

    @Test
    void whatIsWrongWithJsonIsSaidInWordsOfJson() throws IOException {
        refuses("x.jsonl", bytes("{\"id\":\"a"),
                "x.jsonl:1: the line is cut off: it ends in the middle of a value; fetch or write it again");
        refuses("x.jsonl", bytes("{\"id\":"), "is cut off");
        refuses("x.jsonl", bytes("{'id': 'a'}"), "has a single quote where JSON has a double one (character 2)");
        refuses("x.jsonl", bytes("{\"id\": None}"), "it has Python's None");
        refuses("x.jsonl", bytes("{\"id\": \"a\tb\"}"), "another control character is inside a text");
        refuses("x.jsonl", bytes("{\"id\": \"a\\q\"}"), "is no JSON");
        refuses("x.jsonl", bytes("{\"id\":\"a\",\"id\":\"b\"}"), "has the key 'id' twice");
        refuses("x.jsonl", bytes("{\"id\":\"a\"} {}"), "goes on after its value");
        refuses("x.jsonl", bytes("[".repeat(2000)), "is nested too deeply");
        assertThat(ids("x.jsonl", bytes("{\n  \"id\": \"a\",\n  \"n\": 1\n}\n"))).isEqualTo("a1");
    }

    @Test
    void whatIsNoDataIsToldByHowItBegins() throws IOException {
        refuses("x.jsonl", gzip(bytes(TWO)),
                "is packed by gzip, and its name does not say so; let its name end in .gz");
        refuses("x.jsonl", Zstd.compress(bytes(TWO)), "is packed by Zstandard");
        refuses("x.json", bytes("PK\u0003\u0004"), "is a ZIP archive");
        refuses("x.jsonl", bytes("<!DOCTYPE html>\n<html>"), "is a web page and no data");
        refuses("x.jsonl", bytes("version https://git-lfs.github.com/spec/v1\noid"), "git lfs pull");
        refuses("x.csv", bytes("task_id,prompt,test\n1,2,3\n"), "looks like CSV");
        refuses("x.jsonl", TWO.getBytes(StandardCharsets.UTF_16), "is UTF-16; save the file as UTF-8");
        refuses("x.jsonl", new byte[]{127, 'E', 'L', 'F', 0, 1}, "is binary");
        byte[] parquet = Files.readAllBytes(Path.of("src/test/resources/parquet/zstd.parquet"));
        assertThat(AllRows.read(Files.write(folder.resolve("x.data"), parquet), "instance_id").rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "brotli"})
    void aCompressionThatIsNotReadIsNamed(String compression) {
        Path file = Path.of("src/test/resources/parquet", compression + ".parquet");
        assertThatThrownBy(() -> AllRows.read(file, "instance_id")).isInstanceOf(BadInput.class)
                .hasMessageMatching(
                        ".*\\.parquet: the file is compressed by " + (compression.equals("lz4") ? "LZ4_RAW" : "BROTLI")
                                + ", which is not read; write it again with Snappy, Zstandard or gzip, .*or as JSONL");
    }

    @Test
    void everyBrokenLineIsToldAndTheOthersAreKept() throws IOException {
        var text = new ByteArrayOutputStream();
        text.writeBytes(
                bytes("{\"id\":\"a\",\"n\":1}\n{broken\n[1]\n{\"id\":\"b\",\"id\":\"c\"}\n{\"id\":\"d\"} {}\n"));
        text.writeBytes(new byte[]{'"', (byte) 0xFF, '"', '\n'});
        text.writeBytes(bytes("{\"id\":\"z\",\"n\":9}"));
        var rows = AllRows.read(Files.write(folder.resolve("x.jsonl"), text.toByteArray()), "id");
        assertThat(rows.rows()).extracting(Row::line).containsExactly(1, 7);
        assertThat(rows.problems()).extracting(problem -> problem.line()).containsExactly(2, 3, 4, 5, 6);
        assertThat(rows.problems().getLast().wrong()).isEqualTo("is not UTF-8");
    }

    @Test
    void whatIsNoFileIsSaid() throws IOException {
        assertThatThrownBy(() -> AllRows.read(folder, "id")).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> AllRows.read(folder.resolve("none"), "id")).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> AllRows.read(folder.resolve("n".repeat(300)), "id"))
                .hasMessageContaining("cannot be looked at");
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> AllRows.read(loop, "id")).hasMessageContaining("leads to no file");
        assertThatThrownBy(() -> AllRows.read(Path.of("/dev/null"), "id")).hasMessageContaining("no regular file");
    }

    @Test
    void aLineLongerThanAnyBufferIsWhole() throws IOException {
        String long_ = "x".repeat(300_000);
        assertThat(AllRows
                .read(Files.writeString(folder.resolve("x.jsonl"), TWO + "{\"id\":\"" + long_ + "\"}\n" + TWO), "id")
                .rows())
                .extracting(row -> row.fields().get("id").stringValue()).containsExactly("a", "b", long_, "a", "b");
    }

    private String ids(String name, byte[] content) throws IOException {
        var ids = new StringBuilder();
        for (Row row : AllRows.read(Files.write(folder.resolve(name), content), "id").rows())
            ids.append(row.fields().get("id").stringValue()).append(row.fields().get("n")).append(' ');
        return ids.toString().strip();
    }

    private void refuses(String name, byte[] content, String why) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        assertThatThrownBy(() -> {
            var problems = AllRows.read(file, "id").problems();
            throw new BadInput(problems);
        }).isInstanceOf(BadInput.class).hasMessageContaining(name).hasMessageContaining(why);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}

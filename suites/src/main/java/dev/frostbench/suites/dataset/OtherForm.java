package dev.frostbench.suites.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A form of file that is not read, recognised by how it begins.
///
/// @param begins tests the first bytes, each as the character of its number
record OtherForm(Predicate<String> begins, String wrong, String cure) {

    private static final int LOOKED_AT = 256;
    private static final String UNPACK = "unpack it, or pack it by gzip or Zstandard";

    private static final List<OtherForm> KNOWN = List.of(
            bytes("\u001f\u008b", "is packed by gzip, and its name does not say so", "let its name end in .gz"),
            bytes("(\u00b5/\u00fd", "is packed by Zstandard, and its name does not say so", "let its name end in .zst"),
            bytes("PK\u0003\u0004", "is a ZIP archive", UNPACK),
            bytes("\u00fd7zXZ", "is packed by xz", UNPACK),
            bytes("BZh", "is packed by bzip2", UNPACK),
            bytes("\u00ff\u00fe", "is UTF-16", "save the file as UTF-8"),
            bytes("\u00fe\u00ff", "is UTF-16", "save the file as UTF-8"),
            bytes("version https://git-lfs.github.com", "is only the pointer that Git LFS left in its place",
                    "fetch the file itself: git lfs pull"),
            bytes("ARROW1", "is an Arrow file", "write it as Parquet or JSONL"),
            text("<(?:!doctype|html|head|body|\\?xml)\\b", "is a web page and no data",
                    "fetch the file itself, not the page about it"),
            text("[A-Za-z_][\\w .-]*(?:[,\\t;][A-Za-z_][\\w .-]*)+\\r?\\n", "looks like CSV, which is not read",
                    "write it as JSONL: a JSON object a line"),
            new OtherForm(start -> start.indexOf('\0') >= 0, "is binary and of no form that is read",
                    "give JSONL, JSON or Parquet"));

    private static OtherForm bytes(String magic, String wrong, String cure) {
        return new OtherForm(start -> start.startsWith(magic), wrong, cure);
    }

    private static OtherForm text(String pattern, String wrong, String cure) {
        var compiled = Pattern.compile("^(?:\u00ef\u00bb\u00bf)?\\s*" + pattern, Pattern.CASE_INSENSITIVE);
        return new OtherForm(start -> compiled.matcher(start).find(), wrong, cure);
    }

    /// @param in is left at the position where it was
    static boolean isParquet(InputStream in) throws IOException {
        return start(in).startsWith("PAR1");
    }

    /// @param in is left at the position where it was
    static Optional<OtherForm> of(InputStream in) throws IOException {
        String start = start(in);
        return KNOWN.stream().filter(form -> form.begins.test(start)).findFirst();
    }

    private static String start(InputStream in) throws IOException {
        in.mark(LOOKED_AT);
        String start = new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
        in.reset();
        return start;
    }
}

package dev.frostbench.suites.task;

import com.github.luben.zstd.Zstd;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A row of a data set in memory. A large one is compressed, since a data set of half a gigabyte has to fit a heap of
/// one.
public final class PackedRow {

    /// Rows with shorter JSON are kept uncompressed.
    private static final int SMALL = 8 << 10;
    private static final int FAST = 1;

    private final ObjectNode small;
    private final byte[] packed;
    private final int length;

    private PackedRow(ObjectNode small, byte[] packed, int length) {
        this.small = small;
        this.packed = packed;
        this.length = length;
    }

    static PackedRow of(ObjectNode row) {
        byte[] json = JsonMapper.shared().writeValueAsBytes(row);
        return json.length < SMALL ? new PackedRow(row, new byte[0], 0)
                : new PackedRow(null, Zstd.compress(json, FAST), json.length);
    }

    ObjectNode row() {
        return small != null ? small : (ObjectNode) JsonMapper.shared().readTree(Zstd.decompress(packed, length));
    }
}

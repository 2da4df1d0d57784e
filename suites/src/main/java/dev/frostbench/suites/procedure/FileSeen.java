package dev.frostbench.suites.procedure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One file that a step read back.
public record FileSeen(String pass, String step, String path, Content content) {

    /// What a step found in the place of a file.
    public sealed interface Content {

        /// A regular file.
        ///
        /// @param bytes its beginning
        /// @param droppedBytes how much of it was not kept, at least
        record Kept(byte[] bytes, long droppedBytes) implements Content {

            public boolean isWhole() {
                return droppedBytes == 0;
            }

            public String text() {
                return new String(bytes, StandardCharsets.UTF_8);
            }

            @Override
            public boolean equals(Object other) {
                return other instanceof Kept kept && Arrays.equals(bytes, kept.bytes)
                        && droppedBytes == kept.droppedBytes;
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(bytes) + Long.hashCode(droppedBytes);
            }
        }

        /// No regular file.
        ///
        /// @param why as a person should read it
        record Absent(String why) implements Content {}
    }
}

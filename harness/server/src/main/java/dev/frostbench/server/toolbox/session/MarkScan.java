package dev.frostbench.server.toolbox.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/// Looks in one stream of a shell for the mark that says that a command has ended: a byte that output rarely has, a
/// secret of the session, and the exit code in three digits. What comes before it is the command's.
final class MarkScan {

    private static final byte FIRST = 1;
    private static final int DIGITS = 3;

    private final byte[] mark;
    private byte[] held = {};

    /// Takes what a stream holds beside marks.
    interface Output {
        void bytes(byte[] bytes, int from, int to) throws IOException;
    }

    MarkScan(String secret) {
        this.mark = ("\u0001" + secret).getBytes(StandardCharsets.US_ASCII);
    }

    /// Bytes that may be the beginning of a mark are held back until more comes.
    ///
    /// @return the exit code of the last mark in them
    OptionalInt next(byte[] more, Output output) throws IOException {
        byte[] all = held.length == 0 ? more : join(held, more);
        OptionalInt code = OptionalInt.empty();
        int taken = 0;
        int at = 0;
        while (at < all.length) {
            if (all[at] != FIRST || !agrees(all, at)) {
                at++;
            } else if (at + mark.length + DIGITS > all.length) {
                break;
            } else {
                output.bytes(all, taken, at);
                code = OptionalInt.of(code(all, at + mark.length));
                taken = at += mark.length + DIGITS;
            }
        }
        output.bytes(all, taken, at);
        held = Arrays.copyOfRange(all, at, all.length);
        return code;
    }

    /// Hands over what was held back, at the end of the stream.
    void rest(Output output) throws IOException {
        output.bytes(held, 0, held.length);
        held = new byte[0];
    }

    /// Whether a mark stands at a place, as far as the bytes go.
    private boolean agrees(byte[] all, int at) {
        int length = Math.min(mark.length, all.length - at);
        return Arrays.equals(all, at, at + length, mark, 0, length);
    }

    private static int code(byte[] all, int at) {
        int code = 0;
        for (int digit = at; digit < at + DIGITS; digit++) code = code * 10 + Math.clamp(all[digit] - '0', 0, 9);
        return code;
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] all = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        return all;
    }
}

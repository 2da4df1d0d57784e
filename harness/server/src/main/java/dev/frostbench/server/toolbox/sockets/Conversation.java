package dev.frostbench.server.toolbox.sockets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What one WebSocket is for.
///
///     speak() ──returns──▶ closed as it said      text(), binary() come meanwhile, on another thread
///        └──client gone──▶ interrupted
///                              then ended(), in any case and once
public interface Conversation {

    /// Sends to the client, on a thread of its own. Its end is the end of the socket.
    ///
    /// @throws IOException if the client is gone, or something broke; the socket is closed with code 1011 then
    Goodbye speak(Socket socket) throws IOException, InterruptedException;

    /// A whole message of text. The client waits while this runs, and so do its pings.
    default void text(String message) {}

    /// A whole message of bytes. The client waits while this runs, and so do its pings.
    default void binary(byte[] message) {}

    /// Nothing is said or heard any more.
    default void ended() {}

    /// How a socket is closed.
    ///
    /// @param code as RFC 6455 numbers them
    /// @param reason the first 123 bytes of UTF-8 are sent
    record Goodbye(int code, String reason) {

        public static final Goodbye NORMAL = new Goodbye(1000, "");
        static final Goodbye SANDBOX_ENDS = new Goodbye(1001, "the sandbox ends");
        static final Goodbye REVOKED = new Goodbye(1008, "the key was revoked");
        static final Goodbye TOO_LONG = new Goodbye(1009, "a message is too long");

        private static final int LONGEST_REASON = 123;

        /// A reason that is too long is cut.
        public Goodbye {
            while (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON)
                reason = reason.substring(0, reason.length() - 1);
        }

        static Goodbye broken(String why) {
            return new Goodbye(1011, why);
        }
    }
}

package dev.frostbench.server.toolbox.session;

import dev.frostbench.server.toolbox.sockets.Conversation;
import dev.frostbench.server.toolbox.sockets.Socket;
import java.io.IOException;

/// A log sent over a WebSocket from its beginning to its end: messages of bytes, each with the mark of its stream.
public record LogConversation(CommandLog log) implements Conversation {

    @Override
    public Goodbye speak(Socket socket) throws IOException, InterruptedException {
        log.follow(piece -> socket.send(LogInput.marked(piece)));
        return Goodbye.NORMAL;
    }
}

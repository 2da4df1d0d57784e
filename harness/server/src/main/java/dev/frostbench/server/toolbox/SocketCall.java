package dev.frostbench.server.toolbox;

import dev.frostbench.server.toolbox.sockets.Conversation;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A call of the toolbox that goes on as a WebSocket.
interface SocketCall {

    /// Decides before the connection is upgraded.
    ///
    /// @throws dev.frostbench.server.http.ApiFailure if it is refused; the client gets it as of a plain call
    Accepted accept(Toolbox toolbox, Upgrade upgrade);

    /// What the client asks for.
    ///
    /// @param path the parameters in the path
    record Upgrade(Parameters path, Parameters query, Headers headers) {

        String segment(String name) {
            return path.get(name);
        }

        Optional<String> query(String name) {
            return query.first(name).asOptional();
        }

        /// The subprotocols that the client offers.
        List<String> protocols() {
            return headers.values(HeaderNames.create("Sec-WebSocket-Protocol")).stream()
                    .flatMap(value -> Arrays.stream(value.split(","))).map(String::strip)
                    .filter(value -> !value.isEmpty()).toList();
        }
    }

    /// @param protocol the one of the offered subprotocols that is spoken
    record Accepted(Conversation conversation, Optional<String> protocol) {

        static Accepted plain(Conversation conversation) {
            return new Accepted(conversation, Optional.empty());
        }
    }
}

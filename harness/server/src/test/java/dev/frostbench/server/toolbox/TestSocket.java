package dev.frostbench.server.toolbox;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The client's side of a WebSocket: each thing that it heard, in order.
class TestSocket implements WebSocket.Listener {

    /// Longer than any answer takes; a test that waits so long has failed.
    private static final long PATIENCE_SECONDS = 60;

    /// @param reason empty if there is none
    record Close(int code, String reason) {}

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> pong = new CompletableFuture<>();
    private final CompletableFuture<Close> close = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private WebSocket socket;

    static TestSocket open(URI uri, Map<String, String> headers) throws Exception {
        return open(uri, headers, new TestSocket());
    }

    /// @param protocols the subprotocols offered
    static TestSocket open(URI uri, Map<String, String> headers, TestSocket test, String... protocols)
            throws Exception {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0)
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        test.socket = builder.buildAsync(uri, test).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return test;
    }

    WebSocket socket() {
        return socket;
    }

    String nextText() throws Exception {
        return (String) next();
    }

    byte[] nextBytes() throws Exception {
        return (byte[]) next();
    }

    /// A message as `String` or `byte[]`, or the [Close].
    Object next() throws Exception {
        Object next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) throw new AssertionError("nothing came for " + PATIENCE_SECONDS + " s");
        return next;
    }

    String pong() throws Exception {
        return pong.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Close close() throws Exception {
        return close.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            heard.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        byte[] more = new byte[part.remaining()];
        part.get(more);
        bytes.writeBytes(more);
        if (last) {
            heard.add(bytes.toByteArray());
            bytes.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer content) {
        pong.complete(StandardCharsets.UTF_8.decode(content).toString());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.add(new Close(code, reason));
        close.complete(new Close(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        close.completeExceptionally(failure);
    }
}

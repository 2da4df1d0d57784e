package dev.frostbench.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON bodies of requests and answers.
public final class Json {

    /// Bytes of the largest JSON body that is read. Files come in by other ways.
    private static final int LARGEST = 4 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The object in a request's body; an empty object if there is no body. The content type is not looked at, because
    /// some SDKs send none.
    ///
    /// @throws ApiFailure 400 if it is no JSON object, 413 if it is longer than 4 MiB
    public static ObjectNode body(ServerRequest request) {
        if (!request.content().hasEntity()) return object();
        byte[] bytes;
        try (InputStream in = request.content().inputStream()) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (NumberFormatException noChunk) {
            throw ApiFailure.badRequest("the request's body is not in chunks, as its headers say");
        } catch (IOException failure) {
            throw ApiFailure.badRequest("the request's body could not be read: " + failure.getMessage());
        }
        if (bytes.length > LARGEST) throw ApiFailure.of(413, "the request's body is longer than 4 MiB");
        return bytes.length == 0 ? object() : object(bytes);
    }

    /// The object in a text, e.g. a message of a WebSocket.
    ///
    /// @throws ApiFailure 400 if it is no JSON object
    public static ObjectNode object(byte[] text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) return object;
        } catch (JacksonException failure) {
            throw ApiFailure.badRequest("the request's body is not JSON: " + failure.getOriginalMessage());
        }
        throw ApiFailure.badRequest("the request's body is no JSON object");
    }

    /// Writes JSON piece by piece, for answers that are too long to be built first.
    public static JsonGenerator writer(OutputStream out) {
        return MAPPER.createGenerator(out);
    }

    /// Answers with status 200 and JSON.
    public static void send(ServerResponse response, JsonNode answer) {
        send(response, 200, answer);
    }

    public static void send(ServerResponse response, int status, JsonNode answer) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(MAPPER.writeValueAsBytes(answer));
    }

    /// Answers with status 200 and a JSON string.
    public static void sendText(ServerResponse response, String text) {
        send(response, JsonNodeFactory.instance.stringNode(text));
    }
}

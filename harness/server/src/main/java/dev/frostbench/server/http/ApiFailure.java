package dev.frostbench.server.http;

/// A request that is answered with an error: status, code and text, in the form that Daytona's SDKs read.
///
/// The SDKs choose the class of their exception by the status, and with the source `DAYTONA_DAEMON` also by the code.
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Which part of the service speaks: the calls about sandboxes, or the calls inside one.
    public enum Source {
        API("DAYTONA_API"), TOOLBOX("DAYTONA_DAEMON");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final int status;
    private final String code;
    private final Source source;

    public ApiFailure(int status, String code, Source source, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.source = source;
    }

    /// Of the calls about sandboxes, with the usual code of the status.
    public static ApiFailure of(int status, String message) {
        return new ApiFailure(status, usualCode(status), Source.API, message);
    }

    /// Of the calls inside a sandbox.
    public static ApiFailure inside(int status, String code, String message) {
        return new ApiFailure(status, code, Source.TOOLBOX, message);
    }

    public static ApiFailure badRequest(String message) {
        return of(400, message);
    }

    public static ApiFailure notFound(String message) {
        return of(404, message);
    }

    public static ApiFailure conflict(String message) {
        return of(409, message);
    }

    /// For what this server does not offer, with the reason.
    public static ApiFailure notOffered(String message) {
        return of(501, message);
    }

    /// The code that goes with a status if nothing more exact is known.
    public static String usualCode(int status) {
        return switch (status) {
            case 400 -> "BAD_REQUEST";
            case 401 -> "UNAUTHORIZED";
            case 403 -> "FORBIDDEN";
            case 404 -> "NOT_FOUND";
            case 408 -> "REQUEST_TIMEOUT";
            case 409 -> "CONFLICT";
            case 410 -> "GONE";
            case 413 -> "PAYLOAD_TOO_LARGE";
            case 422 -> "UNPROCESSABLE_ENTITY";
            case 429 -> "TOO_MANY_REQUESTS";
            case 501 -> "NOT_IMPLEMENTED";
            case 503 -> "SERVICE_UNAVAILABLE";
            default -> status < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
        };
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Source source() {
        return source;
    }
}

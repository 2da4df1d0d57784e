package dev.frostbench.server.toolbox.inside;

import dev.frostbench.fixtures.linux.Errno;
import dev.frostbench.fixtures.linux.LinuxException;
import dev.frostbench.server.http.ApiFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/// What calls inside a sandbox are refused with, by the codes that Daytona's SDKs make classes of.
public final class Refusals {

    private Refusals() {}

    public static ApiFailure badRequest(String message) {
        return ApiFailure.inside(400, "BAD_REQUEST", message);
    }

    public static ApiFailure notFound(String message) {
        return ApiFailure.inside(404, "NOT_FOUND", message);
    }

    public static ApiFailure noFile(String path) {
        return ApiFailure.inside(404, "FILE_NOT_FOUND", "no such file in the sandbox: " + path);
    }

    public static ApiFailure invalidPath(String message) {
        return ApiFailure.inside(400, "INVALID_FILE_PATH", message);
    }

    public static ApiFailure tooMuch(String message) {
        return ApiFailure.inside(413, "PAYLOAD_TOO_LARGE", message);
    }

    /// For what the snapshot of the sandbox lacks.
    public static ApiFailure missing(String message) {
        return ApiFailure.inside(422, "UNPROCESSABLE_ENTITY", message);
    }

    /// What a failure of a call about files means to its caller. Only a failure of the machine is the server's.
    public static ApiFailure ofFile(String path, IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> noFile(path);
            case DirectoryNotEmptyException _ -> invalidPath(path + " is a folder that is not empty; delete it with"
                    + " recursive=true");
            case FileAlreadyExistsException _ -> ApiFailure.inside(409, "CONFLICT", path + " is there already");
            case LinuxException linux -> ofFile(path, linux);
            default -> invalidPath(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        };
    }

    private static ApiFailure ofFile(String path, LinuxException failure) {
        return switch (failure.errno()) {
            case Errno.EACCES, Errno.EPERM, Errno.EROFS -> ApiFailure.inside(403, "FILE_ACCESS_DENIED",
                    path + " cannot be used: " + failure.getMessage());
            case Errno.EIO, Errno.ENOMEM, Errno.EBADF, Errno.ENOSYS -> ApiFailure.inside(500, "FILE_READ_FAILED",
                    path + " cannot be used: " + failure.getMessage());
            default -> invalidPath(path + " cannot be used: " + failure.getMessage());
        };
    }
}

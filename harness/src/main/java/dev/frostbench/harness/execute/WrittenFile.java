package dev.frostbench.harness.execute;

import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Writes files of a procedure into a sandbox. Code of the prediction may have run there, and may have left something
/// in the place of a file that no file can be written to: a folder, a pipe, a program that runs.
final class WrittenFile {

    private static final int TRIES = 5;

    private WrittenFile() {}

    /// Whether the file could be written.
    ///
    /// @param ran whether anything ran in the sandbox so far. If so, what is in the file's place is removed. If
    ///     something is in its way even then, that is the prediction's doing and no fault of the machine.
    static boolean write(String path, byte[] content, int mode, boolean ran, Sandbox sandbox) throws IOException {
        for (int tries = 1;; tries++) {
            if (ran) remove(path, sandbox);
            try {
                sandbox.files().upload(path, new ByteArrayInputStream(content), mode);
                return true;
            } catch (IOException failure) {
                if (ran && isObstructed(path, sandbox)) return false;
                // a process inside may have been quicker twice
                if (!ran || tries == TRIES) throw failure;
            }
        }
    }

    private static void remove(String path, Sandbox sandbox) {
        try {
            sandbox.files().delete(path, true);
        } catch (IOException _) {
            // there is nothing, or it stays and the upload meets it
        }
    }

    /// Whether a folder on the way is none, or something else than a file has the file's name.
    private static boolean isObstructed(String path, Sandbox sandbox) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1))
            if (!is(FileEntry.Type.DIRECTORY, path.substring(0, slash), sandbox)) return true;
        return !is(FileEntry.Type.FILE, path, sandbox) && !isAbsent(path, sandbox);
    }

    private static boolean is(FileEntry.Type type, String path, Sandbox sandbox) {
        try {
            return sandbox.files().stat(path).type() == type;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isAbsent(String path, Sandbox sandbox) {
        try {
            sandbox.files().stat(path);
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}

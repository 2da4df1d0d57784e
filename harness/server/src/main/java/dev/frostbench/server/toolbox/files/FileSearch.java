package dev.frostbench.server.toolbox.files;

import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.Permissions;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Accounts;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Searches for files by name, for text in files, and replaces text. All of it is bounded, and follows no link.
public record FileSearch(Inside inside) {

    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_FOUND = 10_000;
    private static final int LONGEST_REPLACED = 32 << 20;

    /// @param line counted from 1
    public record Line(String file, int line, String content) {}

    /// @param error why it failed, or empty
    public record Replaced(String file, Optional<String> error) {}

    /// The lines that contain a text.
    public List<Line> find(String asked, String text) throws IOException, InterruptedException {
        if (text.isEmpty()) throw Refusals.badRequest("'pattern' must not be empty");
        String top = inside.path(asked);
        List<Line> found = new ArrayList<>();
        try {
            if (inside.files().stat(top).type() == FileEntry.Type.FILE) {
                scan(top, text, found);
                return found;
            }
            new FileWalk(inside.files(), MOST_ENTRIES).walk(top, FileWalk.DEEPEST, (path, entry) -> {
                if (entry.type() == FileEntry.Type.FILE) scan(path, text, found);
                return found.size() < MOST_FOUND;
            });
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
        return found;
    }

    private void scan(String path, String text, List<Line> found) throws IOException {
        var scan = new LineScan(text, MOST_FOUND - found.size(), (number, line) -> found.add(
                new Line(path, number, line)));
        try {
            inside.files().download(path, scan);
            scan.close();
        } catch (LineScan.Enough | NoSuchFileException done) {
            return;
        }
    }

    /// The paths of all entries whose name matches.
    ///
    /// @param pattern with `*`, `?` and `[…]`
    public List<String> search(String asked, String pattern) throws IOException, InterruptedException {
        PathMatcher matcher = matcher(pattern);
        String top = inside.path(asked);
        List<String> found = new ArrayList<>();
        try {
            new FileWalk(inside.files(), MOST_ENTRIES).walk(top, FileWalk.DEEPEST, (path, entry) -> {
                if (matcher.matches(Path.of(entry.name()))) found.add(path);
                return found.size() < MOST_FOUND;
            });
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
        return found;
    }

    private static PathMatcher matcher(String pattern) {
        if (pattern.length() > 256) throw Refusals.badRequest("'pattern' has at most 256 characters");
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.badRequest("'pattern' is no glob: " + wrong.getMessage());
        }
    }

    /// Replaces a text in files, which keep their mode and owner.
    public List<Replaced> replace(List<String> files, String text, String by) throws IOException,
            InterruptedException {
        if (text.isEmpty()) throw Refusals.badRequest("'pattern' must not be empty");
        List<Replaced> done = new ArrayList<>();
        for (String asked : files) {
            try {
                replace(asked, text, by);
                done.add(new Replaced(asked, Optional.empty()));
            } catch (ApiFailure failure) {
                done.add(new Replaced(asked, Optional.of(failure.getMessage())));
            }
        }
        return done;
    }

    private void replace(String asked, String text, String by) throws IOException, InterruptedException {
        String path = inside.path(asked);
        try {
            FileEntry entry = inside.files().stat(path);
            if (entry.type() != FileEntry.Type.FILE) throw Refusals.invalidPath(asked + " is no regular file");
            var content = new Accounts.Bounded(LONGEST_REPLACED);
            inside.files().download(path, content);
            String before = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.toByteArray()))
                    .toString();
            long growth = by.length() > text.length() ? (long) before.length() / text.length() * by.length() : 0;
            if (growth > 4L * LONGEST_REPLACED) throw Refusals.tooMuch(asked + " would become too long");
            String after = before.replace(text, by);
            if (after.equals(before)) return;
            inside.files().upload(path, new ByteArrayInputStream(after.getBytes(StandardCharsets.UTF_8)),
                    entry.mode() & 0777);
            inside.files().change(path, new Permissions(OptionalInt.of(entry.mode()), OptionalInt.of(entry.owner()),
                    OptionalInt.of(entry.group())));
        } catch (CharacterCodingException binary) {
            throw Refusals.invalidPath(asked + " is no text in UTF-8");
        } catch (Accounts.TooLong tooLong) {
            throw Refusals.tooMuch(asked + " is longer than 32 MiB");
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
    }
}

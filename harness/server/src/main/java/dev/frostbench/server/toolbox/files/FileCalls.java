package dev.frostbench.server.toolbox.files;

import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.Permissions;
import dev.frostbench.server.toolbox.inside.Accounts;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Looks at the files of a sandbox and changes them, from outside. No link leads out of the sandbox.
public record FileCalls(Inside inside) {

    /// Entries of the longest list.
    static final int MOST_ENTRIES = 100_000;

    public Described info(String asked) throws IOException, InterruptedException {
        String path = inside.path(asked);
        try {
            return describe(path, inside.files().stat(path), Accounts.users(inside.files()),
                    Accounts.groups(inside.files()));
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
    }

    private static Described describe(String path, FileEntry entry, Accounts users, Accounts groups) {
        return new Described(path, entry, users.name(entry.owner()), groups.name(entry.group()));
    }

    /// @param depth 1 for the entries of the folder itself, more for those of the folders in it too
    public List<Described> list(String asked, int depth) throws IOException, InterruptedException {
        if (depth < 1) throw Refusals.badRequest("'depth' must be 1 or more, got " + depth);
        String path = inside.path(asked);
        List<Described> found = new ArrayList<>();
        try {
            var users = Accounts.users(inside.files());
            var groups = Accounts.groups(inside.files());
            new FileWalk(inside.files(), MOST_ENTRIES).walk(path, depth, (at, entry) -> {
                found.add(describe(at, entry, users, groups));
                return true;
            });
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
        return found;
    }

    /// @param mode as `chmod` takes it; 755 if it is empty
    public void makeFolder(String asked, String mode) throws IOException, InterruptedException {
        String path = inside.path(asked);
        int bits = mode.isEmpty() ? 0755 : bits(mode);
        try {
            inside.makeFolders(path, bits);
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
    }

    public void change(String asked, Optional<String> mode, Optional<String> owner, Optional<String> group)
            throws IOException, InterruptedException {
        String path = inside.path(asked);
        OptionalInt bits = mode.isPresent() ? OptionalInt.of(bits(mode.get())) : OptionalInt.empty();
        OptionalInt user = id(owner, Accounts.users(inside.files()), "user");
        OptionalInt members = id(group, Accounts.groups(inside.files()), "group");
        try {
            inside.files().change(path, new Permissions(bits, user, members));
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.badRequest(wrong.getMessage());
        }
    }

    private static OptionalInt id(Optional<String> name, Accounts accounts, String what) {
        if (name.isEmpty()) return OptionalInt.empty();
        OptionalInt id = accounts.id(name.get());
        if (id.isEmpty()) throw Refusals.badRequest(what + " '" + name.get() + "' is not in the sandbox");
        return id;
    }

    private static int bits(String mode) {
        if (!mode.matches("[0-7]{1,5}") || Integer.parseInt(mode, 8) > 07777)
            throw Refusals.badRequest("'mode' must be octal digits such as 755, got '" + mode + "'");
        return Integer.parseInt(mode, 8);
    }

    /// As `mv` does: into the destination if that is a folder.
    public void move(String from, String to) throws IOException, InterruptedException {
        String source = inside.path(from);
        String destination = inside.path(to);
        try {
            inside.files().stat(source);
            if (isFolder(destination)) destination += source.substring(source.lastIndexOf('/'));
            inside.files().move(source, destination);
        } catch (IOException failure) {
            throw Refusals.ofFile(from + " to " + to, failure);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalidPath(wrong.getMessage());
        }
    }

    private boolean isFolder(String path) throws IOException {
        return inside.exists(path) && inside.files().stat(path).type() == FileEntry.Type.DIRECTORY;
    }

    /// @param recursive without it a folder is refused
    public void delete(String asked, boolean recursive) throws IOException, InterruptedException {
        String path = inside.path(asked);
        try {
            if (!recursive && inside.files().stat(path).type() == FileEntry.Type.DIRECTORY)
                throw Refusals.invalidPath(asked + " is a folder; delete it with recursive=true");
            inside.files().delete(path, recursive);
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalidPath(wrong.getMessage());
        }
    }
}

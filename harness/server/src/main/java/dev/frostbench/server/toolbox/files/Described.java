package dev.frostbench.server.toolbox.files;

import dev.frostbench.fixtures.sandbox.FileEntry;

/// A file, folder or link with the names of its owner and group.
///
/// @param path absolute
public record Described(String path, FileEntry entry, String owner, String group) {

    private static final String LETTERS = "rwxrwxrwx";

    public boolean folder() {
        return entry.type() == FileEntry.Type.DIRECTORY;
    }

    /// As `ls -l` shows it, e.g. `-rw-r--r--`.
    public String letters() {
        StringBuilder letters = new StringBuilder(switch (entry.type()) {
            case FILE -> "-";
            case DIRECTORY -> "d";
            case SYMLINK -> "L";
            case OTHER -> "?";
        });
        for (int bit = 0; bit < 9; bit++)
            letters.append((entry.mode() & (0400 >> bit)) != 0 ? LETTERS.charAt(bit) : '-');
        return letters.toString();
    }

    /// As `chmod` takes it, e.g. `0644`.
    public String octal() {
        return String.format("%04o", entry.mode());
    }
}

package dev.frostbench.server.toolbox.git;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The state of a work tree and of its branch, as `git status --porcelain=v2 -z --branch` tells it.
///
/// @param branch `HEAD` if it is detached
/// @param upstream empty if there is none
/// @param published whether the upstream branch is there
public record GitStatus(String branch, boolean detached, String upstream, boolean published, int ahead, int behind,
        List<Entry> entries) {

    static final List<String> ARGUMENTS = List.of("status", "--porcelain=v2", "-z", "--branch",
            "--untracked-files=all");

    /// Fields before the path of an entry, by the first letter of the line.
    private static final int OF_CHANGED = 8;
    private static final int OF_RENAMED = 9;
    private static final int OF_UNMERGED = 10;

    public GitStatus {
        entries = List.copyOf(entries);
    }

    /// @param staging in the words of the SDKs
    /// @param extra the path that a renamed or copied file had, or empty
    public record Entry(String name, String staging, String worktree, String extra) {}

    static GitStatus of(String told) {
        String branch = "";
        String upstream = "";
        boolean published = false;
        int ahead = 0;
        int behind = 0;
        List<Entry> entries = new ArrayList<>();
        for (Iterator<String> lines = List.of(told.split("\0")).iterator(); lines.hasNext();) {
            String line = lines.next();
            if (line.startsWith("# branch.head ")) branch = line.substring(14);
            else if (line.startsWith("# branch.upstream ")) upstream = line.substring(18);
            else if (line.startsWith("# branch.ab ")) {
                String[] counts = line.substring(12).split(" ");
                published = true;
                ahead = Math.abs(Integer.parseInt(counts[0]));
                behind = Math.abs(Integer.parseInt(counts[1]));
            } else if (!line.startsWith("#") && !line.isEmpty()) entries.add(entry(line, lines));
        }
        boolean detached = branch.equals("(detached)");
        return new GitStatus(detached ? "HEAD" : branch, detached, upstream, published, ahead, behind, entries);
    }

    private static Entry entry(String line, Iterator<String> lines) {
        return switch (line.charAt(0)) {
            case '1' -> changed(line, OF_CHANGED, "");
            case '2' -> changed(line, OF_RENAMED, lines.hasNext() ? lines.next() : "");
            case 'u' -> changed(line, OF_UNMERGED, "");
            default -> new Entry(line.substring(2), "Untracked", "Untracked", "");
        };
    }

    private static Entry changed(String line, int before, String extra) {
        String[] fields = line.split(" ", before + 1);
        boolean unmerged = before == OF_UNMERGED;
        return new Entry(fields[before], unmerged ? word('U') : word(fields[1].charAt(0)),
                unmerged ? word('U') : word(fields[1].charAt(1)), extra);
    }

    private static String word(char letter) {
        return switch (letter) {
            case 'M', 'T' -> "Modified";
            case 'A' -> "Added";
            case 'D' -> "Deleted";
            case 'R' -> "Renamed";
            case 'C' -> "Copied";
            case 'U' -> "Updated but unmerged";
            default -> "Unmodified";
        };
    }
}

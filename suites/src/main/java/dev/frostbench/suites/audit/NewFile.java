package dev.frostbench.suites.audit;

import java.util.stream.Collectors;

/// The part of a patch that creates a file.
final class NewFile {

    private NewFile() {}

    /// @param text ends with a line feed
    static String patch(String path, boolean executable, String text) {
        return "diff --git a/" + path + " b/" + path + "\nnew file mode " + (executable ? "100755" : "100644")
                + "\n--- /dev/null\n+++ b/" + path + "\n@@ -0,0 +1," + text.lines().count() + " @@\n"
                + text.lines().map(line -> "+" + line + "\n").collect(Collectors.joining());
    }
}

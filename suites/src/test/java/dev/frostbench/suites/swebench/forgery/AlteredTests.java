package dev.frostbench.suites.swebench.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.swebench.instance.Instance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Tests of one file, altered for controls by the program that does so, in a checkout of their own.
///
/// @param checkout holds one commit, of a file of that name with one line
record AlteredTests(Path folder, Path checkout, String file) {

    static AlteredTests in(Path folder, String file) throws Exception {
        var tests = new AlteredTests(folder, Files.createDirectory(folder.resolve("checkout")), file);
        Files.writeString(tests.checkout.resolve(file), "none yet\n");
        tests.run("git", "init", "-q", ".");
        tests.run("git", "add", "-A");
        tests.run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
        return tests;
    }

    /// What the program says it has altered in a narrow control. The altered file is then in the checkout.
    ///
    /// @param prediction its patch
    List<String> alter(String text, List<String> must, String prediction, int seed) throws Exception {
        String patch = "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n@@ -1 +1,%2$d @@\n-none yet\n"
                .formatted(file, text.lines().count())
                + String.join("", text.lines().map(line -> "+" + line + "\n").toList());
        var row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", "a/b").put("base_commit", "").put("test_patch", patch);
        must.forEach(row.putArray("FAIL_TO_PASS")::add);
        row.putArray("PASS_TO_PASS");
        Files.write(folder.resolve("control.json"), Control.input(new Instance(row), prediction,
                "git apply - <<'EOF'\n" + patch + "\nEOF\n", false, "seed " + seed));
        Path program = Files.writeString(folder.resolve("sabotage.py"),
                new String(Control.program(), StandardCharsets.UTF_8).replace("/tmp/", folder + "/"));
        run("git", "checkout", "-q", ".");
        String said = run("python3", "-I", "-S", program.toString());
        run("git", "reset", "-q", "--hard");
        run("bash", folder.resolve("eval.sh").toString());
        return said.lines().map(line -> line.replaceFirst("^sabotaged ", "")).toList();
    }

    /// The lines of the altered file that are not those of the text.
    List<String> changedFrom(String text) throws Exception {
        List<String> before = text.lines().toList();
        return Files.readAllLines(checkout.resolve(file)).stream().filter(line -> !before.contains(line))
                .map(String::strip).toList();
    }

    String run(String... command) throws Exception {
        Process process = started(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    Process started(String... command) throws Exception {
        return new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true).start();
    }
}

package dev.frostbench.harness.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many command lines, run one after the other in one JVM, and what each printed. The JVM is a new one, since it needs
/// a namespace and an environment of its own.
final class ManyCommandLines {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// @param out on standard output
    /// @param err on standard error
    record Said(List<String> args, int code, String out, String err) {}

    private ManyCommandLines() {}

    /// @param home the home folder of the JVM, which holds its store
    static List<Said> run(Path home, List<List<String>> lines) throws IOException, InterruptedException {
        Path asked = Files.writeString(home.resolve("asked.json"), JSON.writeValueAsString(lines));
        Path told = home.resolve("told.json");
        var builder = new ProcessBuilder(Launched.HOME.resolve("fixtures/launch/bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dfrostbench.home=" + Launched.HOME, "-cp",
                System.getProperty("java.class.path"),
                ManyCommandLines.class.getName(), asked.toString(), told.toString());
        builder.directory(home.toFile()).redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("FROSTBENCH_STORE", home.resolve("store").toString());
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new AssertionError("the JVM of the command lines failed: " + printed);
        List<Said> all = new ArrayList<>();
        for (JsonNode each : JSON.readTree(told.toFile())) all.add(JSON.treeToValue(each, Said.class));
        return all;
    }

    /// Runs in the JVM of its own.
    public static void main(String[] args) throws IOException {
        List<Said> told = new ArrayList<>();
        for (JsonNode line : JSON.readTree(Path.of(args[0]).toFile()))
            told.add(said(line.valueStream().map(JsonNode::stringValue).toList()));
        Files.writeString(Path.of(args[1]), JSON.writeValueAsString(told));
        System.exit(0);
    }

    private static Said said(List<String> args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var keptOut = new ByteArrayOutputStream();
        var keptErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(keptOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(keptErr, true, StandardCharsets.UTF_8));
        try {
            int code = Frostbench.commandLine(new PrintWriter(System.out, true), new PrintWriter(System.err, true))
                    .execute(args.toArray(String[]::new));
            return new Said(args, code, keptOut.toString(StandardCharsets.UTF_8),
                    keptErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}

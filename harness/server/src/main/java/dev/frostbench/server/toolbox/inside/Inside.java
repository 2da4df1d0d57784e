package dev.frostbench.server.toolbox.inside;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Permissions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// An open sandbox: where relative paths begin, what is added to the environment of its commands, and who its user is.
public final class Inside {

    private static final Duration MOMENT = Duration.ofSeconds(20);
    private static final int LONGEST_PATH = 4096;

    private final Sandbox sandbox;
    private final String workdir;
    private final Map<String, String> environment;
    private Self self;
    private String shell;

    /// Who runs the commands of the sandbox.
    public record Self(String home, int user, int group) {}

    /// @param workdir where relative paths begin, absolute
    public Inside(Sandbox sandbox, String workdir, Map<String, String> environment) {
        this.sandbox = sandbox;
        this.workdir = workdir;
        this.environment = new ConcurrentHashMap<>(environment);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public SandboxFiles files() {
        return sandbox.files();
    }

    public String workdir() {
        return workdir;
    }

    /// May be changed by any thread; each command begins with what it holds then.
    public Map<String, String> environment() {
        return environment;
    }

    /// The absolute path that is meant, without `.` and `..`: relative ones begin at the working directory, `~` is the
    /// home of the sandbox's user.
    public String path(String asked) throws IOException, InterruptedException {
        if (asked.isEmpty()) throw Refusals.invalidPath("a path is wanted, got an empty one");
        if (asked.indexOf('\0') >= 0) throw Refusals.invalidPath("a path has no zero byte");
        if (asked.length() > LONGEST_PATH) throw Refusals.invalidPath("a path has at most 4096 characters");
        String whole = asked.equals("~") || asked.startsWith("~/") ? self().home() + asked.substring(1)
                : asked.startsWith("/") ? asked : workdir + "/" + asked;
        Deque<String> names = new ArrayDeque<>();
        for (String name : whole.split("/")) {
            if (name.equals("..")) names.pollLast();
            else if (!name.isEmpty() && !name.equals(".")) names.addLast(name);
        }
        return "/" + String.join("/", names);
    }

    /// A command of the sandbox's user, with the environment that was set since the sandbox began.
    public Command command(List<String> argv, Map<String, String> more) {
        argv.forEach(word -> require("an argument", word));
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        all.forEach(Inside::requireVariable);
        return Command.of(argv).environment(all).workdir(workdir);
    }

    public static void requireVariable(String name, String value) {
        if (name.isEmpty() || name.contains("=") || name.indexOf('\0') >= 0)
            throw Refusals.badRequest("a variable's name is not empty and has no '=' and no zero byte");
        require("the value of variable " + name, value);
    }

    private static void require(String what, String text) {
        if (text.indexOf('\0') >= 0) throw Refusals.badRequest(what + " has no zero byte");
    }

    /// The shell for commands: bash as Daytona has it, else `sh`.
    public synchronized String shell() throws IOException {
        if (shell == null) shell = isThere("/bin/bash") || isThere("/usr/bin/bash") ? "bash" : "sh";
        return shell;
    }

    private boolean isThere(String path) throws IOException {
        try {
            return files().stat(path).type() != FileEntry.Type.DIRECTORY;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /// Asks the sandbox once; a sandbox without a shell is taken for one of root.
    public synchronized Self self() throws IOException, InterruptedException {
        if (self != null) return self;
        Outcome outcome = sandbox.run(Command.of("sh", "-c", "echo \"$HOME\"; id -u; id -g")
                .output(new Command.Output.Memory(8192, false)).timeout(MOMENT));
        List<String> lines = new String(outcome.stdout(), StandardCharsets.UTF_8).lines().toList();
        boolean told = lines.size() == 3 && lines.get(0).startsWith("/") && lines.get(1).matches("\\d{1,5}")
                && lines.get(2).matches("\\d{1,5}");
        return self = told ? new Self(lines.get(0), Integer.parseInt(lines.get(1)), Integer.parseInt(lines.get(2)))
                : new Self("/root", 0, 0);
    }

    /// Gives what root has made for the sandbox's user to that user.
    public void own(String path) throws IOException, InterruptedException {
        Self me = self();
        if (me.user() != 0 || me.group() != 0) files().change(path, Permissions.owner(me.user(), me.group()));
    }

    /// Makes a folder and its parents, all of which belong to the sandbox's user.
    public void makeFolders(String path, int mode) throws IOException, InterruptedException {
        Deque<String> missing = new ArrayDeque<>();
        for (String at = path; !at.equals("/") && !exists(at); at = parent(at)) missing.addFirst(at);
        files().makeDirectory(path, mode);
        for (String made : missing) own(made);
    }

    public boolean exists(String path) throws IOException {
        try {
            files().stat(path);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    public static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }
}

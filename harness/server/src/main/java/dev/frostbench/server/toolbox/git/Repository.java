package dev.frostbench.server.toolbox.git;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.git.GitProgram.Answer;
import dev.frostbench.server.toolbox.git.GitProgram.Call;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A repository in a sandbox, worked on without any other.
///
/// @param folder absolute, inside
public record Repository(GitProgram git, String folder) {

    private static final int MOST_COMMITS = 10_000;
    private static final List<String> RESETS = List.of("soft", "mixed", "hard", "merge", "keep");

    /// @throws ApiFailure 404 if there is nothing at that path
    public static Repository at(GitProgram git, String path) throws IOException, InterruptedException {
        return new Repository(git, git.folder(path));
    }

    /// Makes a repository and the folders to it; one that is there stays as it is.
    public static void init(GitProgram git, String path, boolean bare, Optional<String> branch) throws IOException,
            InterruptedException {
        List<String> words = new ArrayList<>(List.of("init", "--quiet"));
        if (bare) words.add("--bare");
        branch.filter(name -> !name.isEmpty()).ifPresent(name -> words.add("--initial-branch="
                + GitProgram.plain("initial_branch", name)));
        words.addAll(List.of("--", git.inside().path(path)));
        git.run(Call.in("/", words));
    }

    String run(String... words) throws IOException, InterruptedException {
        return git.run(Call.in(folder, words));
    }

    Answer ask(String... words) throws IOException, InterruptedException {
        return git.ask(Call.in(folder, words));
    }

    public GitStatus status() throws IOException, InterruptedException {
        return GitStatus.of(git.run(Call.in(folder, GitStatus.ARGUMENTS)));
    }

    public void add(List<String> files) throws IOException, InterruptedException {
        requireSome(files);
        List<String> words = new ArrayList<>(List.of("add", "--"));
        words.addAll(files);
        git.run(Call.in(folder, words));
    }

    private static void requireSome(List<String> files) {
        if (files.isEmpty()) throw Refusals.badRequest("'files' must name a file, or '.' for all");
    }

    /// The hash of the new commit.
    public String commit(String message, String author, String email, boolean empty) throws IOException,
            InterruptedException {
        if (message.isBlank()) throw Refusals.badRequest("'message' must not be empty");
        List<String> words = new ArrayList<>(List.of("commit", "--quiet", "--file=-"));
        if (empty) words.add("--allow-empty");
        git.run(Call.in(folder, words).input(message).environment(Map.of("GIT_AUTHOR_NAME", author,
                "GIT_AUTHOR_EMAIL", email, "GIT_COMMITTER_NAME", author, "GIT_COMMITTER_EMAIL", email)));
        return run("rev-parse", "HEAD").strip();
    }

    /// @param text the message, whole
    public record Commit(String hash, String author, String email, String time, String text) {}

    /// The newest first; at most 10,000. A repository without a commit has none.
    public List<Commit> history() throws IOException, InterruptedException {
        List<Commit> commits = new ArrayList<>();
        if (!ask("rev-parse", "--quiet", "--verify", "HEAD").good()) {
            run("rev-parse", "--git-dir");
            return commits;
        }
        String told = run("log", "-z", "--max-count=" + MOST_COMMITS, "--format=%H%n%an%n%ae%n%aI%n%B");
        for (String each : told.split("\0")) {
            String[] fields = each.split("\n", 5);
            if (fields.length == 5) commits.add(new Commit(fields[0], fields[1], fields[2], fields[3], fields[4]));
        }
        return commits;
    }

    /// The names of its own branches.
    public List<String> branches() throws IOException, InterruptedException {
        return run("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").lines().toList();
    }

    /// The branch that is checked out, also if it has no commit yet; empty if the head is detached.
    public String current() throws IOException, InterruptedException {
        Answer answer = ask("symbolic-ref", "--quiet", "--short", "HEAD");
        return answer.good() ? answer.out().strip() : "";
    }

    /// Makes a branch and checks it out, as Daytona does.
    public void makeBranch(String name) throws IOException, InterruptedException {
        run("checkout", "--quiet", "-b", GitProgram.plain("name", name), "--");
    }

    /// Also if it was not merged.
    public void deleteBranch(String name) throws IOException, InterruptedException {
        run("branch", "--quiet", "-D", "--", name);
    }

    /// @param what a branch, a tag or a commit; a branch that only one remote has becomes one of this repository
    public void checkOut(String what) throws IOException, InterruptedException {
        run("checkout", "--quiet", GitProgram.plain("branch", what), "--");
    }

    /// @param mode soft, mixed, hard, merge or keep; empty with files
    /// @param files only these; none means all
    public void reset(Optional<String> mode, Optional<String> target, List<String> files) throws IOException,
            InterruptedException {
        List<String> words = new ArrayList<>(List.of("reset", "--quiet"));
        if (mode.isPresent() && !RESETS.contains(mode.get()))
            throw Refusals.badRequest("'mode' must be one of " + String.join(", ", RESETS) + ", got '" + mode.get()
                    + "'");
        if (files.isEmpty()) words.add("--" + mode.orElse("mixed"));
        else if (mode.filter(given -> !given.equals("mixed")).isPresent())
            throw Refusals.badRequest("'files' go with the mode mixed only, got '" + mode.get() + "'");
        target.filter(given -> !given.isEmpty()).ifPresent(given -> words.add(GitProgram.plain("target", given)));
        words.add("--");
        words.addAll(files);
        git.run(Call.in(folder, words));
    }

    /// @param worktree whether the files of the work tree are restored; also if neither is asked for
    /// @param source where from; otherwise the index, or the head for the index
    public void restore(List<String> files, boolean staged, boolean worktree, Optional<String> source)
            throws IOException, InterruptedException {
        requireSome(files);
        List<String> words = new ArrayList<>(List.of("restore", "--quiet"));
        if (staged) words.add("--staged");
        if (worktree || !staged) words.add("--worktree");
        source.filter(given -> !given.isEmpty()).ifPresent(given -> words.add("--source="
                + GitProgram.plain("source", given)));
        words.add("--");
        words.addAll(files);
        git.run(Call.in(folder, words));
    }
}

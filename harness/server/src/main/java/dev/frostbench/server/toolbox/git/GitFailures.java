package dev.frostbench.server.toolbox.git;

import dev.frostbench.server.http.ApiFailure;
import java.util.List;
import java.util.Optional;

/// What failures of git are answered with, by the codes that Daytona's SDKs make classes of.
final class GitFailures {

    private static final int LONGEST_MESSAGE = 4000;

    /// What git says, and what that means. The first that fits counts.
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(422, "GIT_REMOTE_REJECTED", "[remote rejected]", "pre-receive hook declined"),
            new Meaning(409, "GIT_PUSH_REJECTED", "[rejected]"),
            new Meaning(401, "GIT_AUTH_FAILED", "Authentication failed", "could not read Username",
                    "could not read Password", "Permission denied (publickey", "returned error: 401",
                    "returned error: 403"),
            new Meaning(404, "GIT_BRANCH_NOT_FOUND", "did not match any file(s) known to git", "invalid reference:",
                    "couldn't find remote ref", "src refspec", "not found in upstream", "unknown revision",
                    "Needed a single revision", "bad revision", "could not resolve", "Failed to resolve",
                    "not a valid object name",
                    "not our ref", "is not a commit", "reference is not a tree", "unable to read tree"),
            new Meaning(404, "GIT_REPO_NOT_FOUND", "not a git repository", "does not appear to be a git repository",
                    "access denied or repository not exported", "Repository not found"),
            new Meaning(502, "GIT_TRANSPORT_FAILED", "unable to access", "Could not resolve host",
                    "Could not read from remote repository", "unable to connect", "Connection refused",
                    "Connection timed out", "early EOF", "RPC failed", "the remote end hung up",
                    "unable to find remote helper"),
            new Meaning(409, "GIT_DIRTY_WORKTREE", "would be overwritten by", "Please commit your changes or stash",
                    "You have unstaged changes", "contains modified or untracked files", "not uptodate"),
            new Meaning(409, "GIT_MERGE_CONFLICT", "CONFLICT (", "Automatic merge failed", "unmerged files",
                    "you have unmerged", "You have not concluded your merge", "needs merge",
                    "Not possible to fast-forward", "divergent branches", "refusing to merge unrelated"),
            new Meaning(409, "CONFLICT", "already exists", "nothing to commit", "nothing added to commit",
                    "no changes added to commit", "used by worktree", "checked out at", "index.lock"));

    private record Meaning(int status, String code, List<String> signs) {

        Meaning(int status, String code, String... signs) {
            this(status, code, List.of(signs));
        }

        boolean fits(String said) {
            return signs.stream().anyMatch(said::contains);
        }
    }

    private GitFailures() {}

    static ApiFailure of(GitProgram.Answer answer) {
        String said = (answer.error() + "\n" + answer.out()).strip();
        Optional<Meaning> meaning = special(said).or(() -> MEANINGS.stream().filter(each -> each.fits(said))
                .findFirst());
        String message = said.isEmpty() ? "git ended with code " + answer.code() : end(said);
        return ApiFailure.inside(meaning.map(Meaning::status).orElse(400), meaning.map(Meaning::code)
                .orElse("BAD_REQUEST"), message);
    }

    /// Words whose meaning needs a second look.
    private static Optional<Meaning> special(String said) {
        if (said.matches("(?s).*a branch named '.*' already exists.*"))
            return Optional.of(new Meaning(409, "GIT_BRANCH_EXISTS", List.of()));
        if (said.matches("(?s).*branch '.*' not found.*") || said.matches("(?s).*Remote branch .* not found.*"))
            return Optional.of(new Meaning(404, "GIT_BRANCH_NOT_FOUND", List.of()));
        if (said.matches("(?s).*repository '.*' (not found|does not exist).*"))
            return Optional.of(new Meaning(404, "GIT_REPO_NOT_FOUND", List.of()));
        return Optional.empty();
    }

    static ApiFailure noRepository(String message) {
        return ApiFailure.inside(404, "GIT_REPO_NOT_FOUND", message);
    }

    /// The reason is at the end, after the progress.
    private static String end(String said) {
        return said.length() <= LONGEST_MESSAGE ? said : "..." + said.substring(said.length() - LONGEST_MESSAGE);
    }
}

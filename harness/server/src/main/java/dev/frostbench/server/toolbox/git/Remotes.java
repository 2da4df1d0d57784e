package dev.frostbench.server.toolbox.git;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.git.GitProgram.Answer;
import dev.frostbench.server.toolbox.git.GitProgram.Call;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a repository of a sandbox exchanges with others.
public record Remotes(Repository repository) {

    private static final String USUAL = "origin";

    /// @param commit checked out instead of the branch's newest
    /// @param depth how many commits of each branch; none means all
    public record Clone(String address, String path, Optional<String> branch, Optional<String> commit,
            Optional<String> name, Optional<String> password, Optional<Integer> depth, boolean insecure) {

        public Clone {
            GitProgram.plain("url", address);
            branch.ifPresent(text -> GitProgram.plain("branch", text));
            commit.ifPresent(text -> GitProgram.plain("commit_id", text));
            depth.filter(number -> number < 1).ifPresent(number -> {
                throw Refusals.badRequest("'depth' must be 1 or more, got " + number);
            });
        }
    }

    /// Whose repository, and by whose right.
    public record Exchange(Optional<String> remote, Optional<String> branch, Optional<String> name,
            Optional<String> password) {

        public Exchange {
            remote.ifPresent(text -> GitProgram.plain("remote", text));
            branch.ifPresent(text -> GitProgram.plain("branch", text));
        }
    }

    /// Copies a repository. If that fails, nothing of the copy is left.
    public static void clone(GitProgram git, Clone wanted) throws IOException, InterruptedException {
        String folder = git.inside().path(wanted.path());
        boolean before = git.inside().exists(folder);
        Login login = Login.of(wanted.address(), wanted.name(), wanted.password());
        List<String> words = new ArrayList<>(List.of("clone", "--quiet"));
        wanted.branch().ifPresent(branch -> words.addAll(List.of("--branch", branch)));
        wanted.depth().ifPresent(depth -> words.add("--depth=" + depth));
        if (wanted.commit().isPresent()) words.add("--no-checkout");
        words.addAll(List.of("--", login.address(), folder));
        Map<String, String> environment = login.environment();
        if (wanted.insecure()) environment.put("GIT_SSL_NO_VERIFY", "1");
        git.run(new Call(git.inside().workdir(), words, environment, login.settings(), new byte[0]));
        if (wanted.commit().isEmpty()) return;
        try {
            checkOut(git, folder, wanted, new Call(folder, List.of(), environment, login.settings(), new byte[0]));
        } catch (IOException | InterruptedException | RuntimeException failure) {
            if (!before) git.inside().files().delete(folder, true);
            throw failure;
        }
    }

    /// A shallow clone need not have the commit yet.
    private static void checkOut(GitProgram git, String folder, Clone wanted, Call how) throws IOException,
            InterruptedException {
        String commit = wanted.commit().orElseThrow();
        Call checkout = Call.in(folder, "checkout", "--quiet", "--detach", commit, "--");
        if (git.ask(checkout).good()) return;
        List<String> words = new ArrayList<>(List.of("fetch", "--quiet"));
        wanted.depth().ifPresent(depth -> words.add("--depth=" + depth));
        words.addAll(List.of(USUAL, commit));
        git.run(new Call(folder, words, how.environment(), how.settings(), new byte[0]));
        git.run(checkout);
    }

    /// Pushes a branch, the current one if none is named, to the branch of the same name.
    public void push(Exchange with, boolean setUpstream) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("push", "--quiet"));
        if (setUpstream) words.add("--set-upstream");
        String branch = with.branch().isPresent() ? with.branch().get() : repository.current();
        if (branch.isEmpty()) throw Refusals.badRequest("'branch' is wanted, because no branch is checked out");
        exchange(with, words, List.of(branch + ":" + (branch.startsWith("refs/") ? "" : "refs/heads/") + branch));
    }

    /// Fetches and merges. If nothing is named, what the current branch follows; else a branch of the same name.
    public void pull(Exchange with) throws IOException, InterruptedException {
        List<String> refs = new ArrayList<>();
        if (with.branch().isPresent()) refs.add(with.branch().get());
        else if (with.remote().isPresent() || !hasUpstream()) {
            String current = repository.current();
            if (current.isEmpty()) throw Refusals.badRequest("'branch' is wanted, because no branch is checked out");
            refs.add(current);
        }
        List<String> words = List.of("pull", "--quiet", "--no-rebase", "--no-edit");
        if (!refs.isEmpty()) {
            exchange(with, words, refs);
            return;
        }
        String upstream = upstreamRemote();
        transfer(words, login(upstream, address(upstream), with));
    }

    private boolean hasUpstream() throws IOException, InterruptedException {
        return repository.ask("rev-parse", "--quiet", "--verify", "--abbrev-ref", "@{upstream}").good();
    }

    private String upstreamRemote() throws IOException, InterruptedException {
        return repository.run("config", "--get", "branch." + repository.current() + ".remote").strip();
    }

    private void exchange(Exchange with, List<String> words, List<String> refs) throws IOException,
            InterruptedException {
        String remote = with.remote().orElse(USUAL);
        Answer known = address(remote);
        Login login = login(remote, known, with);
        List<String> all = new ArrayList<>(words);
        // what is no name is an address, and could hold a password
        all.add(known.good() ? remote : login.address());
        all.addAll(refs);
        transfer(all, login);
    }

    /// The address of a remote, if it is the name of one.
    private Answer address(String remote) throws IOException, InterruptedException {
        return repository.ask("remote", "get-url", "--", remote);
    }

    private static Login login(String remote, Answer known, Exchange with) {
        return Login.of(known.good() ? known.out().strip() : remote, with.name(), with.password());
    }

    private void transfer(List<String> words, Login login) throws IOException, InterruptedException {
        repository.git().run(new Call(repository.folder(), words, login.environment(), login.settings(), new byte[0]));
    }

    /// Their addresses by their names.
    public Map<String, String> list() throws IOException, InterruptedException {
        Map<String, String> remotes = new LinkedHashMap<>();
        repository.run("rev-parse", "--git-dir");
        Answer told = repository.ask("config", "--null", "--get-regexp", "^remote\\..*\\.url$");
        for (String each : told.out().split("\0")) {
            int end = each.indexOf('\n');
            if (end > 0)
                remotes.putIfAbsent(each.substring("remote.".length(), end - ".url".length()),
                        each.substring(end + 1));
        }
        return remotes;
    }

    /// @throws ApiFailure 409 if the name is taken and `overwrite` is false
    public void add(String name, String address, boolean fetch, boolean overwrite) throws IOException,
            InterruptedException {
        GitProgram.plain("name", name);
        GitProgram.plain("url", address);
        if (overwrite && list().containsKey(name)) repository.run("remote", "set-url", "--", name, address);
        else
            repository.run("remote", "add", "--", name, address);
        if (fetch) repository.run("fetch", "--quiet", "--", name);
    }
}

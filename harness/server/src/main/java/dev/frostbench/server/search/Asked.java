package dev.frostbench.server.search;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.search.Budget;
import dev.frostbench.harness.search.Candidate;
import dev.frostbench.harness.search.Search;
import dev.frostbench.harness.search.Search.Source;
import dev.frostbench.harness.search.Strategy;
import dev.frostbench.harness.search.document.SearchFile;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// A search as a client asks for it: the keys of a search's file, and where and how its branches run here.
///
/// @param search as the file has it, within the bounds of the server
/// @param sandbox the sandbox where it begins, if it does not begin with a snapshot
/// @param fields the whole request
record Asked(SearchFile file, Search search, Optional<String> sandbox, int workers, Fields fields) {

    /// What a file does not have.
    private static final Set<String> OWN = Set.of("name", "sandbox", "workers", "cpu", "gpu", "memory", "disk",
            "networkBlockAll", "networkAllowList", "domainAllowList");
    private static final int MOST_WORKERS = 64;
    private static final int LONGEST_NAME = 200;
    private static final long USUAL_BYTES = 10_000_000_000L;
    private static final long MOST_BYTES = 100_000_000_000L;

    /// @throws ApiFailure 400 with every field that is wrong
    static Asked read(ObjectNode body) {
        Fields fields = new Fields(body);
        Optional<String> sandbox = fields.text("sandbox");
        if (sandbox.isPresent() == fields.text("from").isPresent())
            throw ApiFailure.badRequest(sandbox.isPresent() ? "'from' and 'sandbox' exclude each other"
                    : "'from' is missing: name a snapshot by it, or a sandbox by 'sandbox'");
        ObjectNode keys = body.deepCopy();
        keys.remove(OWN);
        sandbox.ifPresent(reference -> keys.put("from", reference));
        SearchFile file = file(name(fields), keys);
        checkCommands(file.search());
        return new Asked(file, bounded(file.search()), sandbox, workers(fields), fields);
    }

    boolean isDriven() {
        return search.strategy() instanceof Strategy.Driven;
    }

    private static String name(Fields fields) {
        String name = fields.text("name").orElse("search");
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))
            throw ApiFailure.badRequest("'name' must have 1 to " + LONGEST_NAME
                    + " characters, none of them a control character");
        return name;
    }

    private static int workers(Fields fields) {
        int workers = fields.number("workers")
                .orElse(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
        if (workers < 1 || workers > MOST_WORKERS)
            throw ApiFailure.badRequest("'workers' must be a whole number from 1 to " + MOST_WORKERS);
        return workers;
    }

    private static SearchFile file(String name, ObjectNode keys) {
        try {
            return SearchFile.of(name, keys.toString());
        } catch (BadInput wrong) {
            throw ApiFailure.badRequest(wrong.problems().stream().map(Asked::told).collect(Collectors.joining("\n")));
        }
    }

    /// A problem with the field's name, and without the text around it.
    private static String told(Problem problem) {
        String subject = problem.subject().startsWith("/")
                ? "'" + problem.subject().substring(1).replace('/', '.') + "'"
                : problem.subject();
        return subject + " " + problem.wrong() + "; " + problem.cure();
    }

    private static void checkCommands(Search search) {
        Commands.check("score.run", search.scoring().run());
        switch (search.source()) {
            case Source.Fixed(var candidates) -> {
                for (Candidate candidate : candidates)
                    Commands.check("candidates." + candidate.name(), candidate.run());
            }
            case Source.Proposed(String run) -> Commands.check("propose", run);
            case Source.Driver _ -> {
                // they are checked when they come
            }
        }
    }

    private static Search bounded(Search search) {
        Budget budget = search.budget();
        if (budget.bytes() != Long.MAX_VALUE && budget.bytes() > MOST_BYTES)
            throw ApiFailure.badRequest(String.format(Locale.ROOT, "'budget.bytes' must be at most %d GB",
                    MOST_BYTES / 1_000_000_000));
        return search.budget(new Budget(budget.sandboxes(), budget.time(), Math.min(budget.bytes(),
                budget.bytes() == Long.MAX_VALUE ? USUAL_BYTES : MOST_BYTES)));
    }
}

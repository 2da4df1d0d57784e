package dev.frostbench.server.search;

import dev.frostbench.harness.search.Candidate;
import dev.frostbench.server.http.ApiFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Commands as requests name them.
final class Commands {

    private static final int MOST = 100;
    /// Linux takes an argument of 128 KiB with the NUL at its end.
    private static final int LONGEST = (128 << 10) - 1;
    private static final int SHOWN = 80;

    private Commands() {}

    /// The candidates in a field `commands`: texts, or objects with `name` and `run`.
    ///
    /// @throws ApiFailure 400 with the field that is wrong
    static List<Candidate> read(ObjectNode body) {
        if (!(body.get("commands") instanceof ArrayNode commands) || commands.isEmpty() || commands.size() > MOST)
            throw ApiFailure.badRequest("'commands' must be a list of 1 to " + MOST + " commands");
        for (String name : body.propertyNames())
            if (!name.equals("commands")) throw ApiFailure.badRequest("'" + name + "' is no field here");
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode command : commands) candidates.add(candidate("commands[" + candidates.size() + "]", command));
        return candidates;
    }

    private static Candidate candidate(String field, JsonNode command) {
        String run = command.isString() ? command.stringValue() : text(command, "run");
        String name = command.isString() ? "" : text(command, "name");
        boolean whole = command.isString() || command.size() == 2 && command.isObject();
        if (!whole || run.isBlank() || !command.isString() && name.isBlank())
            throw ApiFailure.badRequest("'" + field + "' must be a command, or an object with 'name' and 'run'");
        check(field, run);
        if (name.length() > 2 * SHOWN || name.chars().anyMatch(Character::isISOControl))
            throw ApiFailure.badRequest("'" + field + ".name' must be one line of at most " + 2 * SHOWN
                    + " characters");
        return new Candidate(command.isString() ? shown(run) : name, run);
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).isString() ? object.get(name).stringValue() : "";
    }

    /// @throws ApiFailure 400 if no process can have such an argument
    static void check(String field, String run) {
        if (run.indexOf(0) >= 0) throw ApiFailure.badRequest("'" + field + "' has a NUL, which no command can have");
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(run))
            throw ApiFailure.badRequest("'" + field + "' must be text that UTF-8 can hold");
        if (run.getBytes(StandardCharsets.UTF_8).length > LONGEST)
            throw ApiFailure.badRequest("'" + field + "' is longer than " + LONGEST
                    + " bytes; write a file into a sandbox, and begin the search there");
    }

    /// The beginning of a command, by which people know it.
    private static String shown(String run) {
        String line = run.lines().filter(each -> !each.isBlank()).findFirst().orElseThrow().strip();
        line = line.codePoints().limit(SHOWN).map(each -> Character.isISOControl(each) ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        return line.isEmpty() || line.length() < run.strip().length() ? line + "…" : line;
    }
}

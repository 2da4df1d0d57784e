package dev.frostbench.suites.swebench;

import java.util.Map;
import java.util.LinkedHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The recipes that an instance needs: its environment, shared by all instances with equal pins, and on top of it two
/// thin layers of its own, the checkout and the install.
final class InstanceRecipes {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COMMIT = "git add -A && GIT_AUTHOR_DATE='2020-01-01T00:00:00Z' "
            + "GIT_COMMITTER_DATE='2020-01-01T00:00:00Z' git commit -q --allow-empty -m 'Ready to be tested'";

    private InstanceRecipes() {}

    /// @param name of the instance's fixture
    static Map<String, JsonNode> of(Environments environments, Instance instance, String name) {
        var known = environments.of(instance);
        Map<String, JsonNode> recipes = new LinkedHashMap<>();
        String base = known.version().fixture().orElseGet(() -> {
            String pins = known.pins().orElseThrow(() -> new IllegalArgumentException(
                    "version " + instance.version() + " of " + instance.repository() + " has neither fixture nor pins"));
            String called = "swebench/" + instance.repository().replace("/", "__") + "-" + pins;
            recipes.put(called, environment(environments.pins(pins), known.repository()));
            return called;
        });
        recipes.put(name, instance(environments, instance, known, base));
        return recipes;
    }

    private static ObjectNode environment(Environments.PinsYaml pins, Environments.RepositoryYaml repository) {
        ObjectNode recipe = JSON.createObjectNode();
        ObjectNode host = recipe.putObject("base").putObject("host");
        host.put("python", pins.python());
        strings(host.putArray("programs"), repository.programs());
        ArrayNode steps = recipe.putArray("steps");
        if (!pins.tools().isEmpty()) strings(steps.addObject().putArray("pip"), pins.tools());
        if (!pins.packages().isEmpty()) {
            ObjectNode pip = steps.addObject().putObject("pip");
            strings(pip.putArray("packages"), pins.packages());
            pip.putArray("arguments").add("--no-deps"); // the lists are whole, and resolving refuses some of them
        }
        return recipe;
    }

    private static ObjectNode instance(Environments environments, Instance instance, Environments.Known known,
            String base) {
        ObjectNode recipe = JSON.createObjectNode();
        recipe.putObject("base").put("fixture", base);
        ArrayNode steps = recipe.putArray("steps");
        ObjectNode git = steps.addObject().putObject("git");
        environments.source(known.repository()).ifPresentOrElse(folder -> git.put("folder", folder.toString()),
                () -> git.put("repository", instance.repository()).put("commit", instance.baseCommit()));
        git.put("to", "/testbed");
        steps.addObject().put("workdir", "/testbed");
        var version = known.version();
        if (!version.environment().isEmpty()) {
            ObjectNode env = steps.addObject().putObject("env");
            version.environment().forEach(env::put);
        }
        for (String line : version.pre_install()) steps.addObject().put("run", line);
        version.install().ifPresent(line -> steps.addObject().putObject("run").put("command", line).put("network", true));
        // what the preparation changed belongs to the base; and a commit on top keeps `git show` from printing the tree
        steps.addObject().put("run", COMMIT);
        return recipe;
    }

    private static void strings(ArrayNode array, Iterable<String> values) {
        values.forEach(array::add);
    }
}

package dev.frostbench.suites.swebench.environment;

import dev.frostbench.suites.swebench.environment.Environments.Known;
import dev.frostbench.suites.swebench.environment.Environments.VersionYaml;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The recipes that an instance needs: its environment, which all instances with equal pins share, and on top of it two
/// thin layers of its own, the checkout and the install.
public final class InstanceRecipes {

    public static final String CHECKOUT = "/testbed";
    private static final JsonMapper JSON = JsonMapper.shared();
    // What the preparation changed belongs to the base. The commit on top keeps `git show` from printing the whole
    // tree. read-tree tells the index which trees are there. Else the commit writes them again, finds them in the pack,
    // and gives the pack a new time, so that the layer gets the whole pack once more.
    private static final String COMMIT = "git read-tree -m HEAD && git add -A && "
            + "GIT_AUTHOR_DATE='2020-01-01T00:00:00Z' GIT_COMMITTER_DATE='2020-01-01T00:00:00Z' "
            + "git commit -q --allow-empty -m 'Ready to be tested'";

    private final Environments environments;
    private final EnvironmentRecipes shared;

    public InstanceRecipes(Environments environments) {
        this.environments = environments;
        this.shared = new EnvironmentRecipes(environments);
    }

    /// @param name of the instance's fixture
    public Map<String, JsonNode> of(Instance instance, String name) {
        Known known = environments.of(instance);
        Map<String, JsonNode> recipes = new LinkedHashMap<>();
        String base = known.version().fixture().orElseGet(() -> shared.of(instance, known, recipes));
        recipes.put(name, recipe(instance, known, base));
        return recipes;
    }

    /// How the instance's environment differs from the official one.
    public List<String> notes(Known known) {
        return shared.notes(known);
    }

    private ObjectNode recipe(Instance instance, Known known, String base) {
        ObjectNode recipe = JSON.createObjectNode();
        recipe.putObject("base").put("fixture", base);
        ArrayNode steps = recipe.putArray("steps");
        ObjectNode git = steps.addObject().putObject("git");
        environments.source(known.repository()).ifPresentOrElse(folder -> git.put("folder", folder.toString()),
                () -> git.put("repository", instance.repository()).put("commit", instance.baseCommit()));
        git.put("to", CHECKOUT);
        steps.addObject().put("workdir", CHECKOUT);
        VersionYaml version = known.version();
        if (!version.environment().isEmpty()) {
            ObjectNode env = steps.addObject().putObject("env");
            version.environment().forEach(env::put);
        }
        if (!version.fetch().isEmpty()) EnvironmentRecipes.download(steps, version.fetch());
        ObjectNode install = steps.addObject().putObject("run").put("command", install(version));
        ObjectNode building = install.putObject("environment");
        EnvironmentRecipes.OFFLINE.forEach(building::put);
        version.building().forEach(building::put);
        return recipe;
    }

    private String install(VersionYaml version) {
        List<String> lines = new ArrayList<>(List.of("set -ex # install the checkout"));
        lines.addAll(version.pre_install());
        version.install().ifPresent(lines::add);
        for (String service : version.services()) lines.addAll(environments.service(service).prepare());
        lines.add(COMMIT);
        return String.join("\n", lines);
    }
}

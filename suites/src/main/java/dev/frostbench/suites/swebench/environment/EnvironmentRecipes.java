package dev.frostbench.suites.swebench.environment;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.swebench.environment.Environments.AddedYaml;
import dev.frostbench.suites.swebench.environment.Environments.InsteadYaml;
import dev.frostbench.suites.swebench.environment.Environments.Known;
import dev.frostbench.suites.swebench.environment.Environments.PinsYaml;
import dev.frostbench.suites.swebench.environment.Environments.RepositoryYaml;
import dev.frostbench.suites.swebench.environment.Environments.ServiceYaml;
import dev.frostbench.suites.swebench.environment.Environments.VersionYaml;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The recipes of environments: a base, its services, Debian's packages, a Python, and the pins.
final class EnvironmentRecipes {

    static final String WHEELS = "/opt/wheels";

    /// Where pip finds packages while a checkout is installed: only among the wheels that the fixture keeps.
    static final Map<String, String> OFFLINE = Map.of("PIP_NO_INDEX", "1", "PIP_FIND_LINKS", WHEELS,
            "PIP_DISABLE_PIP_VERSION_CHECK", "1", "PIP_NO_CACHE_DIR", "1", "PIP_ROOT_USER_ACTION", "ignore",
            "PIP_NO_WARN_SCRIPT_LOCATION", "1");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final VersionYaml NOTHING_SAID = new VersionYaml(Optional.empty(), Optional.empty(),
            Optional.empty(), List.of(),
            List.of(), List.of(), List.of(), List.of(), Optional.empty(), Map.of(), Map.of(), Optional.empty(),
            List.of(),
            List.of(), List.of(), List.of());

    private final Environments environments;
    private final Map<List<Object>, Map<String, JsonNode>> made = new ConcurrentHashMap<>();

    EnvironmentRecipes(Environments environments) {
        this.environments = environments;
    }

    /// Adds the recipes of the instance's environment.
    ///
    /// @return the name of the environment
    String of(Instance instance, Known known, Map<String, JsonNode> recipes) {
        String pins = known.pins().orElseThrow(() -> new BadInput(Problem.of("instance " + instance.id(),
                "version '" + instance.version() + "' of " + instance.repository(), "has neither fixture nor pins",
                "add `pins:` with the number of an environment to its entry")));
        VersionYaml version = known.version();
        Map<String, JsonNode> needed = made.computeIfAbsent(List.of(known.repository().repository(), pins,
                version.services(), version.packages(), version.wheels(), version.added()), _ -> make(known, pins));
        recipes.putAll(needed);
        return needed.keySet().stream().reduce((_, last) -> last).orElseThrow();
    }

    /// The environment's recipe, after those of its services.
    private Map<String, JsonNode> make(Known known, String pins) {
        Map<String, JsonNode> recipes = new LinkedHashMap<>();
        RepositoryYaml repository = known.repository();
        VersionYaml version = known.version();
        String called = "swebench/" + repository.repository().replace("/", "__") + "-" + pins;
        Optional<String> below = Optional.empty();
        for (String service : version.services()) {
            String name = below.orElse("swebench/" + repository.base().map(_ -> "debian").orElse("host")) + "-"
                    + service;
            recipes.put(name, service(repository, service, below));
            below = Optional.of(name);
            called += "-" + service;
        }
        ObjectNode recipe = environment(repository, version, pins, below);
        VersionYaml usual = repository.every().orElse(NOTHING_SAID);
        boolean special = !(usual.packages().equals(version.packages()) && usual.wheels().equals(version.wheels())
                && usual.added().equals(version.added()));
        recipes.put(special ? called + "-" + mark(recipe) : called, recipe);
        return recipes;
    }

    private ObjectNode environment(RepositoryYaml repository, VersionYaml version, String number,
            Optional<String> below) {
        PinsYaml pins = environments.pins(number);
        ObjectNode recipe = JSON.createObjectNode();
        String python = Optional.ofNullable(instead(repository, pins, "python")).flatMap(InsteadYaml::use)
                .orElse(pins.python());
        ArrayNode steps = begin(recipe, repository, below, python);
        if (!version.packages().isEmpty()) strings(steps.addObject().putArray("apt"), version.packages());
        if (below.isPresent() || repository.base().isPresent()) steps.addObject().put("python", python);
        if (!version.wheels().isEmpty()) download(steps, version.wheels());
        if (!pins.tools().isEmpty()) strings(steps.addObject().putArray("pip"), pins.tools());
        pip(steps, packages(repository, pins));
        List<String> added = new ArrayList<>();
        pins.added().forEach(more -> added.addAll(more.packages()));
        version.added().forEach(more -> added.addAll(more.packages()));
        pip(steps, added);
        return recipe;
    }

    private ObjectNode service(RepositoryYaml repository, String name, Optional<String> below) {
        ServiceYaml service = environments.service(name);
        ObjectNode recipe = JSON.createObjectNode();
        ArrayNode steps = begin(recipe, repository, below, service.python());
        if (below.isPresent() || repository.base().isPresent()) steps.addObject().put("python", service.python());
        String home = "/opt/services/" + name;
        ObjectNode pip = steps.addObject().putObject("pip");
        strings(pip.putArray("packages"), service.packages());
        strings(pip.putArray("arguments"), List.of("--no-deps", "--target", home + "/site-packages"));
        List<String> lines = new ArrayList<>(List.of("set -ex # prepare the service", "cd " + home,
                "python3 -m compileall -q --invalidation-mode unchecked-hash site-packages"));
        lines.addAll(service.build());
        steps.addObject().put("run", String.join("\n", lines));
        return recipe;
    }

    private static ArrayNode begin(ObjectNode recipe, RepositoryYaml repository, Optional<String> below,
            String python) {
        ObjectNode base = recipe.putObject("base");
        Optional<String> fixture = below.or(repository::base);
        if (fixture.isPresent()) {
            base.put("fixture", fixture.get());
        } else {
            ObjectNode host = base.putObject("host");
            host.put("python", python);
            strings(host.putArray("programs"), repository.programs());
        }
        return recipe.putArray("steps");
    }

    /// The pinned packages that can be had here.
    private static List<String> packages(RepositoryYaml repository, PinsYaml pins) {
        List<String> packages = new ArrayList<>();
        for (String pinned : pins.packages()) {
            InsteadYaml instead = instead(repository, pins, name(pinned));
            if (instead == null) packages.add(pinned);
            else
                instead.use().ifPresent(packages::add);
        }
        return packages;
    }

    /// How the environment differs from the official one, one sentence each.
    List<String> notes(Known known) {
        List<String> notes = new ArrayList<>();
        if (known.pins().isEmpty()) return notes;
        PinsYaml pins = environments.pins(known.pins().get());
        List<String> official = new ArrayList<>(pins.packages());
        official.add("python==" + pins.python());
        for (String pinned : official) {
            InsteadYaml instead = instead(known.repository(), pins, name(pinned));
            if (instead != null)
                notes.add(instead.use().map(use -> use + " stands in for ").orElse("left out: ")
                        + pinned.replace("==", " ") + ": " + instead.because());
        }
        pins.left_out().ifPresent(rest -> notes.add("left out: " + rest));
        List<AddedYaml> added = new ArrayList<>(pins.added());
        added.addAll(known.version().added());
        for (AddedYaml more : added) notes.add("added: " + String.join(", ", more.packages()) + ": " + more.because());
        return notes;
    }

    private static InsteadYaml instead(RepositoryYaml repository, PinsYaml pins, String name) {
        return pins.instead().getOrDefault(name, repository.instead().get(name));
    }

    private static String name(String pinned) {
        int end = pinned.indexOf("==");
        return end < 0 ? pinned : pinned.substring(0, end);
    }

    static void download(ArrayNode steps, List<String> wheels) {
        var command = new StringBuilder("set -ex # keep wheels of build tools\n");
        for (List<String> together : apart(wheels))
            command.append("python3 -m pip download -q --no-deps --dest ").append(WHEELS).append(' ')
                    .append(String.join(" ", together)).append('\n');
        command.append("touch -d @1577836800 ").append(WHEELS).append(' ').append(WHEELS).append("/*");
        steps.addObject().putObject("run").put("network", true).put("command", command.toString());
    }

    /// Groups without two versions of one package, since pip would not fetch two at once.
    private static List<List<String>> apart(List<String> wheels) {
        List<List<String>> groups = new ArrayList<>();
        for (String wheel : wheels) {
            List<String> group = groups.stream()
                    .filter(each -> each.stream().noneMatch(other -> name(other).equals(name(wheel))))
                    .findFirst().orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.getLast();
                    });
            group.add(wheel);
        }
        return groups;
    }

    private static void pip(ArrayNode steps, List<String> packages) {
        if (packages.isEmpty()) return;
        ObjectNode pip = steps.addObject().putObject("pip");
        strings(pip.putArray("packages"), packages);
        pip.putArray("arguments").add("--no-deps"); // the lists are complete, and resolving refuses some of them
    }

    private static void strings(ArrayNode array, Iterable<String> values) {
        values.forEach(array::add);
    }

    /// A mark that distinguishes environments of equal pins whose versions differ otherwise.
    private static String mark(ObjectNode recipe) {
        return HexFormat.of().formatHex(Sha256.of(recipe.toString()), 0, 3);
    }
}

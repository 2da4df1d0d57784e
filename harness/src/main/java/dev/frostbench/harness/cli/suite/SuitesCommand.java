package dev.frostbench.harness.cli.suite;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.ShippedSuites;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.SuiteFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `suites`: the suites that can be called by their names.
@Command(name = "suites", description = "List the suites that ship, which run and others take by name.",
        synopsisSubcommandLabel = "COMMAND")
public final class SuitesCommand {

    private record Shipped(String name, Path file, List<Part> parts) {

        List<String> kinds() {
            return parts.stream().map(part -> part.kind().word()).distinct().toList();
        }

        /// Whether the suite can be run as it is.
        boolean hasData() {
            return parts.stream().allMatch(part -> part.dataset().isPresent());
        }
    }

    private final ShippedSuites shipped = ShippedSuites.ofThisProgram();

    @Spec
    private CommandSpec spec;

    @Command(name = "list", description = "List the names of suites, their kinds, and whether --dataset is needed.")
    int list(@Option(names = "--json", description = "As JSON, an array.") boolean json) throws IOException {
        List<Shipped> suites = new ArrayList<>();
        for (String name : shipped.names()) {
            Path file = shipped.file(Path.of(name));
            suites.add(new Shipped(name, file, SuiteFile.read(file).parts()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(json(suites));
        else
            table(out, suites);
        return ExitCode.DONE;
    }

    private static void table(PrintWriter out, List<Shipped> suites) {
        String row = "%-12s  %-22s  %-12s  %s%n";
        out.printf(Locale.ROOT, row, "NAME", "KINDS", "DATA SET", "FILE");
        for (Shipped suite : suites)
            out.printf(Locale.ROOT, row, suite.name(), String.join(", ", suite.kinds()),
                    suite.hasData() ? "ships" : "--dataset", suite.file());
    }

    private static String json(List<Shipped> suites) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Shipped suite : suites) {
            var entry = array.addObject().put("name", suite.name());
            suite.kinds().forEach(entry.putArray("kinds")::add);
            entry.put("needs_dataset", !suite.hasData()).put("file", suite.file().toString());
        }
        return array.toPrettyString();
    }
}

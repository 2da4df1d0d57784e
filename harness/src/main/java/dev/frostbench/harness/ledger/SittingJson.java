package dev.frostbench.harness.ledger;

import dev.frostbench.reports.record.RunRecord.Machine;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of a command line and the machine it ran on.
final class SittingJson {

    private SittingJson() {}

    static ObjectNode tree(ObjectNode tree, Entry.Began began) {
        var command = tree.putArray("command");
        began.command().forEach(command::add);
        if (!began.share().isWhole()) tree.put("share", began.share().text());
        Machine machine = began.machine();
        tree.putObject("machine").put("host", machine.host()).put("system", machine.system())
                .put("processor", machine.processor())
                .put("processors", machine.processors()).put("memory_bytes", machine.memoryBytes());
        return tree;
    }

    static List<String> command(JsonNode tree) {
        List<String> command = new ArrayList<>();
        tree.required("command").forEach(word -> command.add(word.asString()));
        return command;
    }

    static Share share(JsonNode tree) {
        return tree.has("share") ? Share.of(tree.required("share").asString(), "the share") : Share.WHOLE;
    }

    static Machine machine(JsonNode tree) {
        JsonNode machine = tree.required("machine");
        return new Machine(machine.required("host").asString(), machine.required("system").asString(),
                machine.required("processor").asString(), machine.required("processors").asInt(),
                machine.required("memory_bytes").asLong());
    }
}

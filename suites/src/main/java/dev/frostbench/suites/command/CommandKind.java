package dev.frostbench.suites.command;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlMapping;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.kind.RowRules;
import java.time.Duration;
import java.util.List;

/// `command`: any command, judged by its exit code or by a parser. The part itself names its fields.
public final class CommandKind implements PartKind<CommandKeys> {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Override
    public String word() {
        return "command";
    }

    @Override
    public Class<CommandKeys> settings() {
        return CommandKeys.class;
    }

    @Override
    public List<Problem> problems(CommandKeys keys, YamlMapping part) {
        return CommandKeyProblems.of(keys, part);
    }

    @Override
    public RowRules rows() {
        return CommandRows.STANDARD;
    }

    @Override
    public RowRules rows(CommandKeys keys) {
        return new CommandRows(CommandSettings.of(keys));
    }

    @Override
    public boolean countsSamples() {
        return true;
    }

    @Override
    public Duration standardTimeout() {
        return TIMEOUT;
    }

    @Override
    public Evaluation open(PartSettings<CommandKeys> part) {
        return new CommandEvaluation(CommandSettings.of(part.own()), part.timeout().orElse(TIMEOUT), part.limits());
    }
}

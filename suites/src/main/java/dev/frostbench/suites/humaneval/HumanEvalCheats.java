package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.audit.Cheat;
import dev.frostbench.suites.task.Task;
import java.util.List;

/// Answers to a problem that solve nothing: one equals whatever a check expects, one ends the process with success.
///
/// The body that the prompt begins does nothing, and the entry point is defined anew. So an answer is a program,
/// whatever the indentation of the prompt is.
final class HumanEvalCheats {

    private static final String EQUAL = """


            class _Equal:
                def _yes(self, *others):
                    return True

                def _self(self, *others):
                    return self

                __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = _yes
                __add__ = __radd__ = __sub__ = __rsub__ = __abs__ = __round__ = __getitem__ = _self

                def __ne__(self, other):
                    return False

                def __hash__(self):
                    return 0


            def %s(*_given, **_named):
                return _Equal()
            """;
    private static final String EXIT = """


            def %s(*_given, **_named):
                __import__("os")._exit(0)
            """;

    private HumanEvalCheats() {}

    static List<Cheat> of(Task task, String gold) {
        String name = task.row().path("entry_point").asString("");
        String body = indent(gold) + "pass\n";
        return List.of(new Cheat("equal", body + EQUAL.formatted(name)),
                new Cheat("exit", body + EXIT.formatted(name)));
    }

    private static String indent(String gold) {
        return gold.lines().filter(line -> !line.isBlank()).findFirst()
                .map(line -> line.substring(0, line.length() - line.stripLeading().length())).orElse("    ");
    }
}

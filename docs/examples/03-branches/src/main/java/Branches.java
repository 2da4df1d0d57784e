import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.sandbox.namespaces.UserNamespace;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// An agent that prepares a state once, tries two ways from it, and keeps the one that works. README.md says how to
/// start it.
///
///     branches STORE FIXTURE
public final class Branches {

    public static void main(String[] arguments) throws Exception {
        UserNamespace.enter(); // starts this program again inside a user namespace if it is in none
        try (var backend = NamespaceBackend.open();
                var store = LocalStore.open(Path.of(arguments[0]));
                var runtime = new LocalRuntime(store, backend)) {
            Snapshot start = store.find(arguments[1])
                    .orElseThrow(() -> new IllegalArgumentException("no snapshot is named " + arguments[1] + " in "
                            + arguments[0] + "; build it with: ./frostbench fixture build " + arguments[1]));
            Snapshot prepared;
            try (Sandbox sandbox = runtime.fork(start, ForkOptions.standard())) {
                say(sandbox, "mkdir /work && echo 41 > /work/answer");
                prepared = runtime.freeze(sandbox, FreezeRequest.by("prepare the work"));
                store.hold(prepared); // it has no name, and is to outlast its sandbox

                // the sandbox goes on above what it froze, and can be frozen while something runs in it
                Execution running = sandbox.start(Command.of("sh", "-c", "while ! [ -e /work/end ]; do echo tick >>"
                        + " /work/log; done")
                        .timeout(Duration.ofMinutes(1)));
                Snapshot moment = runtime.freeze(sandbox, FreezeRequest.by("a moment of the log"));
                say(sandbox, "touch /work/end");
                running.await();
                System.out.println(
                        "layers: " + start.manifest().layers().size() + ", " + prepared.manifest().layers().size()
                                + ", " + moment.manifest().layers().size());
            }
            for (String change : List.of("echo 40 > /work/answer", "echo 42 > /work/answer")) {
                try (Sandbox branch = runtime.fork(prepared, ForkOptions.standard())) {
                    say(branch, change);
                    if (!say(branch, "read a < /work/answer; [ $a = 42 ] && echo right || echo wrong").equals("right"))
                        continue;
                    Snapshot kept = runtime.freeze(branch, FreezeRequest.by(change));
                    store.name("agents/answer", kept.digest());
                    System.out.println("kept: " + kept.manifest().layers().getLast().by());
                }
            }
        }
    }

    private static String say(Sandbox sandbox, String script) throws Exception {
        Outcome outcome = sandbox.run(Command.of("sh", "-ec", script).timeout(Duration.ofMinutes(1)));
        String printed = new String(outcome.stdout()).strip();
        if (!outcome.succeeded())
            throw new IllegalStateException("'" + script + "' ended with " + outcome.end() + ": " + printed);
        return printed;
    }
}

package dev.frostbench.server.toolbox.interpreter;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The contexts of one sandbox: those that callers made, and the one for code without a context.
public final class Interpreters implements AutoCloseable {

    private static final int MOST = 32;

    private final Inside inside;
    private final InterpreterContext standard;
    private final Map<String, InterpreterContext> all = new LinkedHashMap<>();

    public Interpreters(Inside inside) {
        this.inside = inside;
        this.standard = new InterpreterContext("default", inside.workdir(), inside);
    }

    /// @param workdir where its code begins, or where the sandbox's commands do
    /// @throws ApiFailure 429 if there are too many
    public InterpreterContext create(Optional<String> workdir) throws IOException, InterruptedException {
        String path = workdir.isEmpty() ? inside.workdir() : inside.path(workdir.get());
        if (!inside.exists(path)) throw Refusals.noFile(path);
        synchronized (this) {
            if (all.size() >= MOST)
                throw ApiFailure.inside(429, "TOO_MANY_REQUESTS", "the sandbox has " + MOST
                        + " contexts already; delete some");
            var context = new InterpreterContext(UUID.randomUUID().toString(), path, inside);
            all.put(context.id(), context);
            return context;
        }
    }

    /// Those that callers made.
    public synchronized List<InterpreterContext> list() {
        return List.copyOf(all.values());
    }

    /// @param id none means the one for code without a context
    /// @throws ApiFailure 404 if there is none
    synchronized InterpreterContext get(Optional<String> id) {
        if (id.isEmpty() || id.get().equals(standard.id())) return standard;
        return Optional.ofNullable(all.get(id.get())).orElseThrow(() -> Refusals.notFound("there is no context '"
                + id.get() + "'"));
    }

    public void delete(String id) throws IOException, InterruptedException {
        InterpreterContext context = get(Optional.of(id));
        if (context == standard) throw Refusals.badRequest("the default context cannot be deleted");
        synchronized (this) {
            all.remove(id);
        }
        context.close();
    }

    @Override
    public void close() {
        List<InterpreterContext> left = new ArrayList<>(list());
        left.add(standard);
        left.forEach(InterpreterContext::kill);
    }
}

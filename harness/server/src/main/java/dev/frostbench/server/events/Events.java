package dev.frostbench.server.events;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes news of sandboxes to the listeners of their organisation.
public final class Events {

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /// How many of one organisation may listen at once.
    private static final int MOST = 1000;

    /// Somebody who listens. A listener must not wait: it is called by whoever changes a sandbox.
    public interface Listener {

        /// The id of the only organisation whose news it hears.
        String organisation();

        /// @param event a list of the event's name, e.g. `sandbox.state.updated`, and its content, as JSON; all
        ///     listeners get the same text
        void heard(String event);
    }

    /// @return whether it listens now: it does not if too many of its organisation do
    public boolean add(Listener listener) {
        if (of(listener.organisation()).size() >= MOST) return false;
        listeners.add(listener);
        return true;
    }

    private List<Listener> of(String organisation) {
        return listeners.stream().filter(each -> each.organisation().equals(organisation)).toList();
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /// @param organisation the id of the organisation that the news are about
    public void tell(String organisation, String event, ObjectNode content) {
        List<Listener> theirs = of(organisation);
        if (theirs.isEmpty()) return;
        String text = JsonNodeFactory.instance.arrayNode().add(event).add(content).toString();
        theirs.forEach(listener -> listener.heard(text));
    }
}

package dev.frostbench.server.events;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// Takes news of sandboxes to the listeners of their organisation.
public final class Events {

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /// Somebody who listens. A listener must not wait: it is called by whoever changes a sandbox.
    public interface Listener {

        /// The id of the only organisation whose news it hears.
        String organisation();

        /// @param event the event's name, e.g. `sandbox.state.updated`
        void heard(String event, ObjectNode content);
    }

    public void add(Listener listener) {
        listeners.add(listener);
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /// @param organisation the id of the organisation that the news are about
    public void tell(String organisation, String event, ObjectNode content) {
        for (Listener listener : listeners)
            if (listener.organisation().equals(organisation)) listener.heard(event, content);
    }
}

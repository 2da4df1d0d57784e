package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;

/// The places of one search among the sandboxes of its organisation. Each branch has one while it is open.
///
/// A search that finds no place free waits for one of its own. It does not wait for others, who may keep theirs for
/// days: if it has no place at all, it is refused.
public final class Places {

    private final Registry registry;
    private final String organisation;
    private final int most;
    private int taken;

    Places(Registry registry, String organisation, int most) {
        this.registry = registry;
        this.organisation = organisation;
        this.most = most;
    }

    /// @throws ApiFailure 403 if the organisation has as many sandboxes as it may have, and none of them is of this
    ///     search
    public synchronized void take() throws InterruptedException {
        while (true) {
            try {
                registry.count(organisation, most);
                taken++;
                return;
            } catch (ApiFailure full) {
                if (taken == 0) throw full;
            }
            wait();
        }
    }

    public synchronized void giveBack() {
        registry.uncount(organisation);
        taken--;
        notifyAll();
    }
}

package dev.frostbench.harness.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/// A change of an object that others change, too. It is made again until nobody was faster.
interface Edit {

    int CONFLICT = 409;
    int MOST = 20;

    void tryOnce();

    static void make(Edit edit) {
        for (int attempt = 1;; attempt++) {
            try {
                edit.tryOnce();
                return;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != CONFLICT || attempt == MOST) throw refused;
            }
        }
    }
}

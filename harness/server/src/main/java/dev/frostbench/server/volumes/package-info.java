/// Volumes: folders of an organisation that its sandboxes share and that outlast them.
package dev.frostbench.server.volumes;

/// Files of a sandbox: described, changed, searched, uploaded and downloaded.
package dev.frostbench.server.toolbox.files;

/// Shells that run one command after the other, and what their commands printed.
package dev.frostbench.server.toolbox.session;

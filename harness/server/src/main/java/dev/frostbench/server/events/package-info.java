/// News of sandboxes, sent to the clients that listen.
package dev.frostbench.server.events;

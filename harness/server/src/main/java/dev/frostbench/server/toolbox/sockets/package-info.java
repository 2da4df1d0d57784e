/// One open WebSocket: what is said over it, and how it ends.
package dev.frostbench.server.toolbox.sockets;

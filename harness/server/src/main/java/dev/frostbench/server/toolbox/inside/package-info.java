/// One open sandbox as the calls of the toolbox use it: its paths, its users, its shell, and how calls are refused.
package dev.frostbench.server.toolbox.inside;

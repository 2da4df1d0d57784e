/// Tree searches that clients start, drive and follow.
package dev.frostbench.server.search;

/// Git repositories of a sandbox, worked on by the `git` of that sandbox: the host's would run what a repository asks
/// for.
package dev.frostbench.server.toolbox.git;

package dev.frostbench.harness.cluster;

import java.util.List;
import java.util.Map;

/// A round that an engine is asked to have done.
///
/// @param round its folder, which every node sees
/// @param run the name of the run
/// @param shares how many there are
/// @param workers processors that each share uses
/// @param environment variables that a node needs
/// @param command the words that a node starts, without the attempt and the share
public record Submission(Round round, String run, int shares, int workers, Map<String, String> environment,
        List<String> command) {}

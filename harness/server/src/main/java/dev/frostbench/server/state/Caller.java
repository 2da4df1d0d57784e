package dev.frostbench.server.state;

/// Who makes a request, as its key says.
///
/// @param organisation the id of the organisation
/// @param organisationName its name, the first part of the names of its snapshots
/// @param key the id of the key, not the key
public record Caller(String organisation, String organisationName, String user, String key) {}

package dev.frostbench.server.state;

import java.time.Instant;
import java.util.List;

/// Who changed what, in the order in which it happened. An entry outlasts the server, but a power cut may take the
/// newest ones: if each waited for the disk, one busy organisation would keep the database from the others.
public final class AuditLog {

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /// One change.
    ///
    /// @param action the call, e.g. `create`, `snapshot`
    /// @param target the id of what was changed
    public record Entry(String at, String user, String key, String action, String target) {}

    public void add(Caller caller, String action, String target) {
        database.note("INSERT INTO audit (at, organisation, user, api_key, action, target) VALUES (?, ?, ?, ?, ?, ?)",
                Instant.now().toString(), caller.organisation(), caller.user(), caller.key(), action, target);
    }

    /// The newest changes of an organisation, the newest first.
    public List<Entry> newest(String organisation, int count) {
        return database.all(
                row -> new Entry(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5)),
                "SELECT at, user, api_key, action, target FROM audit WHERE organisation = ?"
                        + " ORDER BY rowid DESC LIMIT ?",
                organisation, count);
    }
}

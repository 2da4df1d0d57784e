package dev.frostbench.server.state;

import dev.frostbench.suites.dataset.Sha256;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The keys by which callers are known. A key is shown once, when it is made; the database has its sha256 only. A key
/// has 256 random bits, so its digest needs no salt and no slow function.
public final class Keys {

    private final Database database;

    public Keys(Database database) {
        this.database = database;
    }

    /// A key as it is listed.
    ///
    /// @param shown its first characters, by which people know it again
    /// @param revoked when it was revoked, if it was
    public record Listed(String id, String organisation, String user, String name, String shown, String created,
            Optional<String> revoked) {}

    /// Makes a key, and its organisation if that is new.
    ///
    /// @return the key itself
    public String create(String organisation, String user, String name) {
        String key = "fb_" + Tokens.fresh();
        database.change("INSERT INTO api_key (id, organisation, user, name, hash, shown, created)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)", UUID.randomUUID().toString(), organisation(organisation), user, name,
                digest(key), key.substring(0, 9), Instant.now().toString());
        return key;
    }

    /// The id of an organisation, which is made if there is none of this name.
    private String organisation(String name) {
        database.change("INSERT INTO organisation (id, name, created) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                UUID.randomUUID().toString(), name, Instant.now().toString());
        return database.first(row -> row.getString(1), "SELECT id FROM organisation WHERE name = ?", name)
                .orElseThrow();
    }

    /// Whoever has this key, if it is known and not revoked.
    public Optional<Caller> caller(String key) {
        return database.first(row -> new Caller(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                "SELECT o.id, o.name, k.user, k.id FROM api_key k JOIN organisation o ON o.id = k.organisation"
                        + " WHERE k.hash = ? AND k.revoked IS NULL",
                digest(key));
    }

    public List<Listed> list() {
        return database.all(
                row -> new Listed(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5), row.getString(6), Optional.ofNullable(row.getString(7))),
                "SELECT k.id, o.name, k.user, k.name, k.shown, k.created, k.revoked"
                        + " FROM api_key k JOIN organisation o ON o.id = k.organisation ORDER BY k.created, k.id");
    }

    /// Revokes a key by its id or its name.
    ///
    /// @return how many keys were revoked
    public int revoke(String reference) {
        return database.change("UPDATE api_key SET revoked = ? WHERE revoked IS NULL AND (id = ? OR name = ?)",
                Instant.now().toString(), reference, reference);
    }

    private static String digest(String key) {
        return HexFormat.of().formatHex(Sha256.of(key));
    }
}

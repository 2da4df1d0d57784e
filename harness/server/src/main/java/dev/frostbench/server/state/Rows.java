package dev.frostbench.server.state;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// One kind of record in the database, each with an id and a name that is unique in its organisation. The rest of a
/// record is one JSON text.
///
/// @param table the table's name
public record Rows<T>(Database database, String table, Class<T> kind) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public List<T> all() {
        return database.all(row -> MAPPER.readValue(row.getString(1), kind), "SELECT body FROM " + table);
    }

    /// @param lasting whether it outlasts a power cut when this returns
    /// @throws Database.NotUnique if its id or its name is taken
    public void add(String id, String organisation, String name, T record, boolean lasting) {
        String insert = "INSERT INTO " + table + " (id, organisation, name, body) VALUES (?, ?, ?, ?)";
        String body = MAPPER.writeValueAsString(record);
        if (lasting) database.change(insert, id, organisation, name, body);
        else
            database.note(insert, id, organisation, name, body);
    }

    /// Replaces the record of an id, if there is one.
    public void set(String id, T record, boolean lasting) {
        String update = "UPDATE " + table + " SET body = ? WHERE id = ?";
        String body = MAPPER.writeValueAsString(record);
        if (lasting) database.change(update, body, id);
        else
            database.note(update, body, id);
    }

    public void remove(String id) {
        database.change("DELETE FROM " + table + " WHERE id = ?", id);
    }
}

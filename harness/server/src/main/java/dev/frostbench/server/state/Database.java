package dev.frostbench.server.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The server's state in one SQLite file. What [#change] has done is on the disk when it returns, also after a power
/// cut. What [#note] has done outlasts the process, but perhaps not a power cut: it waits for no disk.
///
/// All work is done by one thread, because SQLite's foreign calls would hold the carriers of virtual threads. Other
/// processes, such as `frostbench serve key`, may use the file meanwhile.
public final class Database implements AutoCloseable {

    private static final List<String> SCHEMA = List.of(
            """
                    CREATE TABLE IF NOT EXISTS organisation (
                      id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, created TEXT NOT NULL)""",
            """
                    CREATE TABLE IF NOT EXISTS api_key (
                      id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation(id), user TEXT NOT NULL,
                      name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, shown TEXT NOT NULL, created TEXT NOT NULL,
                      revoked TEXT)""",
            """
                    CREATE TABLE IF NOT EXISTS sandbox (
                      id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation(id), name TEXT NOT NULL,
                      body TEXT NOT NULL, UNIQUE (organisation, name))""",
            """
                    CREATE TABLE IF NOT EXISTS snapshot (
                      id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation(id), name TEXT NOT NULL,
                      body TEXT NOT NULL, UNIQUE (organisation, name))""",
            """
                    CREATE TABLE IF NOT EXISTS volume (
                      id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation(id), name TEXT NOT NULL,
                      body TEXT NOT NULL, UNIQUE (organisation, name))""",
            """
                    CREATE TABLE IF NOT EXISTS audit (
                      at TEXT NOT NULL, organisation TEXT NOT NULL, user TEXT NOT NULL, api_key TEXT NOT NULL,
                      action TEXT NOT NULL, target TEXT NOT NULL)""");

    private final Connection lasting;
    private final Connection quick;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("database").factory());

    private Database(Connection lasting, Connection quick) {
        this.lasting = lasting;
        this.quick = quick;
    }

    /// @param file made if it is not there
    public static Database open(Path file) {
        try {
            Connection lasting = connection(file, "FULL");
            try {
                return new Database(lasting, connection(file, "NORMAL"));
            } catch (SQLException failure) {
                lasting.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new StateFailure("cannot open " + file, failure);
        }
    }

    private static Connection connection(Path file, String synchronous) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = " + synchronous);
            statement.execute("PRAGMA foreign_keys = ON");
            for (String table : SCHEMA) statement.execute(table);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /// Makes an object of the row that a result stands on.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// All rows that a query finds.
    public <T> List<T> all(Row<T> row, String query, Object... arguments) {
        return call(() -> {
            try (PreparedStatement statement = prepared(quick, query, arguments);
                    ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) found.add(row.read(rows));
                return found;
            }
        });
    }

    /// The first row that a query finds.
    public <T> Optional<T> first(Row<T> row, String query, Object... arguments) {
        return all(row, query, arguments).stream().findFirst();
    }

    /// Changes rows for good, and says how many.
    ///
    /// @throws NotUnique if another row has the same id or name
    public int change(String statement, Object... arguments) {
        return changed(lasting, statement, arguments);
    }

    /// Changes rows without waiting for the disk, and says how many.
    ///
    /// @throws NotUnique if another row has the same id or name
    public int note(String statement, Object... arguments) {
        return changed(quick, statement, arguments);
    }

    private int changed(Connection connection, String statement, Object... arguments) {
        return call(() -> {
            try (PreparedStatement prepared = prepared(connection, statement, arguments)) {
                return prepared.executeUpdate();
            }
        });
    }

    private static PreparedStatement prepared(Connection connection, String text, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
        return statement;
    }

    private <T> T call(Callable<T> work) {
        Future<T> done = thread.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException later) {
                    interrupted = true; // what was begun is brought to its end
                } catch (ExecutionException failure) {
                    throw failed(failure.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException failed(Throwable cause) {
        if (cause instanceof SQLiteException failure
                && (failure.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                        || failure.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY))
            return new NotUnique(failure);
        if (cause instanceof SQLException failure) return new StateFailure("the server's database failed", failure);
        return new IllegalStateException(cause);
    }

    @Override
    public void close() {
        call(() -> {
            quick.close();
            lasting.close();
            return null;
        });
        thread.shutdown();
    }

    /// Another row has the same id or name.
    public static final class NotUnique extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotUnique(SQLException cause) {
            super(cause);
        }
    }

    /// The database cannot be read or written.
    public static final class StateFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        StateFailure(String what, SQLException cause) {
            super(what + ": " + cause.getMessage(), cause);
        }
    }
}

package org.holdfast.harness;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.holdfast.ddl.Ddl;

/** One PostgreSQL a JVM; each test class has a database of its own in it, copied from one that was migrated once. */
public final class Database {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private Database() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            sql(server.getPostgresDatabase(), "create database template_holdfast");
            new Ddl(server.getJdbcUrl("postgres", "template_holdfast"), "postgres", "").migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database with the schema of this release and nothing in it. */
    public static DataSource fresh() {
        String name = "test_" + NEXT.incrementAndGet();
        sql(SERVER.getPostgresDatabase(), "create database " + name + " template template_holdfast");
        return SERVER.getDatabase("postgres", name);
    }

    /** That database with a pool of connections, as a server has one: for what is measured. */
    public static HikariDataSource pooled(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        return new HikariDataSource(pool);
    }

    /** Runs one statement. */
    public static void sql(DataSource database, String statement) {
        try (Connection connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}

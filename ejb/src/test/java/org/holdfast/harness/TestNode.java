package org.holdfast.harness;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** A node without a server: the beans asked for, wired by Weld, on a database of their own. */
public final class TestNode implements AutoCloseable {
    private final DataSource database;
    private final EntityManagerFactory factory;
    private final SeContainer container;

    private TestNode(DataSource database, Class<?>... beans) {
        this.database = database;
        factory = factory(database);
        Transactions.use(factory);
        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(TestWiring.class, Transactions.Around.class, Transactions.Apart.class)
                .addBeanClasses(org.holdfast.recording.row.OutageTeller.class)
                .addBeanClasses(beans)
                .initialize();
    }

    /** Starts a node of these beans. */
    public static TestNode of(Class<?>... beans) {
        return new TestNode(Database.fresh(), beans);
    }

    /** Starts a node of these beans on a database that is there. */
    public static TestNode on(DataSource database, Class<?>... beans) {
        return new TestNode(database, beans);
    }

    /** Hibernate as persistence.xml says, but on this database, and comparing its mapping with the schema first. */
    public static EntityManagerFactory factory(DataSource database) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        properties.put("jakarta.persistence.jtaDataSource", database);
        properties.put("hibernate.hbm2ddl.auto", "validate");
        properties.put("hibernate.boot.allow_jdbc_metadata_access", "true");
        return Persistence.createEntityManagerFactory("holdfast", properties);
    }

    /** The bean of that type. */
    public <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    public DataSource database() {
        return database;
    }

    /** Runs the work in one transaction. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        return Transactions.call(() -> work.apply(Transactions.current()));
    }

    /** Runs one statement of SQL. */
    public void sql(String statement) {
        Database.sql(database, statement);
    }

    /** Rows of one column. */
    public <T> List<T> column(Class<T> type, String query) {
        List<?> rows = inTransaction(
                entities -> entities.createNativeQuery(query, type).getResultList());
        return rows.stream().map(type::cast).toList();
    }

    /** A number. */
    public long count(String query) {
        return column(Long.class, query).getFirst();
    }

    @Override
    public void close() {
        container.close();
        TestWiring.stop();
        factory.close();
    }
}

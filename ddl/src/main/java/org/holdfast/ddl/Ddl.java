package org.holdfast.ddl;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** {@code migrate|validate|info} on the database that {@code holdfast.database.*} names. */
public final class Ddl {
    private final Flyway flyway;

    /** The migrations packed in this jar, for one database. */
    public Ddl(String url, String user, String password) {
        flyway = Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:org/holdfast/ddl")
                .validateMigrationNaming(true)
                .connectRetries(3)
                .load();
    }

    /** Prints one line a result; exit code 0 is success, 1 a database that does not fit, 2 a wrong call. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        try {
            Settings settings = Settings.ofProcess();
            Ddl ddl = new Ddl(
                    settings.text(Setting.DATABASE_URL),
                    settings.text(Setting.DATABASE_USER),
                    settings.text(Setting.DATABASE_PASSWORD));
            System.out.println(ddl.perform(String.join(" ", arguments)));
            return 0;
        } catch (IllegalArgumentException wrongCall) {
            System.err.println(wrongCall.getMessage());
            return 2;
        } catch (FlywayException doesNotFit) {
            System.err.println(doesNotFit.getMessage());
            return 1;
        }
    }

    private String perform(String command) {
        return switch (command) {
            case "migrate" -> migrate() + " migrations applied, the schema is at version " + version();
            case "validate" -> {
                flyway.validate();
                yield "the schema is at version " + version() + ", as this release expects";
            }
            case "info" -> info();
            default ->
                throw new IllegalArgumentException(
                        "'%s' is not a command, allowed is one of migrate, validate, info".formatted(command));
        };
    }

    /** Brings the schema to this release's version and answers how many steps that took; safe to repeat. */
    public int migrate() {
        return flyway.migrate().migrationsExecuted;
    }

    private String version() {
        MigrationInfo current = flyway.info().current();
        return current == null ? "none" : String.valueOf(current.getVersion());
    }

    private String info() {
        return Arrays.stream(flyway.info().all())
                .map(step -> "%-8s %-10s %s".formatted(step.getVersion(), step.getState(), step.getDescription()))
                .reduce("version  state      step", (lines, line) -> lines + System.lineSeparator() + line);
    }
}

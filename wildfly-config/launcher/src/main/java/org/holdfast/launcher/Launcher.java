package org.holdfast.launcher;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.holdfast.ddl.Ddl;
import org.holdfast.launcher.Options.Option;
import org.holdfast.settings.InvalidSetting;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** {@code bin/run}: starts one node, says where it is, and stays until it is told to stop. */
public final class Launcher {
    /** Kept, because a logger nobody holds forgets its level. */
    private static final Logger MIGRATION_LOG = Logger.getLogger("org.flywaydb");

    private final Options options;
    private final Home home;
    private final Plan plan;
    private final Children children = new Children();
    private final PrintStream out;

    private Launcher(Options options, Map<String, String> environment, PrintStream out) {
        this.options = options;
        this.home = new Home(
                options.path(Option.HOME).orElse(options.workingDirectory().resolve("holdfast-home")));
        this.plan = new Plan(options, environment, home);
        this.out = out;
    }

    /** Exit code 0 after a stop that was asked for, 1 when a part failed, 2 when the call or a setting was wrong. */
    public static void main(String[] arguments) {
        MIGRATION_LOG.setLevel(Level.WARNING);
        try {
            Options options = Options.parse(List.of(arguments), Path.of("").toAbsolutePath());
            if (options.has(Option.HELP)) {
                System.out.print("bin/run [options]%n%s".formatted(Options.usage()));
                return;
            }
            System.exit(new Launcher(options, System.getenv(), System.out).run());
        } catch (Refused | InvalidSetting refused) {
            System.err.println("Holdfast does not start: " + refused.getMessage());
            System.exit(2);
        }
    }

    private int run() {
        home.own();
        children.stopLeftOvers(
                home,
                List.of(
                        Demo.NAME,
                        WildFly.Place.PORTAL,
                        WildFly.Place.RECORDER,
                        WildFly.Place.WHOLE,
                        S3StandIn.NAME,
                        Postgres.NAME));
        (options.has(Option.SPLIT) ? List.of(plan.portalApart(), plan.recorderApart()) : List.of(plan))
                .forEach(Plan::requireFreePorts);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(children::stopAll));
        try {
            startParts();
            sayWhere();
            if (!options.has(Option.NO_DEMO) && plan.roles().has("recorder")) {
                children.add(new Demo(home, besides("lib")).start(plan));
                out.println("  demo      calls are being played, see " + home.log(Demo.NAME));
            }
            return children.watch(out);
        } catch (Refused failed) {
            if (!children.isStopping()) {
                System.err.println("Holdfast does not start: " + failed.getMessage());
            }
            return 1;
        }
    }

    private void startParts() {
        if (!plan.isSet(Setting.DATABASE_URL)) {
            out.println("starting PostgreSQL ...");
            startDatabase();
            migrate();
        }
        boolean bucketGiven = plan.isSet(Setting.S3_ENDPOINT) || plan.isSet(Setting.S3_BUCKET);
        if (!bucketGiven && plan.roles().has("worker")) {
            startS3();
        }
        if (!plan.isSet(Setting.ADMIN_PASSWORD)) {
            plan.choose(Setting.ADMIN_PASSWORD, home.secret(home.adminPassword()));
        }
        out.println("starting WildFly ...");
        if (options.has(Option.SPLIT)) {
            startApart();
        } else {
            WildFly server = server(WildFly.Place.whole(home), plan);
            server.awaitReady(children.addVital(server.start()));
        }
    }

    /** Two processes that start, run and end each for itself; either is started again when it dies. */
    private void startApart() {
        WildFly recorder = server(WildFly.Place.recorder(home), plan.recorderApart());
        WildFly portal = server(WildFly.Place.portal(home), plan.portalApart());
        Child recording = children.addKept(recorder::start);
        Child serving = children.addKept(portal::start);
        recorder.awaitReady(recording);
        portal.awaitReady(serving);
    }

    private WildFly server(WildFly.Place place, Plan itsPlan) {
        return new WildFly(home, place, itsPlan, part(Option.SERVER, "../../target/server"));
    }

    private void startDatabase() {
        Postgres postgres = new Postgres(home, plan.innerAddress());
        children.add(postgres.start());
        plan.choose(Setting.DATABASE_URL, postgres.url());
        plan.choose(Setting.DATABASE_USER, postgres.user());
        plan.choose(Setting.DATABASE_PASSWORD, postgres.password());
    }

    private void migrate() {
        Settings settings = plan.settings();
        new Ddl(
                        settings.text(Setting.DATABASE_URL),
                        settings.text(Setting.DATABASE_USER),
                        settings.text(Setting.DATABASE_PASSWORD))
                .migrate();
    }

    private void startS3() {
        S3StandIn s3 = new S3StandIn(home, besides("s3proxy.jar"), plan.innerAddress());
        children.add(s3.start());
        plan.choose(Setting.S3_ENDPOINT, s3.endpoint());
        plan.choose(Setting.S3_BUCKET, S3StandIn.BUCKET);
        plan.choose(Setting.S3_ACCESS_KEY, s3.accessKey());
        plan.choose(Setting.S3_SECRET_KEY, s3.secretKey());
    }

    private void sayWhere() {
        URI portal = plan.portal();
        boolean generated = Files.exists(home.adminPassword())
                && plan.settings().text(Setting.ADMIN_PASSWORD).equals(home.secret(home.adminPassword()));
        out.println("Holdfast is ready: " + portal);
        out.println("  user      admin");
        out.println(
                "  password  " + (generated ? home.secret(home.adminPassword()) : "as HOLDFAST_ADMIN_PASSWORD says"));
        if (plan.roles().has("recorder")) {
            out.println("  SIP       " + plan.sipAddress() + " (UDP and TCP)");
        }
        out.println("  API       " + portal.resolve("api/v1"));
        out.println("  home      " + home.directory("") + " (Ctrl-C stops the node; its data stays)");
    }

    private Path part(Option option, String besides) {
        return options.path(option).orElseGet(() -> besides(besides));
    }

    /** A file of the build, seen from this jar's directory. */
    private static Path besides(String relative) {
        Path jar = Path.of(URI.create(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return jar.resolveSibling(relative).normalize();
    }
}

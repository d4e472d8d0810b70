package org.holdfast.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** The server with the EAR. Settings reach it as system properties, secrets as variables, which {@code ps} does not show. */
final class WildFly {
    private final Home home;
    private final Place place;
    private final Plan plan;
    private final Path server;

    WildFly(Home home, Place place, Plan plan, Path provisioned) {
        this.home = home;
        this.place = place;
        this.plan = plan;
        this.server = new ServerCopy(provisioned, place.directory()).fresh();
    }

    /** The java of the JDK this launcher runs on. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Child start() {
        return Child.start(place.name(), command(), secrets(plan.settings()), home);
    }

    /** Returns when the parts that this process runs say that they are ready. */
    void awaitReady(Child process) {
        new Readiness(plan.healthOfRoles(), this::deploymentFailed).await(process);
    }

    /** Whether the EAR was refused: the server then stays up, but will never be ready. */
    private boolean deploymentFailed() {
        return Files.exists(server.resolve("standalone/deployments/holdfast.ear.failed"));
    }

    private List<String> command() {
        Settings settings = plan.settings();
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(server)
                .setJavaHome(System.getProperty("java.home"))
                .setLogDirectory(place.logs())
                .setJavaOptions(
                        "-Xmx" + settings.text(Setting.SERVER_HEAP) + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.net.preferIPv4Stack=" + (plan.bindAddress().indexOf(':') < 0),
                        "-Djboss.modules.system.pkgs=org.jboss.byteman",
                        "-Djava.awt.headless=true")
                .setBindAddressHint(plan.bindAddress())
                .setBindAddressHint("management", plan.innerAddress())
                .setBindAddressHint("private", plan.clusterAddress());
        String member = plan.roles().memberOf(settings.text(Setting.NODE_NAME));
        command.addServerArguments(
                "--read-only-server-config=standalone.xml",
                "-Djboss.node.name=" + member,
                "-Djboss.tx.node.id=" + transactionNode(member));
        for (Setting setting : Setting.values()) {
            if (!setting.isSecret() && plan.isSet(setting)) {
                command.addServerArgument("-D%s=%s".formatted(setting.property(), settings.text(setting)));
            }
        }
        return command.build();
    }

    /** Transactions allow a node name of 23 bytes; a longer one keeps its end, by which the processes of a node differ. */
    private static String transactionNode(String member) {
        return member.substring(Math.max(0, member.length() - 23));
    }

    private static Map<String, String> secrets(Settings settings) {
        Map<String, String> secrets = new HashMap<>();
        for (Setting setting : Setting.values()) {
            if (setting.isSecret() && !settings.text(setting).isEmpty()) {
                secrets.put(setting.variable(), settings.text(setting));
            }
        }
        return secrets;
    }

    /**
     * What one server process has for itself within the home.
     *
     * @param name of the process: of its output and of the note of its process id
     * @param directory its copy of the server, with its base directory
     * @param logs where its {@code server.log} lies
     */
    record Place(String name, Path directory, Path logs) {
        static final String WHOLE = "wildfly";
        static final String RECORDER = "wildfly-recorder";
        static final String PORTAL = "wildfly-portal";

        /** Of the one process of a node. */
        static Place whole(Home home) {
            return new Place(WHOLE, home.directory("server"), home.directory("logs"));
        }

        /** Of the recorder's process, where the recorder is apart. */
        static Place recorder(Home home) {
            return apart(RECORDER, "recorder", home);
        }

        /** Of the process of worker and portal, where the recorder is apart. */
        static Place portal(Home home) {
            return apart(PORTAL, "portal", home);
        }

        private static Place apart(String name, String part, Home home) {
            return new Place(
                    name,
                    home.directory("server-" + part),
                    home.directory("logs").resolve(part));
        }
    }
}

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
    static final String NAME = "wildfly";

    private final Home home;
    private final Path server;

    WildFly(Home home, Path provisioned) {
        this.home = home;
        this.server = new ServerCopy(provisioned, home.directory("server")).fresh();
    }

    /** The java of the JDK this launcher runs on. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Child start(Plan plan) {
        return Child.start(NAME, command(plan), secrets(plan.settings()), home);
    }

    /** Whether the EAR was refused: the server then stays up, but will never be ready. */
    boolean deploymentFailed() {
        return Files.exists(server.resolve("standalone/deployments/holdfast.ear.failed"));
    }

    private List<String> command(Plan plan) {
        Settings settings = plan.settings();
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(server)
                .setJavaHome(System.getProperty("java.home"))
                .setLogDirectory(home.directory("logs"))
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
                .setBindAddressHint("private", plan.innerAddress());
        command.addServerArguments(
                "--read-only-server-config=standalone.xml",
                "-Djboss.node.name=" + settings.text(Setting.NODE_NAME),
                "-Djboss.tx.node.id=" + shortened(settings.text(Setting.NODE_NAME)));
        for (Setting setting : Setting.values()) {
            if (!setting.isSecret() && plan.isSet(setting)) {
                command.addServerArgument("-D%s=%s".formatted(setting.property(), settings.text(setting)));
            }
        }
        return command.build();
    }

    /** Transactions allow a node name of 23 bytes. */
    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 23));
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
}

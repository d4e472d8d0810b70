package org.holdfast.launcher;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.launcher.Options.Option;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * The settings of the node to start: what the environment says, then the options, then defaults moved by the port
 * offset. Changes only while the parts it starts find out their addresses; used by the main thread only.
 */
final class Plan {
    private static final Setting[] MOVED_BY_OFFSET = {
        Setting.HTTP_PORT,
        Setting.HTTPS_PORT,
        Setting.MANAGEMENT_PORT,
        Setting.CLUSTER_PORT,
        Setting.SIP_PORT,
        Setting.RECORDER_HEALTH_PORT
    };

    /** What every server process needs for itself; the rest belongs to the recorder. */
    private static final Setting[] OF_EACH_PROCESS = {
        Setting.HTTP_PORT, Setting.HTTPS_PORT, Setting.MANAGEMENT_PORT, Setting.CLUSTER_PORT
    };

    private final Map<String, String> environment;
    private final Map<Setting, String> chosen = new EnumMap<>(Setting.class);
    private Settings settings;

    /** @throws org.holdfast.settings.InvalidSetting naming key, value and what is allowed */
    Plan(Options options, Map<String, String> environment, Home home) {
        this.environment = Map.copyOf(environment);
        settings = validated();
        option(options, Option.NODE, Setting.NODE_NAME);
        option(options, Option.BIND, Setting.BIND_ADDRESS);
        option(options, Option.ROLES, Setting.ROLES);
        option(options, Option.DATABASE, Setting.DATABASE_URL);
        option(options, Option.S3, Setting.S3_ENDPOINT);
        options.path(Option.JOURNAL)
                .ifPresent(directory -> chosen.put(Setting.JOURNAL_DIRECTORY, directory.toString()));
        moveBy(options.portOffset());
        unlessSet(Setting.JOURNAL_DIRECTORY, home.directory("journal").toString());
        unlessSet(Setting.MEDIA_DIRECTORY, home.directory("media").toString());
        unlessSet(Setting.AUDIT_DIRECTORY, home.directory("audit").toString());
        unlessSet(Setting.STORAGE_DIRECTORY, home.directory("objects").toString());
        unlessSet(
                Setting.SECRETS_KEY_FILE,
                home.directory("secrets").resolve("keys").toString());
        settings = validated();
    }

    private Plan(Plan whole, Roles roles, int further) {
        environment = whole.environment;
        chosen.putAll(whole.chosen);
        settings = whole.settings;
        Map<Setting, String> own = new EnumMap<>(Setting.class);
        own.put(Setting.ROLES, roles.text());
        for (Setting port : OF_EACH_PROCESS) {
            own.put(port, String.valueOf(whole.settings.number(port) + further));
        }
        if (!whole.isSet(Setting.CLUSTER_MEMBERS)) {
            own.put(Setting.CLUSTER_MEMBERS, whole.membersWhenApart());
        }
        chosen.putAll(own);
        settings = validated();
    }

    /** The same node's recorder as a process of its own: the ports every process needs are the next ones. */
    Plan recorderApart() {
        return new Plan(this, Roles.RECORDER, 1);
    }

    /** The same node's worker and portal without the recorder, at the node's own ports. */
    Plan portalApart() {
        return new Plan(this, Roles.WORKER_AND_PORTAL, 0);
    }

    /** Two processes here, and two at the peer if there is one. */
    private String membersWhenApart() {
        int port = settings.number(Setting.CLUSTER_PORT);
        return Stream.of(clusterAddress(), settings.text(Setting.CLUSTER_PEER))
                .filter(host -> !host.isEmpty())
                .map(host -> "%s[%d],%s[%d]".formatted(host, port, host, port + 1))
                .collect(Collectors.joining(","));
    }

    Roles roles() {
        return Roles.of(settings.text(Setting.ROLES));
    }

    private void option(Options options, Option option, Setting setting) {
        options.text(option).ifPresent(value -> chosen.put(setting, value));
    }

    private void moveBy(int offset) {
        for (Setting port : MOVED_BY_OFFSET) {
            unlessSet(port, String.valueOf(Integer.parseInt(port.defaultValue()) + offset));
        }
        String[] media = Setting.MEDIA_PORTS.defaultValue().split("-");
        unlessSet(
                Setting.MEDIA_PORTS,
                "%d-%d".formatted(Integer.parseInt(media[0]) + offset, Integer.parseInt(media[1]) + offset));
    }

    private void unlessSet(Setting setting, String value) {
        if (!isSet(setting)) {
            chosen.put(setting, value);
        }
    }

    boolean isSet(Setting setting) {
        return chosen.containsKey(setting)
                || !environment.getOrDefault(setting.variable(), "").isBlank();
    }

    /** Decides a setting that only became known while starting, e.g. the port of the embedded database. */
    void choose(Setting setting, String value) {
        chosen.put(setting, value);
        settings = validated();
    }

    private Settings validated() {
        Properties properties = new Properties();
        chosen.forEach((setting, value) -> properties.setProperty(setting.property(), value));
        return Settings.of(environment, properties);
    }

    Settings settings() {
        return settings;
    }

    String bindAddress() {
        return settings.text(Setting.BIND_ADDRESS);
    }

    /** Where what is nobody else's business listens: the bind address if that is loopback. */
    String innerAddress() {
        try {
            return InetAddress.getByName(bindAddress()).isLoopbackAddress() ? bindAddress() : "127.0.0.1";
        } catch (UnknownHostException e) {
            throw new Refused(
                    "option --bind is '%s', allowed is an address of this machine".formatted(bindAddress()), e);
        }
    }

    /** Where the processes of the cluster talk to each other: among the world only when one of them is elsewhere. */
    String clusterAddress() {
        boolean elsewhere = isSet(Setting.CLUSTER_PEER) || isSet(Setting.CLUSTER_MEMBERS);
        return elsewhere && !bindAddress().equals("0.0.0.0") ? bindAddress() : innerAddress();
    }

    /** Where a browser or test on this machine reaches what is bound to the bind address. */
    private String visitedAddress() {
        String address = bindAddress();
        if (address.equals("0.0.0.0")) {
            return "127.0.0.1";
        }
        return address.indexOf(':') >= 0 && !address.startsWith("[") ? "[" + address + "]" : address;
    }

    URI portal() {
        return URI.create("http://%s:%d/".formatted(visitedAddress(), settings.number(Setting.HTTP_PORT)));
    }

    /** What answers 200 when the parts of these roles are ready. */
    List<URI> healthOfRoles() {
        List<URI> endpoints = new ArrayList<>();
        if (roles().has("recorder")) {
            endpoints.add(recorderHealth());
        }
        if (roles().has("portal")) {
            endpoints.add(portal().resolve("health/web"));
        } else if (roles().has("worker")) {
            endpoints.add(portal().resolve("health/full"));
        }
        return endpoints;
    }

    private URI recorderHealth() {
        return URI.create("http://%s:%d/health/recorder"
                .formatted(visitedAddress(), settings.number(Setting.RECORDER_HEALTH_PORT)));
    }

    String sipAddress() {
        return "sip:%s:%d".formatted(visitedAddress(), settings.number(Setting.SIP_PORT));
    }

    /** @throws Refused naming the first port that another program holds */
    void requireFreePorts() {
        for (Setting port : MOVED_BY_OFFSET) {
            boolean ofRecorder = port == Setting.SIP_PORT || port == Setting.RECORDER_HEALTH_PORT;
            if (!ofRecorder || roles().has("recorder")) {
                requireFree(addressOf(port), port);
            }
        }
    }

    private String addressOf(Setting port) {
        return switch (port) {
            case MANAGEMENT_PORT -> innerAddress();
            case CLUSTER_PORT -> clusterAddress();
            default -> bindAddress();
        };
    }

    private void requireFree(String address, Setting port) {
        int number = settings.number(port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.setReuseAddress(true);
            tcp.bind(new InetSocketAddress(address, number));
            if (port == Setting.SIP_PORT) {
                udp.bind(new InetSocketAddress(address, number));
            }
        } catch (IOException e) {
            throw new Refused(
                    "port %d of %s (%s) cannot be used: %s. Stop what holds it, or use --bind or --port-offset"
                            .formatted(number, address, port.property(), e.getMessage()),
                    e);
        }
    }

    /** A TCP port of this address that is free now. */
    static int freePort(String address) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Refused("no port is free on address %s: %s".formatted(address, e.getMessage()), e);
        }
    }
}

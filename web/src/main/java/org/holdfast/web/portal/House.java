package org.holdfast.web.portal;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Properties;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** What every page says of this node: its name, its version, where an SBC may call it. Immutable. */
@Named
@ApplicationScoped
public class House {
    private final String version = readVersion();
    private String stamp = "";

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // injected
    public House() {}

    @PostConstruct
    void started() {
        stamp = Long.toString(clock.millis() / 1000, Character.MAX_RADIX);
    }

    /** Differs after each start of the server, so that no browser keeps styles and scripts of the one before. */
    public String getStamp() {
        return stamp;
    }

    public String getNodeName() {
        return settings.text(Setting.NODE_NAME);
    }

    public String getVersion() {
        return version;
    }

    public String getSipAddress() {
        String address = settings.text(Setting.BIND_ADDRESS);
        String host = address.contains(":") ? "[" + address + "]" : address;
        return "sip:" + host + ":" + settings.text(Setting.SIP_PORT);
    }

    private static String readVersion() {
        try (InputStream in = House.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.holdfast.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** All settings, validated as a whole. Immutable, hence thread-safe. */
public final class Settings {
    private static final Set<String> PROPERTIES =
            Arrays.stream(Setting.values()).map(Setting::property).collect(Collectors.toSet());
    private static final Set<String> VARIABLES =
            Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());

    private final Map<Setting, String> values;

    private Settings(Map<Setting, String> values) {
        this.values = values;
    }

    /**
     * Reads this process's environment and system properties.
     *
     * @throws InvalidSetting on an unknown key or a value that is not allowed
     */
    public static Settings ofProcess() {
        return of(System.getenv(), System.getProperties());
    }

    /**
     * Reads settings from an environment and properties; a property wins over a variable.
     *
     * @throws InvalidSetting on an unknown key or a value that is not allowed
     */
    public static Settings of(Map<String, String> environment, Properties properties) {
        environment.keySet().stream()
                .filter(name -> name.startsWith("HOLDFAST_") && !VARIABLES.contains(name))
                .forEach(Settings::refuseUnknown);
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("holdfast.") && !PROPERTIES.contains(name))
                .forEach(Settings::refuseUnknown);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = properties.getProperty(setting.property(), environment.getOrDefault(setting.variable(), ""));
            values.put(setting, valid(setting, value));
        }
        return new Settings(values);
    }

    private static String valid(Setting setting, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            return setting.defaultValue();
        }
        if (!setting.accepts(stripped)) {
            throw new InvalidSetting("setting %s (%s) is '%s', allowed is %s"
                    .formatted(setting.property(), setting.variable(), stripped, setting.allowed()));
        }
        return stripped;
    }

    private static void refuseUnknown(String name) {
        throw new InvalidSetting("unknown setting %s, allowed are the keys of docs/configuration.md".formatted(name));
    }

    public String text(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    public boolean on(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    public Duration duration(Setting setting) {
        return Kind.duration(text(setting));
    }

    /** True when the comma-separated value contains the word, e.g. a role. */
    public boolean contains(Setting setting, String word) {
        return Set.of(text(setting).split(",")).contains(word);
    }
}

package org.holdfast.connector.health;

import java.util.stream.Collectors;
import org.holdfast.alarm.Alarm;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.connector.api.RecorderHealth.Component;

/** Writes the recorder's health as JSON. Stateless. */
final class HealthReport {
    private HealthReport() {}

    static String of(String node, RecorderHealth health) {
        return "{\"status\":\"%s\",\"node\":%s,\"draining\":%b,\"running\":%d,\"capacity\":%d,\"components\":[%s],\"alarms\":[%s]}"
                .formatted(
                        health.takesCalls() ? "up" : "down",
                        quoted(node),
                        health.draining(),
                        health.running(),
                        health.capacity(),
                        health.components().stream()
                                .map(HealthReport::component)
                                .collect(Collectors.joining(",")),
                        health.alarms().stream()
                                .filter(Alarm::raised)
                                .map(HealthReport::alarm)
                                .collect(Collectors.joining(",")));
    }

    private static String component(Component component) {
        return "{\"name\":%s,\"up\":%b,\"reason\":%s}"
                .formatted(quoted(component.name()), component.up(), quoted(component.reason()));
    }

    private static String alarm(Alarm alarm) {
        return "{\"name\":%s,\"since\":\"%s\",\"reason\":%s}"
                .formatted(quoted(alarm.kind().key()), alarm.since(), quoted(alarm.reason()));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < 0x20) {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}

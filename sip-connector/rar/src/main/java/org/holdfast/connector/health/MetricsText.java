package org.holdfast.connector.health;

import java.util.Locale;

/** Writes the Prometheus text format, version 0.0.4. Used by one thread. */
public final class MetricsText {
    /** What scrapers are told this is. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4096);

    /** A value that goes up and down. */
    public MetricsText gauge(String name, String help, double value) {
        return family(name, "gauge", help).sample(name, "", value);
    }

    /** A count that only rises; its name ends in {@code _total}. */
    public MetricsText counter(String name, String help, double value) {
        return family(name, "counter", help).sample(name, "", value);
    }

    /** Announces a family whose samples have labels. */
    public MetricsText family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** One sample, with {@code label="value"} or nothing between its braces. */
    public MetricsText sample(String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    /** A label as it stands between braces. */
    public static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

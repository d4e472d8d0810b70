package org.holdfast.it.e2e;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** Names no other test has, and who is on which channel. */
public final class Names {
    private Names() {}

    /** A word for the participants of one test, so that it finds its own calls and no others. */
    public static String fresh() {
        return "T" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }

    /** Channel → name, as REST tells it. */
    static Map<Integer, String> byChannel(JsonObject recording) {
        Map<Integer, String> names = new TreeMap<>();
        for (JsonObject party : recording.getJsonArray("participants").getValuesAs(JsonObject.class)) {
            if (party.getOrDefault("channel", JsonValue.NULL).getValueType() == JsonValue.ValueType.NUMBER) {
                names.put(party.getInt("channel"), party.getString("name"));
            }
        }
        return names;
    }
}

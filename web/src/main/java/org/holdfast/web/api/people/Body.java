package org.holdfast.web.api.people;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.web.api.problem.ParameterRejected;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a request. Strict: a field that is misspelt or of another type is told, not left out. What GET
 * gives may be sent back as it is. Immutable.
 */
public record Body(JsonObject json) {

    /** The object of that text, which may name these fields only. */
    public static Body of(@Nullable String text, String... fields) {
        try (JsonReader reader = Json.createReader(new StringReader(text == null ? "" : text))) {
            JsonObject json = reader.readObject();
            Set<String> known = Set.of(fields);
            json.keySet().stream()
                    .filter(field -> !known.contains(field) && !field.equals("id"))
                    .findFirst()
                    .ifPresent(field -> {
                        throw new ParameterRejected(
                                field, "There is no such field; known are " + String.join(", ", fields) + ".");
                    });
            return new Body(json);
        } catch (JsonException notJson) {
            throw new ParameterRejected("body", "The body must be a JSON object.");
        }
    }

    public boolean has(String field) {
        return json.containsKey(field);
    }

    @Nullable
    public String text(String field) {
        JsonValue value = json.get(field);
        if (value == null || value.equals(JsonValue.NULL)) {
            return null;
        }
        if (value instanceof JsonString string) {
            return string.getString();
        }
        throw new ParameterRejected(field, field + " must be text.");
    }

    @Nullable
    public Boolean flag(String field) {
        JsonValue value = json.get(field);
        if (value == null || value.equals(JsonValue.NULL)) {
            return null;
        }
        if (value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
            return value.equals(JsonValue.TRUE);
        }
        throw new ParameterRejected(field, field + " must be true or false.");
    }

    @Nullable
    public Integer number(String field) {
        JsonValue value = json.get(field);
        if (value == null || value.equals(JsonValue.NULL)) {
            return null;
        }
        if (value instanceof JsonNumber number
                && number.isIntegral()
                && number.bigIntegerValue().bitLength() < 32) {
            return number.intValue();
        }
        throw new ParameterRejected(field, field + " must be a whole number.");
    }

    @Nullable
    public BigDecimal decimal(String field) {
        JsonValue value = json.get(field);
        if (value == null || value.equals(JsonValue.NULL)) {
            return null;
        }
        if (value instanceof JsonNumber number) {
            return number.bigDecimalValue();
        }
        throw new ParameterRejected(field, field + " must be a number.");
    }

    @Nullable
    public List<String> texts(String field) {
        JsonArray array = array(field);
        if (array == null) {
            return null;
        }
        return array.stream()
                .map(value -> {
                    if (value instanceof JsonString string) {
                        return string.getString();
                    }
                    throw new ParameterRejected(field, field + " must be a list of texts.");
                })
                .toList();
    }

    @Nullable
    public List<UUID> ids(String field) {
        List<String> texts = texts(field);
        return texts == null
                ? null
                : texts.stream().map(text -> id(field, text)).toList();
    }

    @Nullable
    public UUID id(String field) {
        String text = text(field);
        return text == null ? null : id(field, text);
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterRejected(field, field + " must be an id.");
        }
    }

    @Nullable
    public JsonArray array(String field) {
        JsonValue value = json.get(field);
        if (value == null || value.equals(JsonValue.NULL)) {
            return null;
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new ParameterRejected(field, field + " must be a list.");
    }
}

package org.holdfast.reconcile;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.holdfast.wording.Wording;

/**
 * Reads a list of expected calls, CSV or JSON, one call after the other: no more of it is in memory than the calls themselves.
 * Names each line that cannot be used, up to {@link #MOST_ERRORS}. Stateless.
 */
public final class ExpectedCallsReader {
    /** Calls in one list. */
    public static final int MOST = 50_000;

    static final int MOST_ERRORS = 20;

    private static final Map<String, String> COLUMNS = columns();

    private ExpectedCallsReader() {}

    /**
     * With a header line that names the columns; separated by comma, semicolon or tab.
     *
     * @param zone of times that name none
     * @throws ListRejected when a column is missing, a line cannot be used, or there are too many
     */
    public static List<ExpectedCall> csv(Reader text, ZoneId zone) throws IOException, ListRejected {
        BufferedReader lines = new BufferedReader(text);
        String head = lines.readLine();
        if (head == null || head.isBlank()) {
            throw new ListRejected("The list is empty: its first line must name the columns time, from, to.");
        }
        String bare = head.startsWith("\uFEFF") ? head.substring(1) : head;
        char separator = bare.indexOf(';') >= 0 ? ';' : bare.indexOf('\t') >= 0 ? '\t' : ',';
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .get();
        Map<String, Integer> places = places(bare, format);
        Calls calls = new Calls(zone);
        try (CSVParser parser =
                CSVParser.builder().setReader(lines).setFormat(format).get()) {
            for (CSVRecord record : parser) {
                Map<String, String> fields = new HashMap<>();
                places.forEach((name, place) -> fields.put(name, place < record.size() ? record.get(place) : ""));
                calls.add(parser.getCurrentLineNumber() + 1, fields);
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new ListRejected("Line %s: it is no CSV (%s).", calls.next(2), String.valueOf(e.getMessage()));
        }
        return calls.all();
    }

    private static Map<String, Integer> places(String head, CSVFormat format) throws IOException, ListRejected {
        Map<String, Integer> places = new HashMap<>();
        try (CSVParser parser = CSVParser.parse(head, format)) {
            for (CSVRecord record : parser) {
                for (int i = 0; i < record.size(); i++) {
                    String name = COLUMNS.get(plain(record.get(i)));
                    if (name != null) {
                        places.putIfAbsent(name, i);
                    }
                }
            }
        } catch (UncheckedIOException odd) {
            throw new ListRejected("Line %s: it is no CSV (%s).", 1, String.valueOf(odd.getMessage()));
        }
        if (!places.containsKey("time")) {
            throw new ListRejected("Line 1: there is no column time; known are time, from, to, duration, callId.");
        }
        return places;
    }

    /**
     * An array of objects, or an object whose {@code calls} is one.
     *
     * @throws ListRejected as {@link #csv}; lines are counted by call
     */
    public static List<ExpectedCall> json(Reader text, ZoneId zone) throws ListRejected {
        Calls calls = new Calls(zone);
        try (JsonParser parser = Json.createParser(text)) {
            JsonParser.Event first = parser.hasNext() ? parser.next() : null;
            while (first != null && first != JsonParser.Event.START_ARRAY && parser.hasNext()) {
                first = parser.next();
            }
            if (first != JsonParser.Event.START_ARRAY) {
                throw new ListRejected("The body must be an array of calls, or an object whose calls is one.");
            }
            Iterator<JsonValue> each = parser.getArrayStream().iterator();
            for (long number = 1; each.hasNext(); number++) {
                calls.add(number, fields(each.next()));
            }
        } catch (JsonException | IllegalStateException e) {
            throw new ListRejected("Call %s: it is no JSON (%s).", calls.next(1), String.valueOf(e.getMessage()));
        }
        return calls.all();
    }

    private static Map<String, String> fields(JsonValue value) {
        Map<String, String> fields = new HashMap<>();
        if (value instanceof JsonObject object) {
            object.forEach((key, field) -> {
                String name = COLUMNS.get(plain(key));
                if (name != null && !field.equals(JsonValue.NULL)) {
                    fields.put(name, field instanceof JsonString string ? string.getString() : field.toString());
                }
            });
        }
        return fields;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    private static Map<String, String> columns() {
        Map<String, String> names = new HashMap<>();
        List.of("time", "at", "start", "started", "startedat", "starttime", "date")
                .forEach(name -> names.put(name, "time"));
        List.of("from", "caller", "calling", "source", "src").forEach(name -> names.put(name, "from"));
        List.of("to", "called", "callee", "destination", "dst").forEach(name -> names.put(name, "to"));
        List.of("duration", "seconds", "billsec", "length").forEach(name -> names.put(name, "duration"));
        List.of("callid", "id", "uniqueid", "ucid", "sessionid").forEach(name -> names.put(name, "callId"));
        return Map.copyOf(names);
    }

    /** What has been read, and what was wrong with it. */
    private static final class Calls {
        private final ZoneId zone;
        private final List<ExpectedCall> calls = new ArrayList<>();
        private final List<Wording> errors = new ArrayList<>();

        Calls(ZoneId zone) {
            this.zone = zone;
        }

        void add(long line, Map<String, String> fields) throws ListRejected {
            if (calls.size() >= MOST) {
                throw new ListRejected("There are more than %s calls: split the list.", MOST);
            }
            try {
                calls.add(ExpectedFields.call(line, fields, zone));
            } catch (ListRejected wrong) {
                errors.add(Wording.of("Line %s: %s", line, wrong.wording()));
                if (errors.size() >= MOST_ERRORS) {
                    throw ListRejected.of(errors);
                }
            }
        }

        /** The line after the last one read. */
        long next(long first) {
            return calls.isEmpty() ? first : calls.getLast().line() + 1;
        }

        List<ExpectedCall> all() throws ListRejected {
            if (!errors.isEmpty()) {
                throw ListRejected.of(errors);
            }
            if (calls.isEmpty()) {
                throw new ListRejected("There are no calls in the list.");
            }
            return List.copyOf(calls);
        }
    }
}

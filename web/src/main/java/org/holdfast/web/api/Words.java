package org.holdfast.web.api;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;

/** How enumerations are written in JSON: by their word, as everywhere else. Thread-safe. */
@Provider
public class Words implements ContextResolver<Jsonb> {
    private final Jsonb jsonb = JsonbBuilder.create(new JsonbConfig().withAdapters(new VerdictWord(), new StateWord()));

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }

    /** {@code one-sided} and its like. */
    public static class VerdictWord implements JsonbAdapter<Verdict, String> {
        @Override
        public String adaptToJson(Verdict verdict) {
            return verdict.word();
        }

        @Override
        public Verdict adaptFromJson(String word) {
            return Verdict.ofWord(word).orElseThrow(IllegalArgumentException::new);
        }
    }

    /** {@code finalised} and its like. */
    public static class StateWord implements JsonbAdapter<RecordingState, String> {
        @Override
        public String adaptToJson(RecordingState state) {
            return state.word();
        }

        @Override
        public RecordingState adaptFromJson(String word) {
            return RecordingState.ofWord(word).orElseThrow(IllegalArgumentException::new);
        }
    }
}

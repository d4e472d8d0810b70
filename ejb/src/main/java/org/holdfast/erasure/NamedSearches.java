package org.holdfast.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.holdfast.erasure.ReportLine.Entry;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowVersion;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Searches kept by whoever it may be that name the person: by address, number, name or user. They become tombstones without
 * content, those that were forgotten before, too. A repeat finds the rest. Stateless.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class NamedSearches {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern WITHIN_NUMBERS = Pattern.compile("(?<=\\d)[-(). /]+(?=\\d)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private EntityManager entities;
    private PersonSearch search;
    private Settings settings;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected NamedSearches() {}

    @Inject
    public NamedSearches(EntityManager entities, PersonSearch search, Settings settings) {
        this.entities = entities;
        this.search = search;
        this.settings = settings;
    }

    /** Empties them; names are known as long as recordings of the person are there. */
    List<Entry> empty(Subject subject) {
        List<String> words = search.words(subject);
        List<?> kept = entities.createNativeQuery("""
                        select id, name, query from saved_search
                         where tenant_id = :tenant and name || query <> '' order by id""", Tuple.class)
                .setParameter("tenant", CurrentTenant.get())
                .getResultList();
        return kept.stream()
                .map(Tuple.class::cast)
                .filter(row -> words.stream()
                        .anyMatch(word -> names(row.get("name", String.class), word)
                                || names(decoded(row.get("query", String.class)), word)))
                .map(row -> row.get("id", UUID.class))
                .map(this::emptied)
                .toList();
    }

    private Entry emptied(UUID id) {
        entities.createNativeQuery("""
                        update saved_search set name = '', query = '', deleted = true, origin_node = :node,
                               version = greatest(version + 1, :now)
                         where id = :id""")
                .setParameter("node", settings.text(Setting.NODE_NAME))
                .setParameter("now", RowVersion.later(0))
                .setParameter("id", id)
                .executeUpdate();
        return new Entry(null, "row", "saved_search " + id, "removed", "");
    }

    /** Whether the text has these words in this order, or this number however it is spaced. */
    static boolean names(String text, String wanted) {
        String word = words(wanted).strip();
        if (NUMBER.matcher(word).matches()) {
            String close = WITHIN_NUMBERS.matcher(text).replaceAll("");
            return words(close).contains(' ' + word + ' ');
        }
        return !word.isEmpty() && words(text).contains(' ' + word + ' ');
    }

    private static String words(String text) {
        return ' '
                + BETWEEN_WORDS
                        .matcher(text.toLowerCase(Locale.ROOT))
                        .replaceAll(" ")
                        .strip()
                + ' ';
    }

    private static String decoded(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            return query;
        }
    }
}

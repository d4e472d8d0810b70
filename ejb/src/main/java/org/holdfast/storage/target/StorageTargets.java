package org.holdfast.storage.target;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Every place that media goes to: the bucket of the settings, when there is one, and the targets of the catalogue. A change of
 * these is seen within {@link #FRESH}; while the database is away, what was known last stands. Thread-safe.
 */
@ApplicationScoped
public class StorageTargets {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private StoredTargets stored;
    private TargetOpener opener;
    private Clock clock;
    private @Nullable StorageTarget ofSettings;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private @Nullable Instant readAt;

    private record Open(StoredTargets.Stored stored, StorageTarget target) {}

    /** Targets were changed here. */
    record Changed() {}

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StorageTargets() {}

    @Inject
    public StorageTargets(StoredTargets stored, Settings settings, Clock clock) {
        this.stored = stored;
        this.opener = new TargetOpener(settings, clock);
        this.clock = clock;
        this.ofSettings = opener.ofSettings().orElse(null);
    }

    /** The bucket of the settings: what no other target takes goes there. */
    public Optional<StorageTarget> ofSettings() {
        return Optional.ofNullable(ofSettings);
    }

    /** Whether media is to go anywhere at all. */
    public boolean any() {
        return !all().isEmpty();
    }

    /** Those of every tenant, disabled ones too; the bucket of the settings first. */
    public synchronized List<StorageTarget> all() {
        read();
        List<StorageTarget> all = new ArrayList<>();
        ofSettings().ifPresent(all::add);
        open.values().forEach(one -> all.add(one.target()));
        return List.copyOf(all);
    }

    /** Those of the current tenant, disabled ones too; the bucket of the settings, which is everybody's, first. */
    public List<StorageTarget> ofTenant() {
        UUID tenant = CurrentTenant.get();
        List<StorageTarget> all = all();
        synchronized (this) {
            return all.stream()
                    .filter(target -> target.known().id() == null || isOf(tenant, target))
                    .toList();
        }
    }

    private boolean isOf(UUID tenant, StorageTarget target) {
        Open known = open.get(target.place());
        return known != null && known.stored().tenant().equals(tenant);
    }

    /** The target that media copies call so. */
    public Optional<StorageTarget> at(String place) {
        if (place.equals(MediaCopy.S3)) {
            return ofSettings();
        }
        return all().stream().filter(target -> target.place().equals(place)).findFirst();
    }

    /** Whether copies of that place can be read here. */
    public boolean serves(String place) {
        return at(place).isPresent();
    }

    /** Where a recording of the current tenant goes: to the first target that fits and its mirror, else to the settings' bucket. */
    public List<StorageTarget> chosen(UUID recordingId) {
        List<String> places = stored.chosen(recordingId);
        if (!places.stream().allMatch(this::serves)) {
            changed(new Changed()); // the database knows more than we
        }
        List<StorageTarget> chosen =
                places.stream().flatMap(place -> at(place).stream()).toList();
        return chosen.isEmpty() ? ofSettings().stream().toList() : chosen;
    }

    synchronized void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed change) {
        readAt = null;
    }

    private void read() {
        Instant now = clock.instant();
        if (readAt != null && Duration.between(readAt, now).abs().compareTo(FRESH) < 0) {
            return;
        }
        try {
            List<StoredTargets.Stored> found = new ArrayList<>();
            for (UUID tenant : stored.tenants()) {
                found.addAll(CurrentTenant.as(tenant, stored::ofTenant));
            }
            take(found);
            readAt = now;
        } catch (RuntimeException away) {
            if (readAt == null && open.isEmpty() && ofSettings == null) {
                throw away; // nothing was ever known: to say "none" would be a guess
            }
        }
    }

    private void take(List<StoredTargets.Stored> found) {
        Map<String, Open> before = new LinkedHashMap<>(open);
        open.clear();
        for (StoredTargets.Stored one : found) {
            String place = one.known().place();
            Open known = before.remove(place);
            boolean same = known != null && known.stored().equals(one);
            if (known != null && !same) {
                known.target().close();
            }
            open.put(place, known != null && same ? known : new Open(one, opener.target(one)));
        }
        before.values().forEach(gone -> gone.target().close());
    }

    @PreDestroy
    synchronized void close() {
        ofSettings().ifPresent(StorageTarget::close);
        open.values().forEach(one -> one.target().close());
    }
}

package org.holdfast.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.alarm.Alarm;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.live.LiveCalls;

/** The alarms this process itself watches for: its recorder's, if it has one, and its own. Thread-safe; asks nobody else. */
@ApplicationScoped
public class AlarmsHere {
    private LiveCalls live;
    private NodeAlarms alarms;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected AlarmsHere() {}

    @Inject
    AlarmsHere(LiveCalls live, NodeAlarms alarms) {
        this.live = live;
        this.alarms = alarms;
    }

    /** Each kind, raised or not, as it was seen last. */
    public List<Alarm> now() {
        List<Alarm> all = new ArrayList<>(
                live.recorderHealth().map(RecorderHealth::alarms).orElse(List.of()));
        all.addAll(alarms.now());
        return List.copyOf(all);
    }
}

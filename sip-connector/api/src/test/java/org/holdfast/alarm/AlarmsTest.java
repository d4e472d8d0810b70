package org.holdfast.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final Map<AlarmKind, String> FULL = Map.of(AlarmKind.DISK, "full");

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private final Alarms alarms = new Alarms(
            EnumSet.of(AlarmKind.DISK, AlarmKind.SIP),
            new Hysteresis(Duration.ofSeconds(5), Duration.ofSeconds(15)),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            nanos::get,
            new AlarmTeller() {
                @Override
                public void raised(Alarm alarm) {
                    told.add("raised " + alarm.kind().key() + ": " + alarm.reason());
                }

                @Override
                public void cleared(Alarm alarm, Duration raisedFor) {
                    told.add("cleared " + alarm.kind().key() + " after " + raisedFor.toSeconds());
                }
            });

    @Test
    void raisedOnceWhenTheFaultHasLastedAndClearedOnceWhenItIsGoneForLonger() {
        for (int second = 0; second < 30; second++) {
            lookAt(second, FULL);
        }
        for (int second = 30; second < 60; second++) {
            lookAt(second, Map.of());
        }
        assertThat(told).containsExactly("raised disk: full", "cleared disk after 40");
        assertThat(alarms.now()).extracting(Alarm::kind).containsExactly(AlarmKind.SIP, AlarmKind.DISK);
        assertThat(alarms.now().getLast().raised()).isFalse();
        assertThat(alarms.now().getLast().reason()).isEqualTo("full");
    }

    @Test
    void aFaultThatPassesIsNoAlarm() {
        lookAt(0, FULL);
        lookAt(4, FULL);
        lookAt(5, Map.of());
        lookAt(6, FULL);
        lookAt(10, FULL);
        assertThat(told).isEmpty();
    }

    @Test
    void aFaultThatComesAndGoesIsOneAlarm() {
        for (int second = 0; second < 60; second++) {
            lookAt(second, second % 10 < 7 ? FULL : Map.of());
        }
        assertThat(told).containsExactly("raised disk: full");
    }

    private void lookAt(int second, Map<AlarmKind, String> faults) {
        nanos.set(Duration.ofSeconds(second).toNanos());
        alarms.look(faults);
    }
}

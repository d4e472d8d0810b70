package org.holdfast.storage;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The hours of the day, in UTC, in which uploads may begin; no hours are all hours. May span midnight. Immutable. */
record UploadWindow(@Nullable LocalTime from, @Nullable LocalTime until) {

    static UploadWindow of(String setting) {
        if (setting.isEmpty()) {
            return new UploadWindow(null, null);
        }
        String[] times = setting.split("-");
        return new UploadWindow(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
    }

    boolean contains(Instant moment) {
        if (from == null || until == null) {
            return true;
        }
        LocalTime time = LocalTime.ofInstant(moment, ZoneOffset.UTC);
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
    }
}

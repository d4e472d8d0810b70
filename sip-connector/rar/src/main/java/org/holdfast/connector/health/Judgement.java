package org.holdfast.connector.health;

import java.util.List;
import java.util.function.Supplier;
import org.holdfast.alarm.Alarm;
import org.holdfast.connector.api.RecorderHealth.Component;

/** What the recorder thinks of itself whenever it is asked. Thread-safe. */
public record Judgement(Supplier<List<Component>> components, Supplier<List<Alarm>> alarms) {}

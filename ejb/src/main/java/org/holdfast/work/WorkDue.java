package org.holdfast.work;

/** Fired when work was queued; after commit it wakes the engine. */
record WorkDue(WorkKind kind) {}

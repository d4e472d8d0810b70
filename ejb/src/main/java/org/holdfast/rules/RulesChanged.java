package org.holdfast.rules;

/** The recording rules of this node are not what they were: the recorder must learn of it. */
public record RulesChanged() {}

package org.holdfast.access.people;

/** Users, groups or roles of this node are not what they were: whoever remembers rights must read them again. */
public record PeopleChanged() {}

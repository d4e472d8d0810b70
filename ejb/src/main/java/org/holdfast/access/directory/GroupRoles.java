package org.holdfast.access.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which role a group of a directory gives: {@code group:role; group:role}. A group is named whole, or by its first name: {@code
 * recorders} is also {@code cn=recorders,ou=groups,dc=example}. Immutable.
 */
record GroupRoles(List<Line> lines) {
    private static final Pattern FIRST_NAME = Pattern.compile("(?i)cn=([^,]+)(,.*)?");

    record Line(String group, String role) {}

    static GroupRoles of(String setting) {
        return new GroupRoles(Arrays.stream(setting.split(";"))
                .map(String::strip)
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> new Line(
                        line.substring(0, line.lastIndexOf(':')).strip().toLowerCase(Locale.ROOT),
                        line.substring(line.lastIndexOf(':') + 1).strip()))
                .toList());
    }

    /** Names of the roles these groups give. */
    Set<String> roles(Set<String> groups) {
        Set<String> names = groups.stream()
                .map(group -> group.toLowerCase(Locale.ROOT))
                .flatMap(group -> {
                    Matcher first = FIRST_NAME.matcher(group);
                    return first.matches()
                            ? java.util.stream.Stream.of(group, first.group(1))
                            : java.util.stream.Stream.of(group);
                })
                .collect(Collectors.toSet());
        return lines.stream()
                .filter(line -> names.contains(line.group()))
                .map(Line::role)
                .collect(Collectors.toSet());
    }
}

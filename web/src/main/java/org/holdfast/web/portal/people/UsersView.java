package org.holdfast.web.portal.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.access.KnownUser;
import org.holdfast.access.People;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.Roles;
import org.holdfast.access.people.UserFilter;
import org.jspecify.annotations.Nullable;

/** The list of users with its filters. Of one request. */
@Named
@RequestScoped
public class UsersView {
    private static final int ROWS = 25;
    private static final String PAGE = "users.xhtml";

    @Inject
    private People people;

    @Inject
    private Groups groups;

    @Inject
    private Roles roles;

    @Inject
    private Asked asked;

    private String q = "";
    private String group = "";
    private String role = "";
    private String state = "";
    private List<KnownUser> found = List.of();
    private List<Choice> groupChoices = List.of();
    private List<Choice> roleChoices = List.of();

    @SuppressWarnings("NullAway.Init") // injected
    public UsersView() {}

    /** A line of the list. */
    public record Row(
            String id, String login, String shown, String extensions, String groups, String roles, boolean enabled) {}

    /** Makes sure that the page was read before it tells what went wrong. */
    public boolean open() {
        return true;
    }

    @PostConstruct
    void read() {
        q = asked.text("q");
        group = asked.text("group");
        role = asked.text("role");
        state = asked.text("state");
        asked.done(() -> {
            groupChoices = Choice.ofGroups(groups.list());
            roleChoices = Choice.ofRoles(roles.list());
            found = people.list(filter(), asked.text("after"), ROWS + 1);
            return true;
        });
    }

    private UserFilter filter() {
        Boolean enabled = state.isEmpty() ? null : Boolean.valueOf(state.equals("enabled"));
        return new UserFilter(q, asked.id("group"), asked.id("role"), enabled);
    }

    public List<Row> getRows() {
        Map<String, String> groupNames = names(groupChoices);
        Map<String, String> roleNames = names(roleChoices);
        return found.stream()
                .limit(ROWS)
                .map(user -> new Row(
                        user.id().toString(),
                        user.login(),
                        user.shown(),
                        String.join(", ", user.extensions()),
                        joined(user.groups(), groupNames),
                        joined(user.roles(), roleNames),
                        user.enabled()))
                .toList();
    }

    private static Map<String, String> names(List<Choice> choices) {
        return choices.stream().collect(Collectors.toMap(Choice::id, Choice::label));
    }

    private static String joined(List<UUID> ids, Map<String, String> names) {
        return ids.stream()
                .map(id -> names.get(id.toString()))
                .filter(Objects::nonNull)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .collect(Collectors.joining(", "));
    }

    public boolean isFiltered() {
        return !(q + group + role + state).isEmpty();
    }

    public boolean isLater() {
        return !asked.text("after").isEmpty();
    }

    /** The following users; empty on the last page. */
    public String getNextHref() {
        return found.size() > ROWS ? href(found.get(ROWS - 1).login()) : "";
    }

    public String getFirstHref() {
        return href("");
    }

    private String href(String after) {
        return Asked.address(PAGE, "q", q, "group", group, "role", role, "state", state, "after", after);
    }

    /** From the form to the address of the same filters. */
    public void search() {
        asked.goTo(href(""));
    }

    public List<Choice> getGroupChoices() {
        return groupChoices;
    }

    public List<Choice> getRoleChoices() {
        return roleChoices;
    }

    public String getQ() {
        return q;
    }

    public void setQ(@Nullable String text) {
        q = text == null ? "" : text.strip();
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(@Nullable String id) {
        group = id == null ? "" : id;
    }

    public String getRole() {
        return role;
    }

    public void setRole(@Nullable String id) {
        role = id == null ? "" : id;
    }

    public String getState() {
        return state;
    }

    public void setState(@Nullable String word) {
        state = word == null ? "" : word;
    }
}

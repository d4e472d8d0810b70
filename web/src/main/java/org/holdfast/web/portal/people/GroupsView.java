package org.holdfast.web.portal.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.access.KnownUser;
import org.holdfast.access.People;
import org.holdfast.access.UserChange;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.access.people.UserFilter;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.jspecify.annotations.Nullable;

/** The tree of groups, and one of them with its managers and members. Of one request. */
@Named
@RequestScoped
public class GroupsView {
    private static final int MOST_SHOWN = 500;
    private static final String PAGE = "groups.xhtml";

    @Inject
    private Groups groups;

    @Inject
    private People people;

    @Inject
    private Asked asked;

    private List<Choice> tree = List.of();
    private @Nullable KnownGroup group;
    private List<KnownUser> users = List.of();
    private String name = "";
    private String parent = "";
    private String login = "";

    @SuppressWarnings("NullAway.Init") // injected
    public GroupsView() {}

    /** Somebody in the group. */
    public record Member(String id, String login, String shown, boolean in, boolean manages) {}

    /** Makes sure that the page was read before it tells what went wrong. */
    public boolean open() {
        return true;
    }

    @PostConstruct
    void read() {
        asked.done(() -> {
            tree = Choice.ofGroups(groups.list());
            group = Optional.ofNullable(asked.id("id")).flatMap(groups::find).orElse(null);
            parent = asked.text("parent");
            if (group != null) {
                name = group.name();
                parent = group.parent() == null ? "" : group.parent().toString();
                users = people.list(new UserFilter("", group.id(), null, null), "", MOST_SHOWN);
            }
            return true;
        });
    }

    /** Makes a group, or changes the one shown. */
    public void save() {
        UUID above = Ids.of(parent).orElse(null);
        asked.done(() -> Clash.told(() -> group == null
                        ? groups.create(asked.user(), name, above)
                        : groups.change(asked.user(), group.id(), version(), name, above)))
                .ifPresent(saved -> goTo(saved.id(), "saved"));
    }

    public void remove() {
        asked.done(() -> {
                    groups.remove(asked.user(), id(), version());
                    return true;
                })
                .ifPresent(gone -> asked.goTo(PAGE));
    }

    public void addMember() {
        change(named(), user -> UserChange.NONE.inGroups(with(user.groups())));
    }

    public void addManager() {
        change(named(), user -> UserChange.NONE.managing(with(user.managedGroups())));
    }

    public void dropMember() {
        change(chosen(), user -> UserChange.NONE.inGroups(without(user.groups())));
    }

    public void dropManager() {
        change(chosen(), user -> UserChange.NONE.managing(without(user.managedGroups())));
    }

    /** What shall become of that user. */
    private interface Wish {
        UserChange of(KnownUser user);
    }

    private void change(Optional<KnownUser> whom, Wish wish) {
        asked.done(() -> {
                    KnownUser user = whom.orElseThrow(
                            () -> ChangeRejected.invalid("login", "%s", Texts.of("groups.nobody", login)));
                    return people.change(asked.user(), user.id(), user.version(), wish.of(user));
                })
                .ifPresent(changed -> goTo(id(), "saved"));
    }

    private Optional<KnownUser> named() {
        return people.byLogin(login);
    }

    private Optional<KnownUser> chosen() {
        return Optional.ofNullable(asked.id("user")).flatMap(people::find);
    }

    private List<UUID> with(List<UUID> ids) {
        return Stream.concat(ids.stream(), Stream.of(id())).distinct().toList();
    }

    private List<UUID> without(List<UUID> ids) {
        return ids.stream().filter(other -> !other.equals(id())).toList();
    }

    private UUID id() {
        return Optional.ofNullable(group).orElseThrow(ChangeRejected::unknown).id();
    }

    private @Nullable Long version() {
        String version = asked.text("version");
        return version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null;
    }

    private void goTo(UUID id, String done) {
        asked.goTo(Asked.address(PAGE, "id", id.toString(), "done", done));
    }

    public List<Member> getMembers() {
        UUID here = group == null ? null : group.id();
        return users.stream()
                .map(user -> new Member(
                        user.id().toString(),
                        user.login(),
                        user.shown(),
                        user.groups().contains(here),
                        user.managedGroups().contains(here)))
                .toList();
    }

    /** Groups it could be below. */
    public List<Choice> getParents() {
        return tree.stream().filter(choice -> !choice.id().equals(getId())).toList();
    }

    public List<Choice> getTree() {
        return tree;
    }

    public boolean isKnown() {
        return group != null;
    }

    public String getId() {
        return group == null ? "" : group.id().toString();
    }

    public String getVersion() {
        String sent = asked.text("version");
        return !sent.isEmpty() || group == null ? sent : Long.toString(group.version());
    }

    public String getDone() {
        return asked.isPostback() ? "" : Texts.known("groups.done." + asked.text("done"), "");
    }

    public String getName() {
        return name;
    }

    public void setName(String text) {
        name = text;
    }

    public String getParent() {
        return parent;
    }

    public void setParent(@Nullable String id) {
        parent = id == null ? "" : id;
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String text) {
        login = text.strip();
    }
}

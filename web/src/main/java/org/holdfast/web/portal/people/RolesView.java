package org.holdfast.web.portal.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.KnownRole;
import org.holdfast.access.people.Roles;
import org.holdfast.web.portal.Texts;
import org.jspecify.annotations.Nullable;

/** The roles, and one of them, or a copy of it, as a matrix of rights and scopes. Of one request. */
@Named
@RequestScoped
public class RolesView {
    private static final String PAGE = "roles.xhtml";
    private static final String NONE = "none";

    @Inject
    private Roles roles;

    @Inject
    private Asked asked;

    private List<KnownRole> all = List.of();
    private @Nullable KnownRole role;
    private List<Permission> permissions = List.of();
    private String name = "";

    @SuppressWarnings("NullAway.Init") // injected
    public RolesView() {}

    /** A right and how far it goes; {@code none} when the role has it not. */
    public record Line(String word, String label, String explained, boolean whole, String scope) {
        /** Whether the right can go that far. */
        public boolean offers(String other) {
            return !whole
                    || other.equals(NONE)
                    || Scope.ofWord(other).orElseThrow().reaches(Scope.TENANT);
        }
    }

    /** How far a right can go. */
    public record Column(String word, String label) {}

    /** Makes sure that the page was read before it tells what went wrong. */
    public boolean open() {
        return true;
    }

    @PostConstruct
    void read() {
        asked.done(() -> {
            all = roles.list();
            role = find("id").orElse(null);
            Optional<KnownRole> shown = role == null ? find("copy") : Optional.of(role);
            permissions = shown.map(KnownRole::permissions).orElse(List.of());
            name = shown.map(KnownRole::name).orElse("");
            if (role == null && shown.isPresent()) {
                name = Texts.of("roles.copy.of", name);
            }
            return true;
        });
    }

    private Optional<KnownRole> find(String parameter) {
        UUID id = asked.id(parameter);
        return all.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    public void save() {
        List<Permission> chosen = chosen();
        asked.done(() -> Clash.told(() -> role == null
                        ? roles.create(asked.user(), name, chosen)
                        : roles.change(asked.user(), role.id(), version(), name, chosen)))
                .ifPresent(
                        saved -> asked.goTo(Asked.address(PAGE, "id", saved.id().toString(), "done", "saved")));
        permissions = chosen;
    }

    public void remove() {
        UUID id = Optional.ofNullable(role).orElseThrow(ChangeRejected::unknown).id();
        asked.done(() -> {
                    roles.remove(asked.user(), id, version());
                    return true;
                })
                .ifPresent(gone -> asked.goTo(PAGE));
    }

    private List<Permission> chosen() {
        return Arrays.stream(Right.values())
                .flatMap(
                        right -> Scope.ofWord(asked.text("scope-" + right.word()))
                                .map(scope -> new Permission(right, scope))
                                .stream())
                .toList();
    }

    private @Nullable Long version() {
        String version = asked.text("version");
        return version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null;
    }

    public List<Line> getLines() {
        return Arrays.stream(Right.values())
                .map(right -> new Line(
                        right.word(),
                        Texts.known("right." + right.word(), right.word()),
                        Texts.known("right." + right.word() + ".explained", ""),
                        right.isWhole(),
                        permissions.stream()
                                .filter(permission -> permission.right() == right)
                                .map(permission -> permission.scope().word())
                                .reduce(NONE, (first, last) -> last)))
                .toList();
    }

    public List<Column> getColumns() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(NONE),
                        Arrays.stream(Scope.values()).map(Scope::word))
                .map(word -> new Column(word, Texts.known("scope." + word, word)))
                .toList();
    }

    public List<Choice> getAll() {
        return Choice.ofRoles(all);
    }

    public boolean isKnown() {
        return role != null;
    }

    /** A new one is being made. */
    public boolean isEditing() {
        return role != null
                || !asked.text("copy").isEmpty()
                || !asked.text("new").isEmpty();
    }

    public String getId() {
        return role == null ? "" : role.id().toString();
    }

    public String getVersion() {
        String sent = asked.text("version");
        return !sent.isEmpty() || role == null ? sent : Long.toString(role.version());
    }

    public String getDone() {
        return asked.isPostback() ? "" : Texts.known("roles.done." + asked.text("done"), "");
    }

    public String getName() {
        return name;
    }

    public void setName(String text) {
        name = text;
    }
}

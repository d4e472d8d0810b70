package org.holdfast.web.portal.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.KnownUser;
import org.holdfast.access.People;
import org.holdfast.access.UserChange;
import org.holdfast.access.factor.SecondFactors;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.Roles;
import org.holdfast.web.portal.Texts;
import org.jspecify.annotations.Nullable;

/** One user, or a new one: a form. Nothing is overwritten that somebody else changed meanwhile. Of one request. */
@Named
@RequestScoped
public class UserView {
    private static final String PAGE = "user.xhtml";

    @Inject
    private People people;

    @Inject
    private SecondFactors factors;

    @Inject
    private Groups groups;

    @Inject
    private Roles roles;

    @Inject
    private Asked asked;

    private @Nullable KnownUser user;
    private final UserForm form = new UserForm();
    private List<Choice> groupChoices = List.of();
    private List<Choice> roleChoices = List.of();

    @SuppressWarnings("NullAway.Init") // injected
    public UserView() {}

    @PostConstruct
    void read() {
        asked.done(() -> {
            groupChoices = Choice.ofGroups(groups.list());
            roleChoices = Choice.ofRoles(roles.list());
            user = Optional.ofNullable(asked.id("id")).flatMap(people::find).orElse(null);
            if (user != null) {
                form.show(user);
            }
            return true;
        });
    }

    /** Asked for somebody who is not there. */
    public void open() {
        if (user == null && !asked.text("id").isEmpty()) {
            asked.notFound();
        }
    }

    public void save() {
        asked.done(() -> user == null ? people.create(asked.user(), form.wanted()) : changed(form.wanted()))
                .ifPresent(saved -> goTo(saved, user == null ? "created" : "saved"));
    }

    private KnownUser changed(UserChange wanted) {
        return people.change(asked.user(), existing(), version(), wanted);
    }

    public void setPassword() {
        asked.done(() ->
                        people.change(asked.user(), existing(), null, UserChange.NONE.withPassword(form.getPassword())))
                .ifPresent(saved -> goTo(saved, "password"));
    }

    /** Lets the user in again, or puts them out at once. */
    public void toggle() {
        boolean enabled = user != null && user.enabled();
        asked.done(() -> changed(UserChange.NONE.withEnabled(!enabled)))
                .ifPresent(saved -> goTo(saved, enabled ? "disabled" : "enabled"));
    }

    /** Their device is lost: the password alone lets them in again. */
    public void removeFactor() {
        asked.done(() -> {
                    factors.remove(asked.user(), existing());
                    return true;
                })
                .ifPresent(gone -> asked.goTo(Asked.address(PAGE, "id", getId(), "done", "factor")));
    }

    public boolean isWithFactor() {
        return user != null && factors.isAsked(user.id());
    }

    public void remove() {
        asked.done(() -> {
                    people.remove(asked.user(), existing(), version());
                    return true;
                })
                .ifPresent(gone -> asked.goTo("users.xhtml"));
    }

    private UUID existing() {
        return Optional.ofNullable(asked.id("id")).orElseThrow();
    }

    /** What the form was filled in upon. */
    private @Nullable Long version() {
        String version = asked.text("version");
        return version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null;
    }

    private void goTo(KnownUser saved, String done) {
        asked.goTo(Asked.address(PAGE, "id", saved.id().toString(), "done", done));
    }

    /** What was just done, in words; empty when nothing. */
    public String getDone() {
        return asked.isPostback() ? "" : Texts.known("user.done." + asked.text("done"), "");
    }

    public boolean isKnown() {
        return user != null;
    }

    public boolean isEnabled() {
        return user == null || user.enabled();
    }

    public String getId() {
        return user == null ? "" : user.id().toString();
    }

    /** On a postback the version the form was made of, not the present one. */
    public String getVersion() {
        String sent = asked.text("version");
        return !sent.isEmpty() || user == null ? sent : Long.toString(user.version());
    }

    public String getTitle() {
        return user == null ? Texts.of("user.new") : user.shown();
    }

    public UserForm getForm() {
        return form;
    }

    public List<Choice> getGroupChoices() {
        return groupChoices;
    }

    public List<Choice> getRoleChoices() {
        return roleChoices;
    }
}

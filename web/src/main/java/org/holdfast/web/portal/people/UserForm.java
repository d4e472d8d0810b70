package org.holdfast.web.portal.people;

import java.util.List;
import java.util.UUID;
import org.holdfast.access.KnownUser;
import org.holdfast.access.UserChange;
import org.holdfast.web.portal.browser.Ids;

/** What is filled in for a user. Of one request. */
public class UserForm {
    private String login = "";
    private String name = "";
    private String email = "";
    private String extensions = "";
    private String password = "";
    private List<String> roles = List.of();
    private List<String> groups = List.of();
    private List<String> managed = List.of();

    void show(KnownUser user) {
        login = user.login();
        name = user.name();
        email = user.email();
        extensions = String.join("\n", user.extensions());
        roles = texts(user.roles());
        groups = texts(user.groups());
        managed = texts(user.managedGroups());
    }

    /** Everything but the password of somebody who is there already, which has a form of its own. */
    UserChange wanted() {
        return new UserChange(
                login.strip(),
                name.strip(),
                email.strip(),
                password.isEmpty() ? null : password,
                null,
                ids(roles),
                ids(groups),
                ids(managed),
                extensions.lines().toList());
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private static List<UUID> ids(List<String> texts) {
        return texts.stream().flatMap(text -> Ids.of(text).stream()).toList();
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String text) {
        login = text;
    }

    public String getName() {
        return name;
    }

    public void setName(String text) {
        name = text;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String text) {
        email = text;
    }

    public String getExtensions() {
        return extensions;
    }

    public void setExtensions(String lines) {
        extensions = lines;
    }

    /** Never shown again. */
    public String getPassword() {
        return password;
    }

    public void setPassword(String text) {
        password = text;
    }

    public List<String> getRoles() {
        return roles;
    }

    public void setRoles(List<String> ids) {
        roles = List.copyOf(ids);
    }

    public List<String> getGroups() {
        return groups;
    }

    public void setGroups(List<String> ids) {
        groups = List.copyOf(ids);
    }

    public List<String> getManaged() {
        return managed;
    }

    public void setManaged(List<String> ids) {
        managed = List.copyOf(ids);
    }
}

package org.holdfast.web.portal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.MalformedURLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.web.session.PortalSession;
import org.holdfast.web.session.page.Page;
import org.holdfast.web.session.page.PageGroup;
import org.holdfast.web.session.page.Pages;
import org.jspecify.annotations.Nullable;

/** The pages that whoever is signed in may see, under their headings. Of one request. */
@Named
@RequestScoped
public class Menu {
    @Inject
    private PortalSession session;

    @Inject
    private Gate gate;

    @Inject
    private HttpServletRequest request;

    private @Nullable List<Group> groups;

    @SuppressWarnings("NullAway.Init") // injected
    public Menu() {}

    /** One heading and what is under it; its texts are {@code nav.group.word}. */
    public record Group(String word, List<Item> items) {}

    /** One page; its text is {@code nav.name}. */
    public record Item(String name, boolean current) {
        public String href() {
            return name + ".xhtml";
        }
    }

    public List<Group> getGroups() {
        List<Group> known = groups;
        if (known == null) {
            known = session.user().map(this::of).orElse(List.of());
            groups = known;
        }
        return known;
    }

    private List<Group> of(SignedIn user) {
        String current = Pages.at(request.getServletPath()).map(Page::parent).orElse("");
        return Arrays.stream(PageGroup.values())
                .map(group -> new Group(group.word(), items(user, group, current)))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    private List<Item> items(SignedIn user, PageGroup group, String current) {
        return Pages.all().stream()
                .filter(page -> page.group() == group && exists(page) && allowed(user, page))
                .map(page -> new Item(page.name(), page.name().equals(current)))
                .toList();
    }

    private boolean allowed(SignedIn user, Page page) {
        return page.needed().map(right -> gate.may(user, right)).orElse(true);
    }

    /** Where the wordmark leads. */
    public String getStart() {
        return Optional.of(session)
                .flatMap(PortalSession::user)
                .map(user -> Pages.start(gate, user).substring(1))
                .orElse("sign-in.xhtml");
    }

    private boolean exists(Page page) {
        ServletContext context = request.getServletContext();
        try {
            return context.getResource(page.path()) != null;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(page.path(), e);
        }
    }
}

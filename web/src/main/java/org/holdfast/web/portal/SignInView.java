package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignInResult;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.session.PortalSession;

/** The sign-in page, and the way out. Of one request; keeps no password. */
@Named
@RequestScoped
public class SignInView {
    private static final String START = "/recordings.xhtml";

    @Inject
    private SignIn signIn;

    @Inject
    private PortalSession session;

    @Inject
    private HttpServletRequest request;

    private String login = "";
    private String password = "";
    private String next = "";

    @SuppressWarnings("NullAway.Init") // injected
    public SignInView() {}

    /** Lets the user in under a new session id, so that an id planted before is worth nothing; then on to their page. */
    public void signIn() throws IOException {
        try {
            switch (signIn.withPassword(login.strip(), password, request.getRemoteAddr())) {
                case SignInResult.Accepted accepted -> {
                    request.changeSessionId();
                    session.enter(accepted.user());
                    faces().getExternalContext().redirect(local(next) ? next : START);
                }
                case SignInResult.WrongCredentials() -> refuse(Texts.of("sign.in.refused"));
                case SignInResult.TooMany tooMany ->
                    refuse(Texts.of("sign.in.throttled", Durations.exact(atLeastASecond(tooMany.retryAfter()))));
            }
        } catch (CatalogueUnavailable away) {
            refuse(Texts.of("sign.in.unavailable"));
        }
    }

    public void signOut() throws IOException {
        faces().getExternalContext().invalidateSession();
        faces().getExternalContext().redirect("/sign-in.xhtml");
    }

    /** Only a page of this portal: whoever makes the link must not send people elsewhere. */
    static boolean local(String path) {
        return path.matches("/[A-Za-z0-9-]+\\.xhtml(\\?[\\x21-\\x7e]*)?") && !path.startsWith("/sign-in");
    }

    private static Duration atLeastASecond(Duration duration) {
        return duration.toSeconds() < 1 ? Duration.ofSeconds(1) : duration;
    }

    private static void refuse(String why) {
        faces().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, why, null));
    }

    private static FacesContext faces() {
        return FacesContext.getCurrentInstance();
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }
}

package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignInResult;
import org.holdfast.access.SignedIn;
import org.holdfast.access.directory.OidcProvider;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.session.PortalSession;
import org.holdfast.web.session.page.Pages;

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
    private OidcProvider provider;

    @Inject
    private HttpServletRequest request;

    private String login = "";
    private String password = "";
    private String next = "";
    private String code = "";

    @SuppressWarnings("NullAway.Init") // injected
    public SignInView() {}

    /** Lets the user in, or asks for their code. */
    public void signIn() throws IOException {
        answer(() -> signIn.withPassword(login.strip(), password, request.getRemoteAddr()));
    }

    /** The second step of who has a second factor. */
    public void showCode() throws IOException {
        SignedIn proven = session.halfway().orElse(null);
        if (proven == null) {
            Notice.error(Texts.of("sign.in.code.late"));
        } else {
            answer(() -> signIn.withCode(proven, code.strip()));
        }
    }

    /** Lets the user in under a new session id, so that an id planted before is worth nothing; then on to their page. */
    private void answer(Supplier<SignInResult> attempt) throws IOException {
        try {
            switch (attempt.get()) {
                case SignInResult.Accepted accepted -> {
                    request.changeSessionId();
                    session.enter(accepted.user(), browser());
                    faces().getExternalContext().redirect(local(next) ? next : START);
                }
                case SignInResult.CodeNeeded needed -> session.halfway(needed.proven());
                case SignInResult.WrongCredentials() ->
                    Notice.error(Texts.of(session.isHalfway() ? "sign.in.code.refused" : "sign.in.refused"));
                case SignInResult.DirectoryAway() -> Notice.error(Texts.of("sign.in.directory"));
                case SignInResult.TooMany tooMany ->
                    Notice.error(Texts.of("sign.in.throttled", Durations.exact(atLeastASecond(tooMany.retryAfter()))));
            }
        } catch (CatalogueUnavailable away) {
            Notice.error(Texts.of("sign.in.unavailable"));
        }
    }

    private String browser() {
        String told = request.getHeader("User-Agent");
        return told == null ? "" : told;
    }

    public void signOut() throws IOException {
        faces().getExternalContext().invalidateSession();
        faces().getExternalContext().redirect("/sign-in.xhtml");
    }

    /** Only a page of this portal: whoever makes the link must not send people elsewhere. */
    static boolean local(String path) {
        return Pages.isLocal(path);
    }

    private static Duration atLeastASecond(Duration duration) {
        return duration.toSeconds() < 1 ? Duration.ofSeconds(1) : duration;
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

    /** Whether one can sign in at an OpenID provider. */
    public boolean isOrganised() {
        return provider.isConfigured();
    }

    public String getOrganisedHref() {
        return "oidc/begin" + (local(next) ? "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) : "");
    }

    /** Why the OpenID provider led nowhere; empty when it did not. */
    public String getFailed() {
        String failed = request.getParameter("failed");
        return failed == null ? "" : Texts.known("sign.in.failed." + failed, "");
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }
}

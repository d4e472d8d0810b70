package org.holdfast.web.portal.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.IssuedToken;
import org.holdfast.access.People;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignInResult;
import org.holdfast.access.SignedIn;
import org.holdfast.access.Tokens;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.session.OpenSessions;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/**
 * The user's own account: password, tokens, sessions. What lets somebody in again later asks for the password first: a
 * browser left alone must not be enough. Of one request; keeps no password.
 */
@Named
@RequestScoped
public class AccountView {
    @Inject
    private People people;

    @Inject
    private SignIn signIn;

    @Inject
    private Tokens tokens;

    @Inject
    private OpenSessions sessions;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Asked asked;

    private final AccountForm form = new AccountForm();
    private List<Tokens.Known> known = List.of();
    private @Nullable IssuedToken issued;

    @SuppressWarnings("NullAway.Init") // injected
    public AccountView() {}

    /** A token of the user. */
    public record TokenRow(String id, String name, String rights, Moment issued, Moment expires) {}

    /** A browser the user is signed in with. */
    public record SessionRow(
            String handle, Moment since, Moment lastAsked, String address, String browser, boolean here) {}

    /** Makes sure that the page was read before it tells what went wrong. */
    public boolean open() {
        return true;
    }

    @PostConstruct
    void read() {
        asked.done(() -> known = tokens.of(asked.user()));
    }

    /** The new password ends every session and token from before; this browser begins a new session. */
    public void changePassword() {
        asked.done(() -> {
            if (!form.getWanted().equals(form.getAgain())) {
                throw ChangeRejected.invalid("password", "%s", Texts.of("account.password.differ"));
            }
            SignInResult proof = people.changePassword(asked.user(), form.getPresent(), form.getWanted());
            if (proof instanceof SignInResult.Accepted accepted) {
                enterAnew(accepted.user());
                asked.goTo("account.xhtml?done=password");
            } else {
                Notice.error(refusal(proof));
            }
            return true;
        });
    }

    private void enterAnew(SignedIn user) {
        request.changeSessionId();
        String told = request.getHeader("User-Agent");
        session.enter(user, told == null ? "" : told);
    }

    /** A token, shown once. */
    public void issue() {
        asked.done(() -> {
            SignInResult proof = signIn.again(asked.user(), form.getProof());
            if (proof instanceof SignInResult.Accepted accepted) {
                Set<Right> only = form.chosenRights();
                issued = tokens.issue(accepted.user(), tokens.wish(form.getName(), only, form.lasting()));
                known = tokens.of(asked.user());
            } else {
                Notice.error(refusal(proof));
            }
            return true;
        });
    }

    private static String refusal(SignInResult proof) {
        return proof instanceof SignInResult.TooMany tooMany
                ? Texts.of(
                        "account.throttled",
                        Math.max(1, tooMany.retryAfter().plusMillis(999).toSeconds()))
                : Texts.of("account.password.wrong");
    }

    public void revoke() {
        asked.done(() -> {
                    UUID id = Ids.of(asked.text("token")).orElseThrow(ChangeRejected::unknown);
                    tokens.revoke(asked.user(), id);
                    return true;
                })
                .ifPresent(gone -> asked.goTo("account.xhtml?done=revoked"));
    }

    public void endSession() {
        Ids.of(asked.text("session"))
                .ifPresent(handle -> sessions.end(asked.user().userId(), handle));
        asked.goTo("account.xhtml?done=ended");
    }

    public List<TokenRow> getTokens() {
        return known.stream()
                .map(token -> new TokenRow(
                        token.id().toString(),
                        token.name(),
                        token.rights().isEmpty() ? Texts.of("account.tokens.all") : String.join(", ", token.rights()),
                        browser.moment(token.issuedAt()),
                        browser.moment(token.expiresAt())))
                .toList();
    }

    public List<SessionRow> getSessions() {
        return sessions.of(asked.user().userId()).stream()
                .map(open -> new SessionRow(
                        open.handle().toString(),
                        browser.moment(open.since()),
                        browser.moment(open.lastAsked()),
                        open.address(),
                        open.browser(),
                        open.handle().equals(session.handle())))
                .toList();
    }

    /** Rights a token can be limited to: those the user has. */
    public List<Choice> getRights() {
        return java.util.Arrays.stream(Right.values())
                .filter(right -> session.may(right.word()))
                .map(right -> new Choice(right.word(), Texts.known("right." + right.word(), right.word()), 0))
                .toList();
    }

    public String getIssued() {
        return issued == null ? "" : issued.token();
    }

    public String getDone() {
        return asked.isPostback() ? "" : Texts.known("account.done." + asked.text("done"), "");
    }

    public String getLogin() {
        return asked.user().login();
    }

    public AccountForm getForm() {
        return form;
    }
}

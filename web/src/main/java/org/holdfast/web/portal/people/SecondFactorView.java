package org.holdfast.web.portal.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignInResult;
import org.holdfast.access.factor.SecondFactors;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.jspecify.annotations.Nullable;

/** The user's own second factor: begun with the password, confirmed with a code, removed with the password. Of one request. */
@Named
@RequestScoped
public class SecondFactorView {
    private static final String BEGUN = "second-factor-begun";

    @Inject
    private SecondFactors factors;

    @Inject
    private SignIn signIn;

    @Inject
    private Asked asked;

    private boolean on;
    private int left;
    private SecondFactors.@Nullable Enrolment enrolment;
    private List<String> paper = List.of();
    private String proof = "";
    private String code = "";

    @SuppressWarnings("NullAway.Init") // injected
    public SecondFactorView() {}

    @PostConstruct
    void read() {
        asked.done(() -> {
            UUID user = asked.user().userId();
            on = factors.isAsked(user);
            left = factors.codesOnPaper(user);
            enrolment = asked.ofView(BEGUN)
                    .flatMap(begun -> factors.begun(asked.user()))
                    .orElse(null);
            return true;
        });
    }

    /** From now on this page, and no other, shows what the device is told. */
    public void begin() {
        proven(() -> {
            enrolment = factors.begin(asked.user());
            asked.keepInView(BEGUN);
        });
    }

    public void confirm() {
        asked.done(() -> {
                    paper = factors.confirm(asked.user(), code);
                    return true;
                })
                .ifPresent(done -> read());
    }

    public void remove() {
        proven(() -> {
            factors.remove(asked.user(), asked.user().userId());
            asked.goTo("account.xhtml?done=factor-gone");
        });
    }

    private void proven(Runnable act) {
        asked.done(() -> {
            if (signIn.again(asked.user(), proof) instanceof SignInResult.Accepted) {
                act.run();
            } else {
                Notice.error(Texts.of("account.password.wrong"));
            }
            return true;
        });
    }

    public boolean isOn() {
        return on;
    }

    public int getLeft() {
        return left;
    }

    /** What the device is told, while it is; else none. */
    public SecondFactors.@Nullable Enrolment getEnrolment() {
        return enrolment;
    }

    public QrPicture getPicture() {
        return QrPicture.of(enrolment == null ? "" : enrolment.address());
    }

    /** Codes for when the device is lost; shown once. */
    public List<String> getPaper() {
        return paper;
    }

    public String getProof() {
        return proof;
    }

    public void setProof(String text) {
        proof = text;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String text) {
        code = text;
    }
}

package org.holdfast.web.portal.rules;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.rulebook.Ruling;
import org.holdfast.rules.Rules;
import org.holdfast.rules.TriedCall;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.jspecify.annotations.Nullable;

/** What would happen to a call somebody imagines. Of one request. */
@Named
@RequestScoped
public class RuleTrialView {
    @Inject
    private Rules rules;

    private String from = "";
    private String to = "";
    private String trunk = "";
    private String group = "";
    private String callId = "";
    private @Nullable Ruling ruling;

    @SuppressWarnings("NullAway.Init") // injected
    public RuleTrialView() {}

    /** A rule that was looked at. */
    public record Line(String name, String why, String badge) {}

    public void tried() {
        try {
            ruling = rules.tried(new TriedCall(from, to, trunk, Ids.of(group).orElse(null), callId));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    public boolean isDone() {
        return ruling != null;
    }

    /** What becomes of the call, in a sentence. */
    public String getVerdict() {
        Ruling known = ruling;
        if (known == null) {
            return "";
        }
        String outcome = Texts.of("rules.outcome." + known.outcome().word());
        return known.rule() == null
                ? outcome + " " + Texts.of("rules.try.no.rule")
                : outcome + " " + Texts.of("rules.try.by", known.ruleName());
    }

    public List<Line> getLines() {
        Ruling known = ruling;
        return known == null
                ? List.of()
                : known.considered().stream()
                        .map(one -> new Line(
                                one.rule().name(),
                                Texts.of("rules.why." + one.why().word()),
                                one.why() == Ruling.Why.APPLIES ? "complete" : "silent"))
                        .toList();
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getTrunk() {
        return trunk;
    }

    public void setTrunk(String trunk) {
        this.trunk = trunk;
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(String group) {
        this.group = group;
    }

    public String getCallId() {
        return callId;
    }

    public void setCallId(String callId) {
        this.callId = callId;
    }
}

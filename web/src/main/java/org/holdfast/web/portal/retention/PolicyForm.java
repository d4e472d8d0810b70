package org.holdfast.web.portal.retention;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Groups;
import org.holdfast.recording.Verdict;
import org.holdfast.retention.policy.KnownPolicy;
import org.holdfast.retention.policy.PolicyRules;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Posted;
import org.jspecify.annotations.Nullable;

/** The fields of the policy that is made or changed. Of one request. */
@Named
@RequestScoped
public class PolicyForm {
    @Inject
    private Groups groups;

    private String id = "";
    private String version = "";
    private String name = "";
    private String position = "100";
    private boolean enabled = true;
    private String group = "";
    private String tag = "";
    private String verdict = "";
    private String minDuration = "";
    private String maxDuration = "";
    private String keepAtLeastDays = "";
    private String deleteAfterDays = "";
    private String beyondGigabytes = "";

    @SuppressWarnings("NullAway.Init") // injected
    public PolicyForm() {}

    /** Which policy the buttons that were sent are of must be known when they are looked for, before the form is read. */
    @PostConstruct
    void begin() {
        id = Posted.text("retention:id");
    }

    /** A group to choose. */
    public record Choice(String id, String name) {}

    void show(KnownPolicy policy) {
        PolicyRules rules = policy.rules();
        PolicyRules.Conditions about = rules.conditions();
        id = policy.id().toString();
        version = Long.toString(policy.version());
        name = rules.name();
        position = Integer.toString(rules.position());
        enabled = rules.enabled();
        group = Objects.toString(about.group(), "");
        tag = Objects.toString(about.tag(), "");
        verdict = about.verdict() == null ? "" : about.verdict().word();
        minDuration = seconds(about.minDuration());
        maxDuration = seconds(about.maxDuration());
        keepAtLeastDays = Objects.toString(rules.terms().keepAtLeastDays(), "");
        deleteAfterDays = Objects.toString(rules.terms().deleteAfterDays(), "");
        beyondGigabytes = Objects.toString(rules.terms().beyondGigabytes(), "");
    }

    /** @throws ChangeRejected when they cannot be meant */
    PolicyRules rules() {
        Integer at = number("position", position);
        return new PolicyRules(
                name,
                at == null ? 100 : at,
                enabled,
                new PolicyRules.Conditions(
                        group.isBlank() ? null : Ids.orNone(group),
                        tag,
                        Verdict.ofWord(verdict).orElse(null),
                        duration("minDuration", minDuration),
                        duration("maxDuration", maxDuration)),
                new PolicyRules.Terms(
                        number("keepAtLeastDays", keepAtLeastDays),
                        number("deleteAfterDays", deleteAfterDays),
                        number("beyondGigabytes", beyondGigabytes)));
    }

    @Nullable
    UUID policy() {
        return id.isBlank() ? null : Ids.orNone(id);
    }

    @Nullable
    Long seenVersion() {
        return version.isBlank() ? null : Long.valueOf(version);
    }

    public List<Choice> getGroups() {
        return groups.list().stream()
                .map(known -> new Choice(known.id().toString(), known.name()))
                .toList();
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "" : Long.toString(duration.toSeconds());
    }

    private static @Nullable Duration duration(String field, String text) {
        Integer seconds = number(field, text);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable Integer number(String field, String text) {
        if (text.isBlank()) {
            return null;
        }
        if (!text.strip().matches("\\d{1,9}")) {
            throw ChangeRejected.invalid(field, "%s", Texts.of("number.wrong", text));
        }
        return Integer.valueOf(text.strip());
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text;
    }

    public String getId() {
        return id;
    }

    public void setId(@Nullable String text) {
        id = plain(text);
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(@Nullable String text) {
        version = plain(text);
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String text) {
        name = plain(text);
    }

    public String getPosition() {
        return position;
    }

    public void setPosition(@Nullable String text) {
        position = plain(text);
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean on) {
        enabled = on;
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(@Nullable String text) {
        group = plain(text);
    }

    public String getTag() {
        return tag;
    }

    public void setTag(@Nullable String text) {
        tag = plain(text);
    }

    public String getVerdict() {
        return verdict;
    }

    public void setVerdict(@Nullable String text) {
        verdict = plain(text);
    }

    public String getMinDuration() {
        return minDuration;
    }

    public void setMinDuration(@Nullable String text) {
        minDuration = plain(text);
    }

    public String getMaxDuration() {
        return maxDuration;
    }

    public void setMaxDuration(@Nullable String text) {
        maxDuration = plain(text);
    }

    public String getKeepAtLeastDays() {
        return keepAtLeastDays;
    }

    public void setKeepAtLeastDays(@Nullable String text) {
        keepAtLeastDays = plain(text);
    }

    public String getDeleteAfterDays() {
        return deleteAfterDays;
    }

    public void setDeleteAfterDays(@Nullable String text) {
        deleteAfterDays = plain(text);
    }

    public String getBeyondGigabytes() {
        return beyondGigabytes;
    }

    public void setBeyondGigabytes(@Nullable String text) {
        beyondGigabytes = plain(text);
    }
}

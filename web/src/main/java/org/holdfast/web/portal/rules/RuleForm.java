package org.holdfast.web.portal.rules;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.rulebook.RuleMode;
import org.holdfast.rulebook.RuleSide;
import org.holdfast.rules.KnownRule;
import org.holdfast.rules.RuleDraft;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.jspecify.annotations.Nullable;

/** The fields of one rule as somebody writes it. Of one request. */
@Named
@RequestScoped
public class RuleForm {
    private String id = "";
    private String version = "";
    private String name = "";
    private boolean enabled = true;
    private String mode = RuleMode.ALWAYS.word();
    private String percent = "10";
    private String side = RuleSide.ANY.word();
    private String numbers = "";
    private String[] groups = {};
    private String trunks = "";

    void take(KnownRule known) {
        RuleDraft rule = known.rule();
        id = known.id().toString();
        version = Long.toString(known.version());
        name = rule.name();
        enabled = rule.enabled();
        mode = rule.mode().word();
        percent = Integer.toString(rule.percent());
        side = rule.side().word();
        numbers = String.join("\n", rule.numbers());
        groups = rule.groups().stream().map(UUID::toString).toArray(String[]::new);
        trunks = String.join("\n", rule.trunks());
    }

    RuleDraft draft() {
        return new RuleDraft(
                name,
                enabled,
                RuleMode.ofWord(mode).orElseThrow(),
                wholeNumber(percent),
                RuleSide.ofWord(side).orElseThrow(),
                lines(numbers),
                Arrays.stream(groups).map(Ids::orNone).toList(),
                lines(trunks));
    }

    @Nullable
    UUID ruleId() {
        return id.isEmpty() ? null : Ids.orNone(id);
    }

    @Nullable
    Long ruleVersion() {
        return version.isEmpty() ? null : Long.valueOf(version);
    }

    private static int wholeNumber(String text) {
        if (!text.strip().matches("\\d{1,3}")) {
            throw ChangeRejected.invalid("percent", "%s", Texts.of("rules.percent.wrong"));
        }
        return Integer.parseInt(text.strip());
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("[\\r\\n]+"));
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getMode() {
        return mode;
    }

    public void setMode(String mode) {
        this.mode = mode;
    }

    public String getPercent() {
        return percent;
    }

    public void setPercent(String percent) {
        this.percent = percent;
    }

    public String getSide() {
        return side;
    }

    public void setSide(String side) {
        this.side = side;
    }

    public String getNumbers() {
        return numbers;
    }

    public void setNumbers(String numbers) {
        this.numbers = numbers;
    }

    public String[] getGroups() {
        return groups.clone();
    }

    public void setGroups(String[] groups) {
        this.groups = groups.clone();
    }

    public String getTrunks() {
        return trunks;
    }

    public void setTrunks(String trunks) {
        this.trunks = trunks;
    }
}

package org.holdfast.web.portal.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the list of the audit trail is narrowed by, as its form has it. Of one request. */
public class AuditFilter {
    private String from = "";
    private String to = "";
    private String actor = "";
    private String action = "";
    private String object = "";

    void read(Asked asked) {
        from = asked.text("from");
        to = asked.text("to");
        actor = asked.text("actor");
        action = asked.text("action");
        object = asked.text("object");
    }

    String address(String page, String cursor) {
        return Asked.address(
                page, "from", from, "to", to, "actor", actor, "action", action, "object", object, "cursor", cursor);
    }

    String csv(@Nullable Instant begin, @Nullable Instant end) {
        return Asked.address(
                "api/v1/audit",
                "format",
                "csv",
                "from",
                begin == null ? "" : begin.toString(),
                "to",
                end == null ? "" : end.toString(),
                "actor",
                actor,
                "action",
                action,
                "object",
                object);
    }

    public boolean isAny() {
        return !(from + to + actor + action + object).isEmpty();
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String text) {
        from = text;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String text) {
        to = text;
    }

    public String getActor() {
        return actor;
    }

    public void setActor(String text) {
        actor = text;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String text) {
        action = text;
    }

    public String getObject() {
        return object;
    }

    public void setObject(String text) {
        object = text;
    }
}

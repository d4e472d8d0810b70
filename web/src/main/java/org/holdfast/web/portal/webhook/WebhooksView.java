package org.holdfast.web.portal.webhook;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.holdfast.webhook.Courier;
import org.holdfast.webhook.DeliveryRound;
import org.holdfast.webhook.EventKind;
import org.holdfast.webhook.KnownDelivery;
import org.holdfast.webhook.KnownWebhook;
import org.holdfast.webhook.WebhookDraft;
import org.holdfast.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/** The webhooks, the one being written, and what became of its events. Of one request. */
@Named
@RequestScoped
public class WebhooksView {
    @Inject
    private Webhooks webhooks;

    @Inject
    private DeliveryRound round;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private String edit = "";
    private String id = "";
    private String name = "";
    private String url = "";
    private String[] events = EventKind.wanted().stream().map(EventKind::word).toArray(String[]::new);
    private boolean enabled = true;
    private String secret = "";
    private @Nullable String shown;
    private @Nullable List<KnownWebhook> all;

    @SuppressWarnings("NullAway.Init") // injected
    public WebhooksView() {}

    /** Which webhook the buttons that were sent are of must be known when they are looked for, before the form is read. */
    @PostConstruct
    void begin() {
        id = Posted.text("edit:id");
    }

    /** A webhook as a line. */
    public record Row(String id, String name, String url, String events, String badge, String state, String because) {}

    /** An event on its way. */
    public record Line(
            String event, String type, String badge, String state, int attempts, Moment created, String answer) {}

    /** Puts the webhook that the address names into the form. */
    public void open() {
        if (!edit.isEmpty() && !FacesContext.getCurrentInstance().isPostback()) {
            known().stream()
                    .filter(hook -> hook.id().toString().equals(edit))
                    .findFirst()
                    .ifPresent(this::take);
        }
    }

    private void take(KnownWebhook hook) {
        id = hook.id().toString();
        name = hook.name();
        url = hook.url();
        events = hook.events().stream().map(EventKind::word).toArray(String[]::new);
        enabled = hook.enabled();
    }

    private List<KnownWebhook> known() {
        List<KnownWebhook> found = all;
        if (found == null) {
            try {
                found = webhooks.list();
            } catch (CatalogueUnavailable away) {
                Notice.warn(Texts.of("unavailable"));
                found = List.of();
            }
            all = found;
        }
        return found;
    }

    public List<Row> getRows() {
        return known().stream().map(WebhooksView::row).toList();
    }

    private static Row row(KnownWebhook hook) {
        String state = hook.enabled() ? "on" : hook.disabledBecause().isEmpty() ? "off" : "failed";
        return new Row(
                hook.id().toString(),
                hook.name(),
                hook.url(),
                hook.events().stream()
                        .sorted()
                        .map(kind -> Texts.of("webhook.event." + kind.word()))
                        .collect(Collectors.joining(", ")),
                hook.enabled() ? "complete" : hook.disabledBecause().isEmpty() ? "silent" : "no-media",
                Texts.of("webhook.state." + state),
                hook.disabledBecause());
    }

    /** The newest events of the webhook in the form. */
    public List<Line> getLines() {
        try {
            return id.isEmpty()
                    ? List.of()
                    : webhooks.deliveries(Ids.orNone(id)).stream()
                            .map(this::line)
                            .toList();
        } catch (ChangeRejected | CatalogueUnavailable gone) {
            return List.of();
        }
    }

    private Line line(KnownDelivery delivery) {
        String badge = switch (delivery.state()) {
            case "DONE" -> "complete";
            case "GIVEN_UP" -> "no-media";
            default -> "pending";
        };
        String status = delivery.status() == null ? "" : delivery.status().toString();
        return new Line(
                delivery.eventId().toString(),
                Texts.of("webhook.event." + delivery.kind().word()),
                badge,
                Texts.of("webhook.delivery." + badge),
                delivery.attempts(),
                browser.moment(delivery.createdAt()),
                (status + " " + delivery.because()).strip());
    }

    public void save() {
        act(user -> {
            WebhookDraft wanted =
                    new WebhookDraft(name, url, kinds(), enabled, secret.isBlank() ? null : secret.strip());
            if (id.isEmpty()) {
                Webhooks.Made made = webhooks.create(user, wanted);
                shown = made.secret();
                take(made.webhook());
            } else {
                take(webhooks.change(user, Ids.orNone(id), null, wanted));
            }
            Notice.info(Texts.of("webhook.saved"));
        });
    }

    private Set<EventKind> kinds() {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        Arrays.stream(events).forEach(word -> EventKind.ofWord(word).ifPresent(kinds::add));
        return kinds;
    }

    public void rotate() {
        act(user -> shown = webhooks.rotate(user, Ids.orNone(id)).secret());
    }

    public void remove() {
        act(user -> {
            webhooks.remove(user, Ids.orNone(id), null);
            id = "";
        });
    }

    public void test() {
        act(user -> {
            Courier.Receipt receipt = round.test(user, Ids.orNone(id));
            if (receipt.taken()) {
                Notice.info(became(receipt));
            } else {
                Notice.error(became(receipt));
            }
        });
    }

    private static String became(Courier.Receipt receipt) {
        if (receipt.taken()) {
            return Texts.of("webhook.test.taken", receipt.millis());
        }
        return receipt.status() == null
                ? Texts.of("webhook.test.failed", receipt.because())
                : Texts.of("webhook.test.answered", receipt.status());
    }

    private void act(Consumer<SignedIn> change) {
        try {
            Clash.told(() -> {
                change.accept(session.user().orElseThrow());
                return true;
            });
        } catch (ChangeRejected rejected) {
            Notice.error(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
        all = null;
        secret = "";
    }

    /** A secret that was made up just now; never to be seen again. */
    public @Nullable String getShown() {
        return shown;
    }

    public String getEdit() {
        return edit;
    }

    public void setEdit(@Nullable String wanted) {
        edit = wanted == null ? "" : wanted;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String[] getEvents() {
        return events.clone();
    }

    public void setEvents(String[] events) {
        this.events = events.clone();
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Never shown: whoever wants the old one to stay leaves it empty. */
    public String getSecret() {
        return "";
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }
}

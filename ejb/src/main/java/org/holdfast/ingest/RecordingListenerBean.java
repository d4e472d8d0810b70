package org.holdfast.ingest;

import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.UUID;
import org.holdfast.access.tenant.TenantOf;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.connector.api.DiscardedRecording;
import org.holdfast.connector.api.ListenerUnavailable;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.live.LiveCalls;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.webhook.LiveNewsWatch;
import org.jboss.ejb3.annotation.ResourceAdapter;

/**
 * Where the recorder's word enters the application; one instance a delivery, as many at once as {@code ee.cli} says. An
 * exception rolls back, and the connector announces the recording again.
 */
@MessageDriven(messageListenerInterface = RecordingListener.class)
@ResourceAdapter("#sip-connector.rar")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RecordingListenerBean implements RecordingListener {
    @Inject
    Intake intake;

    @Inject
    TenantOf tenants;

    @Inject
    LiveCalls live;

    @Inject
    AuditTrail audit;

    @Inject
    LiveNewsWatch news;

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    MessageDrivenContext context;

    @Override
    public void ready(RecorderControl recorder) {
        live.recorderReady(recorder);
    }

    @Override
    public void changed(LiveRecording recording) {
        news.seen(recording.recordingId(), recording.node(), recording.startedAt(), recording.onDemand());
        live.changed();
    }

    @Override
    public void ended(LiveRecording recording) {
        live.changed();
    }

    @Override
    public void discarded(DiscardedRecording recording) {
        live.changed();
        AuditEvent event = AuditEvent.of(Actor.SYSTEM, AuditAction.DISCARD, "recording", recording.recordingId())
                .saying(recording.outcome() + ", rule '" + recording.rule() + "', call of " + recording.startedAt());
        try {
            audit.add(event);
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.auditLost(event.toString());
        }
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void sealed(SealedRecording recording) throws ListenerUnavailable {
        try {
            UUID tenant = tenants.recording(
                    recording.recordingId(),
                    recording.participants().stream().map(Participant::aor).toList());
            CurrentTenant.as(tenant, () -> {
                intake.take(recording);
                return true;
            });
        } catch (CatalogueUnavailable away) {
            context.setRollbackOnly();
            throw new ListenerUnavailable(away.reason(), away);
        }
    }
}

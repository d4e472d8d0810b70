package org.holdfast.operations;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * Log messages an operator may act on: 30xx ingest, 31xx work, 33xx finalising, 36xx alarms, 40xx storage, 60xx access, 61xx node, 71xx exports, 80xx rules.
 * An id is never reused; each has a row in {@code docs/operations.md}.
 */
@MessageLogger(projectCode = "HOLDFAST-", length = 4)
public interface WorkerLog extends BasicLogger {
    WorkerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), WorkerLog.class, "org.holdfast.worker");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3101, value = "The database does not answer (%s): work waits, recording goes on")
    void workWaitsForDatabase(String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3102, value = "The database answers again after %d s: work goes on")
    void workGoesOn(long seconds);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3103, value = "%s of recording %s is given up after %d tries: %s")
    void workGivenUp(String kind, String recordingId, int attempts, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3104, value = "%s of recording %s failed; it is tried again a limited number of times")
    void stepFailed(String kind, String recordingId, @Cause Throwable failed);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3001, value = "Recording %s of %d s is in the catalogue")
    void catalogued(String recordingId, long seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3301, value = "Recording %s is finalised: %s, %d s")
    void finalised(String recordingId, String verdict, long seconds);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3302, value = "Media of recording %s cannot be written now: %s")
    void mediaNotWritten(String recordingId, String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4001, value = "Recording %s is in %s: %d objects, read back and compared")
    void uploaded(String recordingId, String place, int objects);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4002, value = "Storage %s fails: %s")
    void storageFails(String target, String explained);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4003, value = "Storage %s works again after %d failures in a row")
    void storageWorksAgain(String target, int failures);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 4004, value = "Object %s of recording %s is not what was sent: found digest %s, expected %s")
    void objectDiffers(String key, String recordingId, String found, String expected);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4005, value = "Storage at %s is not used: %s is not set")
    void storageHasNoBucket(String endpoint, String setting);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4006, value = "Journal %s of recording %s could not be marked safe: %s")
    void journalNotMarkedSafe(String journal, String recordingId, String because);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 4007,
            value = "Object %s of recording %s was verified and is not there any more: the local file stays")
    void objectGone(String key, String recordingId);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4008, value = "%d local files went: their copies in the bucket are verified")
    void localFilesGone(int files);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4009, value = "Local media could not be looked through: %s")
    void localMediaNotPurged(String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4010, value = "%d recordings that are in no bucket are queued for upload")
    void uploadsQueued(int recordings);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4011, value = "Recording %s is under legal hold, placed by %s: %s")
    void holdPlaced(String recordingId, String by, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4012, value = "Recording %s is not under legal hold any more, released by %s")
    void holdReleased(String recordingId, String by);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4013, value = "Recording %s was deleted by %s")
    void recordingDeleted(String recordingId, String by);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4014, value = "The catalogue is rebuilt from %s: %d manifests read, %d rows written, %d failed")
    void rebuilt(String target, int manifests, int rows, int failed);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4015, value = "Manifest %s cannot be restored: %s")
    void manifestNotRestored(String key, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6001, value = "Sign-in of '%s' from %s refused: wrong login or password")
    void signInRefused(String login, String address);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6002, value = "Sign-in of '%s' from %s not looked at: too many failures, next try in %d s")
    void signInThrottled(String login, String address, long seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 6003, value = "User '%s' signed in from %s")
    void signedIn(String login, String address);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 6004, value = "The first administrator '%s' was created with the password of %s")
    void administratorCreated(String login, String setting);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6005, value = "Nobody can sign in: there is no user, and %s is not set")
    void noAdministrator(String setting);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6006, value = "User '%s' was refused the right %s for %s from %s")
    void refused(String login, String right, String target, String address);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 6201, value = "The audit trail of node %s is broken: %s; compare with %s")
    void auditBroken(String node, String because, String anchor);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6202, value = "Audit entry %d is written, but not noted in the anchor: %s")
    void auditNotAnchored(long seq, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6203, value = "Not in the audit trail, because the database does not answer: %s")
    void auditLost(String event);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 6501,
            value = "The calls running here cannot be told to the cluster (%s): other nodes do not show them")
    void liveListNotShared(String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6502, value = "The cluster cannot be heard (%s): the live list shows this process's calls only")
    void liveListNotHeard(String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6507, value = "A drain of this node's recorder is %s, by %s")
    void drained(String what, String byWhom);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6503, value = "What %s says of its running calls is not understood: %s")
    void newsNotUnderstood(String member, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 6504,
            value = "The recorder of %s did not answer: whether it paused or resumed a call is not known (%s)")
    void recorderDidNotAnswer(String member, String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 6505, value = "User '%s' listens to the running call of recording %s")
    void listens(String login, String recordingId);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 6506, value = "User '%s' listened to the running call of recording %s for %d s")
    void listened(String login, String recordingId, long seconds);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 6101, value = "The database schema is %s: found %s, this release needs %s")
    void schemaUnfit(String state, String found, String needed);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3600, value = "Alarm %s is over after %d s")
    void alarmOver(String alarm, long seconds);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3601, value = "Alarm database: %s")
    void databaseAlarm(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3602, value = "Alarm finaliser: %s")
    void finaliserAlarm(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3603, value = "Alarm work-queue: %s")
    void workQueueAlarm(String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6301, value = "The directory or OpenID provider cannot be asked: %s")
    void directoryAway(String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6302, value = "User '%s' of %s does not come in: none of their %d groups gives a role")
    void guestWithoutRole(String login, String source, int groups);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6303, value = "Sign-in by the OpenID provider from %s refused: %s")
    void oidcRefused(String address, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6304, value = "The list of breached passwords %s cannot be read: %s")
    void passwordListUnreadable(String file, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 6305, value = "Codes of second factor %s cannot be compared: %s")
    void secondFactorUnreadable(String factor, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6306, value = "Secrets of %s that an earlier release kept in clear are not sealed yet: %s")
    void secretsNotSealed(String kind, String because);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3604, value = "Alarm clock: %s")
    void clockAlarm(String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8006, value = "%d recording rules are written to %s")
    void rulesWritten(int rules, String file);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 8007, value = "Recording rules cannot be written to %s: %s; the recorder goes on by those it has")
    void rulesNotWritten(String file, String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 8020,
            value = "Reconciliation of '%s': %d calls expected, %d of them missing, %d recordings nobody expected")
    void reconciled(String name, int expected, int missing, int unexpected);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 8040, value = "Webhook %s at %s fails: %s; its events are tried again")
    void webhookFails(String webhook, String url, String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8041, value = "Webhook %s works again after %d s")
    void webhookWorksAgain(String webhook, long seconds);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 8042, value = "Webhook %s is switched off: %s")
    void webhookDisabled(String webhook, String because);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 8043, value = "Event '%s' of recording %s is lost: the database does not answer and memory is full")
    void webhookEventLost(String event, String recordingId);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 2901,
            value = "The key of recording %s was destroyed by '%s': no encrypted copy of it can be read any more")
    void mediaKeyDestroyed(String recordingId, String by);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2902, value = "%d keys of recordings are wrapped anew by key %s, %d could not be: %s")
    void mediaKeysRewrapped(int rewrapped, String keyId, int failed, String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 7100, value = "Export %s of user '%s' is ready: %d recordings asked for, %d bytes")
    void exportReady(String export, String login, int recordings, long bytes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 7101, value = "Export %s of user '%s' failed: %s")
    void exportFailed(String export, String login, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 7102, value = "Export %s waits: %s")
    void exportWaits(String export, String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 7103, value = "Export %s has lain long enough: its file is gone")
    void exportExpired(String export);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 7104, value = "Export %s is gone: recording %s in it was erased")
    void exportForgotten(String export, String recordingId);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 7105, value = "Exports wait: %s")
    void exportsWait(String because);
}

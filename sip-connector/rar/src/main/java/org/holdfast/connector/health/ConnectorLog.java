package org.holdfast.connector.health;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What an operator may read of the recorder. 1xxx is SIP and sessions, 2xxx journal and capture, 28xx alarms and announcing, 80xx rules;
 * an id is never used again for something else and has a row in {@code docs/operations.md}.
 */
@MessageLogger(projectCode = "HOLDFAST-", length = 4)
public interface ConnectorLog extends BasicLogger {
    ConnectorLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ConnectorLog.class, "org.holdfast.connector");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1001, value = "SIP answers on %s")
    void sipOpened(String address);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1002, value = "SIP cannot open %s: %s; tried again every second")
    void sipNotOpened(String address, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1003, value = "New Recording Sessions are refused with %d: %s (%d refused since the last such line)")
    void refusing(int sipStatus, String reason, long refused);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1004, value = "A SIP message could not be served: %s")
    void notServed(String what, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1005, value = "%d messages on the SIP port were dropped unread, last: %s")
    void droppedUnread(long number, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1006, value = "Recording Session %s: %s -> %s, %s")
    void sessionMoved(String recordingSession, String from, String to, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 1008,
            value =
                    "Recording Session %s: its journal could not be sealed (%s); it is recovered as soon as the directory works")
    void journalNotSealed(String recordingSession, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1009, value = "Journal %s was not acknowledged, announced again in %d s: %s")
    void notAcknowledged(String journal, int seconds, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1010, value = "The outbox stumbled and goes on")
    void outboxStumbled(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1011, value = "Journal %s of an earlier process was recovered: %s")
    void journalRecovered(String journal, String outcome);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1012, value = "Journal %s cannot be written any more: its Recording Session ends")
    void journalFailed(String journal);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 1013, value = "SIP message could not be sent (%s): %s")
    void notSent(String what, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1014, value = "Recorder component %s is down: %s")
    void componentDown(String component, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1007, value = "Recorder component %s is up")
    void componentUp(String component);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1015, value = "The health port %s cannot be opened: %s; tried again every second")
    void healthPortNotOpened(String address, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 1016,
            value = "The recorder stops with %d Recording Sessions not sealed; the next start recovers them")
    void notAllSealed(int sessions);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1017, value = "Roles of this process do not include recorder: SIP stays closed")
    void notARecorder();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1018, value = "Recordings are announced to %s")
    void endpointActive(String endpoint);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1019, value = "%s hears of recordings no more: sealed journals wait")
    void endpointGone(String endpoint);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 1020, value = "News of a running recording was not delivered: %s")
    void newsNotDelivered(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 1021,
            value =
                    "Journal directory %s belongs to another recorder that runs: nothing is recorded here until it is free")
    void journalsInUse(String directory);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2401, value = "Journal %s holds no recording that could be announced: put aside as %s")
    void journalTellsNothing(String journal, String file);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2402, value = "Room on the journal volume: %s -> %s, %d of %d MiB free")
    void volumeRoom(String before, String now, long freeMib, long totalMib);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2403, value = "%d kept journals whose media is safe elsewhere were purged: %s")
    void journalsPurged(int number, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 2404,
            value = "The room on the journal volume could not be looked after: %s; tried again every second")
    void volumeNotLookedAfter(String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2405, value = "Forcing journals to disk has taken %d ms so far; nothing is lost unless the host dies")
    void forcesSlowly(long millis);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 2601,
            value = "Recording Session %s is taken up again: nothing was recorded for %s s, %d m-lines lost their port")
    void takenUp(String recordingSession, double seconds, int portsLost);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2602, value = "Journal %s cannot be taken up again (%s): its recording is ended as interrupted")
    void notTakenUp(String journal, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2603, value = "Recovery of journal %s failed, try %d of %d; the others go on")
    void recoveryFailed(String journal, int tries, int most, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 2604,
            value = "Journal %s is put into quarantine: its recovery came to no end %d times; its bytes are kept")
    void quarantined(String journal, int tries);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2605, value = "Journal %s was of an INVITE that was never answered, and held no media: it is removed")
    void neverAnswered(String journal);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 2606,
            value = "Recovery is not over after %d s: SIP opens, new Recording Sessions are refused until it is")
    void recoveryTakesLong(long seconds);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 2607,
            value = "%d journals were left behind: %d Recording Sessions go on, %d are ended in the background")
    void leftBehind(int journals, int takenUp, int ended);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2608, value = "Journal %s cannot be recovered now, it is tried again: %s")
    void recoveryWaits(String journal, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2800, value = "Alarm %s is over after %d s")
    void alarmOver(String alarm, long seconds);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2801, value = "Alarm sip: %s")
    void sipAlarm(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2802, value = "Alarm media: %s")
    void mediaAlarm(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2803, value = "Alarm journal: %s")
    void journalAlarm(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2804, value = "Alarm disk: %s")
    void diskAlarm(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2805, value = "Alarm clock: %s")
    void clockAlarm(String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 2811,
            value = "The catalogue takes no recordings: %d journals wait, in order, and recording goes on: %s")
    void catalogueAway(int waiting, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2812, value = "The catalogue takes recordings again after %d s")
    void catalogueBack(long seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8001, value = "%d recording rules of %s are in force")
    void rulesInForce(int rules, String file);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8002, value = "There are no recording rules at %s: every call is recorded")
    void noRules(String file);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 8003, value = "Recording rules cannot be read (%s): %s")
    void rulesNotRead(String reason, String effect);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8004, value = "Recording %s is not kept: %s, by rule '%s'")
    void notKept(String recording, String outcome, String rule);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8005, value = "Recording %s is kept: '%s' asked for it")
    void keptOnDemand(String recording, String byWhom);
}

package org.holdfast.operations;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Log messages about stored media that an operator may act on: 402x. Each has a row in {@code docs/operations.md}. */
@MessageLogger(projectCode = "HOLDFAST-", length = 4)
public interface StorageLog extends BasicLogger {
    StorageLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), StorageLog.class, "org.holdfast.worker");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 4020, value = "Stored file %s at %s of recording %s is damaged: %s")
    void copyDamaged(String location, String place, String recordingId, String wrong);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4021, value = "Stored file %s at %s of recording %s is repaired from the copy at %s")
    void copyRepaired(String location, String place, String recordingId, String from);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 4022, value = "Stored file %s at %s of recording %s cannot be repaired: %s")
    void copyNotRepaired(String location, String place, String recordingId, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4023, value = "Damaged object %s of recording %s stays as it is; the good one is %s")
    void damagedObjectKept(String key, String recordingId, String good);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4024, value = "Object %s could not be marked as %s by a legal hold: %s")
    void holdNotFlagged(String key, String wanted, String because);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 4029, value = "Alarm storage: %s")
    void storageAlarm(String reason);
}

package org.holdfast.media.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.holdfast.media.journal.DirectoryLock;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalRecovery;
import org.holdfast.media.journal.JournalRecovery.Outcome;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.tool.JournalTool.Refused;

/** {@code recover}: ends in order what a dead recorder left running, in its own directory. */
final class RecoverCommand {
    private final PrintStream out;
    private final JournalKeys keys;

    RecoverCommand(PrintStream out, JournalKeys keys) {
        this.out = out;
        this.keys = keys;
    }

    int run(Path place, Clock clock) throws IOException {
        JournalTool.requireJournals(place);
        DirectoryLock lock = new DirectoryLock();
        try {
            lock.hold(place);
        } catch (DirectoryLock.InUse e) {
            throw new Refused("a recorder that runs holds " + place + ": it recovers what is to be recovered itself");
        }
        try {
            List<Recovered> all = JournalRecovery.recover(JournalDirectory.open(place, keys), clock);
            all.forEach(this::tell);
            boolean sealed = all.stream().allMatch(each -> each.outcome() == Outcome.SEALED);
            out.printf("%d journals recovered%s%n", all.size(), sealed ? "" : ", not all of them whole");
            return sealed ? 0 : 1;
        } finally {
            lock.release();
        }
    }

    private void tell(Recovered each) {
        String name = each.file().getFileName().toString();
        switch (each.outcome()) {
            case SEALED -> out.printf("%s: ended at %s, now in sealed/%n", name, each.endedAt());
            case QUARANTINED -> out.printf("%s: no whole record in it, now in quarantine/%n", name);
            case LEFT -> out.printf("%s: left where it was%n", name);
        }
        each.damage().forEach(sentence -> out.printf("%s: %s%n", name, sentence));
    }
}

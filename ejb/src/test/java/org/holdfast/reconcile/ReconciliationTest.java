package org.holdfast.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.reconcile.ReportLine.Outcome;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static TestNode node;
    private static Reconciliation reconciliation;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        node = TestPeople.node(Reconciliation.class, Recordings.class);
        reconciliation = node.bean(Reconciliation.class);
        admin = TestPeople.admin(node);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** A busy day: each caller calls several times, times differ by up to 20 s, lines are in no order. */
    @Test
    void aThousandExpectedCallsAreToldApartExactly() throws IOException, ListRejected {
        Random random = new Random(4);
        List<String> lines = new ArrayList<>();
        Set<String> missing = new java.util.HashSet<>();
        Set<UUID> unexpected = new java.util.HashSet<>();
        Set<UUID> matched = new java.util.HashSet<>();
        List<RecordingFacts> held = new ArrayList<>();
        for (int i = 0; i < 1040; i++) {
            Instant at = Calls.NOON.plusSeconds(150L * (i / 4));
            String caller = "agent" + i % 4;
            String callee = "customer" + i % 97;
            RecordingFacts call = Calls.call(at, Duration.ofSeconds(30 + i % 50), caller, callee);
            boolean listed = i < 1000;
            boolean recorded = i % 25 != 7;
            if (recorded) {
                held.add(call);
            }
            if (listed) {
                String key = i % 10 == 3 ? call.identifiers().get("Call-ID") : "";
                lines.add("%s,sip:%s@example.com,%s,%d,%s"
                        .formatted(at.plusSeconds(random.nextInt(41) - 20), caller, callee, 30 + i % 50, key));
                if (recorded) {
                    matched.add(call.id());
                } else {
                    missing.add(lines.getLast());
                }
            } else if (recorded) {
                unexpected.add(call.id());
            }
        }
        node.inTransaction(entities -> {
            held.forEach(call -> node.bean(Recordings.class).add(call, List.of()));
            return held.size();
        });
        Collections.shuffle(lines, random);

        Reconciliation.Found found = reconciliation.compare(
                admin,
                new Reconciliation.Wish("day.csv", MINUTE, null, Calls.NOON.plus(Duration.ofDays(1))),
                csv("time,from,to,duration,call id\r\n" + String.join("\r\n", lines)));

        assertThat(found.report().counts()).isEqualTo(new Report.Counts(1000, 960, 40, unexpected.size(), 0));
        assertThat(recordings(found, Outcome.MATCHED)).isEqualTo(matched);
        assertThat(recordings(found, Outcome.UNEXPECTED)).isEqualTo(unexpected).hasSizeGreaterThan(30);
        assertThat(of(found, Outcome.MISSING)
                        .map(line -> lines.get((int) line.line() - 2))
                        .collect(Collectors.toSet()))
                .isEqualTo(missing);
        assertThat(of(found, Outcome.MATCHED)).allSatisfy(line -> {
            RecordingFacts call = held.stream()
                    .filter(one -> one.id().equals(line.recordingId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(Duration.between(line.at(), call.startedAt()).abs()).isLessThanOrEqualTo(MINUTE);
            assertThat(lines.get((int) line.line() - 2))
                    .contains(call.participants().getFirst().aor());
        });

        assertThat(reconciliation.list()).contains(found.report());
        assertThat(reconciliation.find(admin, found.report().id())).contains(found);
        assertThat(reconciliation.remove(admin, found.report().id())).isTrue();
        assertThat(reconciliation.list()).doesNotContain(found.report());
        assertThat(node.count("select count(*) from audit_entry where object = 'reconciliation' and object_id = '"
                        + found.report().id() + "'"))
                .isEqualTo(3);
    }

    @Test
    void recordingsOfOneConversationAreOneCallAndAnotherLengthIsTold() throws IOException, ListRejected {
        Instant before = Calls.NOON.minus(Duration.ofDays(20));
        RecordingFacts first = Calls.call(before, Duration.ofSeconds(30), "Alice", "Bob");
        RecordingFacts second = Calls.call(before, Duration.ofSeconds(30), "Alice", "Bob");
        second = new RecordingFacts(
                second.id(),
                "a",
                second.journal(),
                first.conversationKey(),
                "inbound",
                second.startedAt(),
                second.endedAt(),
                "BYE",
                second.participants(),
                second.streams(),
                second.identifiers(),
                List.of());
        node.bean(Recordings.class).add(first, List.of());
        node.bean(Recordings.class).add(second, List.of());
        Reconciliation.Found found = reconciliation.compare(
                admin,
                new Reconciliation.Wish("x", Duration.ofSeconds(5), null, null),
                csv("time;from;to;duration\n2026-11-02 12:00:02;alice;bob;2:00\n"));
        assertThat(found.report().counts()).isEqualTo(new Report.Counts(1, 1, 0, 0, 1));
    }

    @Test
    void csvAndJsonSayTheSame() throws IOException, ListRejected {
        List<ExpectedCall> fromCsv = ExpectedCallsReader.csv(
                new StringReader("\uFEFFStart;Caller;Called;Duration;UCID\n"
                        + "2026-11-26 17:30:05;\"+49 30;1\";2002;95;0001\n\n2026-11-26T18:00:00+01:00;1;2;;\n"),
                ZoneId.of("Europe/Berlin"));
        List<ExpectedCall> fromJson = ExpectedCallsReader.json(
                new StringReader("{\"calls\":[{\"time\":\"2026-11-26T16:30:05Z\",\"from\":\"+49 30;1\",\"to\":\"2002\","
                        + "\"duration\":95,\"callId\":\"0001\"},{\"time\":1795712400,\"from\":\"1\",\"to\":\"2\"}]}"),
                ZoneOffset.UTC);
        assertThat(fromJson).usingRecursiveComparison().ignoringFields("line").isEqualTo(fromCsv);
        assertThat(fromCsv).extracting(ExpectedCall::line).containsExactly(2L, 4L);
        assertThat(fromCsv.getFirst().duration()).isEqualTo(Duration.ofSeconds(95));
    }

    @Test
    void whatCannotBeUsedIsNamedByLine() {
        rejected("", "empty");
        rejected("from,to\n1,2", "Line 1", "time");
        rejected(
                "time,from,to\n2026-11-26T12:00:00Z,1,2\nyesterday,1,2\n2026-11-26T12:00:00Z,,\n",
                "Line 3: time 'yesterday'",
                "Line 4: it names neither");
        rejected("time,from,to,duration\n2026-11-26T12:00:00Z,1,2,long", "Line 2: duration 'long'");
        rejected("time,from,to\n", "no calls");
        rejected("time,from\n" + "x,1\n".repeat(100), "Line 21");
        rejected("time,from\n2026-11-26T12:00:00Z,\"open", "no CSV");
        assertThatThrownBy(() -> ExpectedCallsReader.csv(
                        new StringReader(
                                "time,from\n" + "2026-11-26T12:00:00Z,1\n".repeat(ExpectedCallsReader.MOST + 1)),
                        ZoneOffset.UTC))
                .isInstanceOf(ListRejected.class)
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> ExpectedCallsReader.json(new StringReader("[{\"time\":"), ZoneOffset.UTC))
                .isInstanceOf(ListRejected.class)
                .hasMessageContaining("Call 1");
    }

    private static void rejected(String text, String... because) {
        assertThatThrownBy(() -> csv(text)).isInstanceOf(ListRejected.class).hasMessageContainingAll(because);
    }

    private static List<ExpectedCall> csv(String text) throws IOException, ListRejected {
        return ExpectedCallsReader.csv(new StringReader(text), ZoneOffset.UTC);
    }

    private static java.util.stream.Stream<ReportLine> of(Reconciliation.Found found, Outcome outcome) {
        return found.lines().stream().filter(line -> line.outcome() == outcome);
    }

    private static Set<UUID> recordings(Reconciliation.Found found, Outcome outcome) {
        return of(found, outcome).map(ReportLine::recordingId).collect(Collectors.toSet());
    }
}

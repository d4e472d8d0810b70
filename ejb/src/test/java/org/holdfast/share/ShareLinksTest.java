package org.holdfast.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShareLinksTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final UserChange SOMEBODY = UserChange.NONE.withPassword("correct horse battery staple");

    private static TestNode node;
    private static ShareLinks links;
    private static SignedIn admin;
    private static final RecordingFacts CALL = Calls.call();
    private static final SharedMoment MOMENT = new SharedMoment(CALL.id(), Duration.ofSeconds(7));

    @BeforeAll
    static void start() {
        node = TestPeople.node(Recordings.class, ShareLinks.class);
        links = node.bean(ShareLinks.class);
        node.bean(Recordings.class).add(CALL, List.of());
        admin = TestPeople.admin(node);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aLinkLeadsToItsMomentUntilItsTimeIsOver() {
        String secret = links.make(admin, MOMENT, HOUR).secret();
        assertThat(links.open(admin, secret)).contains(MOMENT);
        assertThat(links.open(admin, secret + "x")).isEmpty();
        TestWiring.CLOCK.pass(HOUR);
        assertThat(links.open(admin, secret)).isEmpty();
    }

    @Test
    void itGivesNobodyARight() {
        String secret = links.make(admin, MOMENT, HOUR).secret();
        SignedIn lister = TestPeople.user(node, "lister", SOMEBODY, new Permission(Right.LIST, Scope.TENANT));
        SignedIn stranger = TestPeople.user(
                node,
                "stranger",
                SOMEBODY,
                new Permission(Right.LIST, Scope.OWN),
                new Permission(Right.LISTEN, Scope.OWN));
        assertThatThrownBy(() -> links.open(lister, secret)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> links.open(stranger, secret)).isInstanceOf(OutOfReach.class);
        assertThatThrownBy(() -> links.make(lister, MOMENT, HOUR)).isInstanceOf(Refused.class);
    }

    @Test
    void onlyItsDigestIsKeptAndBothEndsAreAudited() {
        String secret = links.make(admin, MOMENT, HOUR).secret();
        links.open(admin, secret);
        assertThat(node.count("select count(*) from share_link where digest = '" + secret + "'"))
                .isZero();
        assertThat(node.column(
                        String.class,
                        "select action from audit_entry where object = 'share-link' and object_id = '" + CALL.id()
                                + "' order by seq desc limit 2"))
                .containsExactly("VIEW", "CREATE");
    }

    @Test
    void isEndedByItsMakerAndMayNotHoldForEver() {
        MadeLink link = links.make(admin, MOMENT, HOUR);
        String secret = link.secret();
        UUID made = link.link().id();
        assertThat(links.of(CALL.id())).contains(link.link());
        links.end(admin, CALL.id(), made);
        assertThat(links.open(admin, secret)).isEmpty();
        assertThatThrownBy(() -> links.end(admin, CALL.id(), made)).isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> links.make(admin, MOMENT, Duration.ofDays(31))).isInstanceOf(ChangeRejected.class);
    }
}

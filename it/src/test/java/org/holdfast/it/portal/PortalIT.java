package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.time.Duration;
import java.util.List;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.junit.jupiter.api.Test;

/** What a supervisor does all day: sign in, find a call, hear it, watch the ones that run. */
class PortalIT {
    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);

    @Test
    void aWrongPasswordIsRefusedAndSaysNoMore() {
        try (Visit visit = Visit.wide(node)) {
            SignInPage door = visit.signInPage();
            door.as("admin", "certainly-not-it");
            assertThat(door.refusal()).isEqualTo("Name or password is wrong.");
            assertThat(visit.page().url()).contains("/sign-in.xhtml");
        }
    }

    @Test
    void whoeverIsNotSignedInIsShownTheDoorAndThenTheirPage() {
        try (Visit visit = Visit.wide(node)) {
            visit.page().navigate("/live.xhtml");
            assertThat(visit.page().url()).contains("/sign-in.xhtml?next=%2Flive.xhtml");
            new SignInPage(visit.page()).as("admin", node.adminPassword());
            visit.page().waitForURL("**/live.xhtml");
        }
    }

    @Test
    void theSessionIsNewAfterSigningInAndGoneAfterSigningOut() {
        try (Visit visit = Visit.wide(node)) {
            visit.signInPage();
            String before = visit.session().value;
            visit.signedIn();
            Cookie after = visit.session();
            assertThat(after.value).isNotEqualTo(before);
            assertThat(after.httpOnly).isTrue();
            assertThat(after.sameSite).isEqualTo(SameSiteAttribute.LAX);

            visit.page().locator("#session\\:signOut").click();
            visit.page().waitForURL("**/sign-in.xhtml");
            visit.page().navigate("/recordings.xhtml");
            assertThat(visit.page().url()).contains("/sign-in.xhtml");
        }
    }

    @Test
    void aRecordedCallIsFoundAndHeardOnTwoChannels() throws Exception {
        play(CallSpec.between(calls.party("Ada"), calls.party("Bo")).speaking(Audio.tone(440), Audio.tone(1_000)), 12);
        try (Visit visit = Visit.wide(node).signedIn()) {
            RecordingsPage list = visit.recordings();
            assertThat(list.finalised(calls.run()).innerText())
                    .contains("Complete", "Ada " + calls.run(), "Bo " + calls.run(), "0:1");

            RecordingPage recording = list.open(list.rows().first());
            assertThat(recording.lanes()).containsExactly("Ada " + calls.run(), "Bo " + calls.run());
            await().atMost(Duration.ofSeconds(10)).until(recording::waveDrawn);

            recording.play();
            await().atMost(Duration.ofSeconds(15)).until(() -> recording.time() > 1);
            recording.hears(0);
            recording.hears(1);
            recording.mute(0);
            recording.hearsNothingOf(0);
            recording.hears(1);
        }
    }

    @Test
    void theFormThatStaysKeepsTwoPeopleApart() throws Exception {
        play(CallSpec.between(calls.party("Ada"), calls.party("Bo")).speaking(Audio.tone(440), Audio.tone(1_000)), 6);
        try (Visit visit = Visit.wide(node).signedIn()) {
            RecordingsPage list = visit.recordings();
            RecordingPage recording = list.openEncoded(list.finalised(calls.run()));
            assertThat(recording.mediaForm()).isEqualTo("webm");
            assertThat(recording.channels("webm")).isEqualTo(2);
            assertThat(recording.tone("webm", 0, 2, 4)).isCloseTo(440, within(10));
            assertThat(recording.tone("webm", 1, 2, 4)).isCloseTo(1_000, within(20));

            recording.play();
            recording.hears(0);
            recording.hears(1);
            recording.mute(1);
            recording.hearsNothingOf(1);
            recording.hears(0);
        }
    }

    @Test
    void threePeopleOfATransferredCallAreApartToo() throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(calls.party("Ada"), calls.party("Bo"))
                    .speaking(Audio.tone(440), Audio.tone(1_000)));
            call.talk(Duration.ofSeconds(4));
            call.transfer(1, calls.party("Cy"), Audio.tone(700));
            call.talk(Duration.ofSeconds(4));
            call.bye();
        }
        try (Visit visit = Visit.wide(node).signedIn()) {
            RecordingsPage list = visit.recordings();
            RecordingPage recording = list.openEncoded(list.finalised(calls.run()));
            String bo = "Bo " + calls.run();
            String cy = "Cy " + calls.run();
            assertThat(recording.lanes()).containsExactly("Ada " + calls.run(), bo, cy);
            assertThat(visit.page().locator("#streams tbody tr").nth(1).innerText())
                    .contains(bo + ", " + cy);
            assertThat(recording.mediaForm()).isEqualTo("webm");
            for (String form : List.of("wav", "webm")) {
                assertThat(recording.channels(form)).as(form).isEqualTo(3);
                assertThat(recording.tone(form, 0, 1, 3)).as(form).isCloseTo(440, within(10));
                assertThat(recording.tone(form, 1, 1, 3)).as(form).isCloseTo(1_000, within(20));
                assertThat(recording.tone(form, 2, 1, 3)).as(form).isZero();
                assertThat(recording.tone(form, 2, 5, 7)).as(form).isCloseTo(700, within(15));
                assertThat(recording.tone(form, 1, 5, 7)).as(form).isZero();
            }
            recording.play();
            recording.hears(0);
            recording.hears(1);
            recording.seek(0.75);
            recording.hears(2);
            recording.hearsNothingOf(1);
        }
    }

    @Test
    void oneLineOfTwoPeopleIsOneLaneWithBothNames() throws Exception {
        play(CallSpec.between(calls.party("Ada"), calls.party("Bo")).mixed(), 3);
        try (Visit visit = Visit.wide(node).signedIn()) {
            RecordingsPage list = visit.recordings();
            RecordingPage recording = list.open(list.finalised(calls.run()));
            assertThat(recording.lanes()).containsExactly("Ada " + calls.run() + " + Bo " + calls.run());
            await().atMost(Duration.ofSeconds(10)).until(recording::waveDrawn);
            recording.play();
            recording.hears(0);
        }
    }

    @Test
    void aHoldIsSeenOnTheWaveAndInTheTimeline() throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(calls.party("Ada"), calls.party("Bo")));
            call.talk(Duration.ofSeconds(2));
            call.hold();
            call.talk(Duration.ofSeconds(2));
            call.resume();
            call.talk(Duration.ofSeconds(2));
            call.bye();
        }
        try (Visit visit = Visit.wide(node).signedIn()) {
            RecordingsPage list = visit.recordings();
            list.open(list.finalised(calls.run()));
            assertThat(visit.page().locator("#stage .region.hold").count()).isEqualTo(1);
            assertThat(visit.page()
                            .locator("#events li")
                            .filter(new Locator.FilterOptions().setHasText("On hold"))
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void thePlayerObeysMouseAndKeys() throws Exception {
        play(CallSpec.between(calls.party("Ada"), calls.party("Bo")), 12);
        try (Visit visit = Visit.wide(node).signedIn()) {
            RecordingsPage list = visit.recordings();
            RecordingPage recording = list.open(list.finalised(calls.run()));
            await().atMost(Duration.ofSeconds(10)).until(recording::waveDrawn);

            recording.seek(0.5);
            await().atMost(Duration.ofSeconds(5)).until(() -> recording.time() > 4 && recording.time() < 8);
            visit.page().keyboard().press("ArrowLeft");
            await().atMost(Duration.ofSeconds(5)).until(() -> recording.time() < 3);
            visit.page().keyboard().press("ArrowRight");
            await().atMost(Duration.ofSeconds(5)).until(() -> recording.time() > 4);
            visit.page().getByLabel("Speed").selectOption("2");
            assertThat(recording.speed()).isEqualTo(2);
            visit.page().locator("#stage").focus();
            visit.page().keyboard().press("Space");
            double before = recording.time();
            await().atMost(Duration.ofSeconds(10)).until(() -> recording.time() > before + 0.5);
            visit.page().keyboard().press("2");
            recording.hearsNothingOf(1);
        }
    }

    @Test
    void filtersNarrowTheListAndAreInItsAddress() throws Exception {
        play(CallSpec.between(calls.party("Ada"), calls.party("Bo")), 2);
        try (Visit visit = Visit.wide(node).signedIn()) {
            RecordingsPage list = visit.recordings();
            list.finalised(calls.run());
            list.verdict("Silent");
            list.search("Ada " + calls.run());
            assertThat(list.isEmpty()).isTrue();
            assertThat(visit.page().url()).contains("verdict=silent");
            list.verdict("Any");
            list.search("Bo " + calls.run());
            assertThat(list.rows().count()).isEqualTo(1);
        }
    }

    @Test
    void aRunningCallIsSeenPausedResumedAndGone() throws Exception {
        try (Visit visit = Visit.wide(node).signedIn();
                RecordingClient client = calls.client()) {
            LivePage live = visit.live();
            Call call = client.call(CallSpec.between(calls.party("Ada"), calls.party("Bo")));
            String ada = "Ada " + calls.run();
            await().atMost(Duration.ofSeconds(15)).until(() -> live.call(ada).count() == 1);
            assertThat(live.call(ada).innerText()).contains("Bo " + calls.run(), "0:0");
            live.press(ada, "Pause");
            await().atMost(Duration.ofSeconds(10)).until(() -> live.state(ada).equals("Paused"));
            live.press(ada, "Resume");
            await().atMost(Duration.ofSeconds(10)).until(() -> live.state(ada).equals("Recording"));
            call.bye();
            await().atMost(Duration.ofSeconds(15)).until(() -> live.call(ada).count() == 0);
        }
    }

    private void play(CallSpec spec, int seconds) throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(spec);
            call.talk(Duration.ofSeconds(seconds));
            call.bye();
        }
    }
}

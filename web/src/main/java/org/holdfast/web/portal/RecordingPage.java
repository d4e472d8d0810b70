package org.holdfast.web.portal;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.holdfast.recording.Verdict;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSummary;

/** All that the page of one recording shows, ready to be printed. Immutable. */
public record RecordingPage(RecordingDetail detail, Forms forms, Parties parties, Moment started, BrowserZone browser) {
    private static final int COLOURS = 6;

    /** In which forms the recording can be heard and drawn now, and whether its reader may hear and keep it. */
    record Forms(boolean wav, boolean webm, boolean peaks, boolean listen, boolean download) {}

    /** One channel of the media and who speaks on it. */
    public record Lane(int channel, int colour, String name, String address, String muteLabel) {}

    /** A file one may take away. */
    public record Download(String href, String label) {}

    /** A line of the participants' table. */
    public record Person(String name, String address, String role) {}

    /** A line of the streams' table. */
    public record Stream(String label, String kind, String codec, String participant) {}

    /** A verified copy. */
    public record Copy(String form, String place, String size, String verified, String sha256) {}

    /** A correlation key. */
    public record Identifier(String name, String value) {}

    /** A body as the SRC sent it; what is no text shows as replacement characters. */
    public record Snapshot(String method, String contentType, String at, String size, String body) {}

    static RecordingPage of(RecordingDetail detail, Forms forms, BrowserZone browser) {
        RecordingSummary summary = detail.summary();
        return new RecordingPage(
                detail, forms, Parties.recorded(summary.participants()), browser.moment(summary.startedAt()), browser);
    }

    private RecordingSummary summary() {
        return detail.summary();
    }

    public UUID id() {
        return summary().id();
    }

    public List<String> tags() {
        return summary().tags();
    }

    /** Whether its waves can be drawn by who reads this. */
    public boolean drawable() {
        return forms.peaks();
    }

    public String title() {
        return parties.second().isEmpty()
                ? parties.first()
                : parties.first() + " " + parties.arrow() + " " + parties.second();
    }

    public VerdictLabel verdict() {
        return VerdictLabel.of(summary().verdict());
    }

    public List<String> reasons() {
        return summary().verdictReasons();
    }

    public List<String> warnings() {
        return summary().warnings();
    }

    public String node() {
        return summary().node();
    }

    public String duration() {
        return Durations.length(summary().durationMs());
    }

    public long durationMillis() {
        return summary().durationMs();
    }

    public long durationSeconds() {
        return (summary().durationMs() + 500) / 1000;
    }

    public boolean playable() {
        return (forms.wav() || forms.webm()) && summary().durationMs() > 0;
    }

    /** Why nothing can be heard. */
    public String unplayable() {
        if (!forms.listen()) {
            return Texts.of("player.refused");
        }
        return Texts.of(summary().verdict() == Verdict.NO_MEDIA ? "player.no-media" : "player.pending");
    }

    /** WebM once there is one: it is a tenth of the size. channels.js knows how a browser orders its channels. */
    public String mediaHref() {
        return "/api/v1/recordings/" + summary().id() + "/media?format=" + (forms.webm() ? "webm" : "wav");
    }

    public String peaksHref() {
        return "/api/v1/recordings/" + summary().id() + "/peaks";
    }

    public List<Download> downloads() {
        List<Download> downloads = new ArrayList<>();
        String media = "/api/v1/recordings/" + summary().id() + "/media?download=true&format=";
        if (forms.webm() && forms.download()) {
            downloads.add(new Download(media + "webm", Texts.of("download.webm")));
        }
        if (forms.wav() && forms.download()) {
            downloads.add(new Download(media + "wav", Texts.of("download.wav")));
        }
        return downloads;
    }

    /** The channels in their order; a channel nobody is known to speak on has a number for a name. */
    public List<Lane> lanes() {
        int last = summary().participants().stream()
                .filter(party -> party.channel() != null)
                .mapToInt(party -> party.channel() == null ? 0 : party.channel())
                .max()
                .orElse(-1);
        int streams = (int) summary().streams().stream()
                .filter(stream -> stream.kind().equals("audio"))
                .count();
        return IntStream.range(0, Math.max(1, Math.max(last + 1, last < 0 ? streams : 0)))
                .mapToObj(this::lane)
                .toList();
    }

    /** Several who came over one line are one lane with all their names. */
    private Lane lane(int channel) {
        List<Parties.Person> speakers = summary().participants().stream()
                .filter(party -> Integer.valueOf(channel).equals(party.channel()))
                .map(RecordingPage::person)
                .toList();
        String name = speakers.isEmpty()
                ? Texts.of("lane", channel + 1)
                : speakers.stream().map(Parties.Person::shown).collect(joining(" + "));
        String address = switch (speakers.size()) {
            case 0 -> "";
            case 1 ->
                speakers.getFirst().address().equals(name)
                        ? ""
                        : speakers.getFirst().address();
            default -> Texts.of("lane.mixed");
        };
        return new Lane(channel, channel % COLOURS + 1, name, address, Texts.of("player.mute", name));
    }

    private static Parties.Person person(RecordingSummary.Party party) {
        return new Parties.Person(party.name(), party.aor(), party.role());
    }

    public List<Timeline.Entry> events() {
        return Timeline.of(detail);
    }

    public List<Person> participants() {
        return summary().participants().stream()
                .map(party -> new Person(
                        party.name().isBlank() ? "–" : party.name(),
                        party.aor(),
                        Texts.known("role." + party.role(), party.role().isBlank() ? "–" : party.role())))
                .toList();
    }

    public List<Stream> streams() {
        return summary().streams().stream()
                .map(stream -> new Stream(stream.label(), stream.kind(), stream.codec(), senders(stream)))
                .toList();
    }

    /** By name where one is known. */
    private String senders(RecordingSummary.Stream stream) {
        return stream.participants().isEmpty()
                ? "–"
                : stream.participants().stream().map(this::named).collect(joining(", "));
    }

    private String named(String sender) {
        return summary().participants().stream()
                .filter(party -> party.aor().equals(sender) && !party.name().isBlank())
                .map(RecordingSummary.Party::name)
                .findFirst()
                .orElse(sender);
    }

    public List<Copy> copies() {
        return summary().copies().stream()
                .map(copy -> new Copy(
                        Texts.known("copy.form." + copy.contentType(), copy.contentType()),
                        copy.place(),
                        Durations.bytes(copy.bytes()),
                        browser.moment(copy.verifiedAt()).local(),
                        copy.sha256()))
                .toList();
    }

    public List<Identifier> identifiers() {
        List<Identifier> identifiers = new ArrayList<>();
        identifiers.add(
                new Identifier(Texts.of("identifier.recording"), summary().id().toString()));
        identifiers.add(new Identifier(Texts.of("identifier.conversation"), detail.conversationKey()));
        detail.identifiers().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(key -> identifiers.add(
                        new Identifier(Texts.known("identifier." + key.getKey(), key.getKey()), key.getValue())));
        identifiers.add(new Identifier(Texts.of("identifier.journal"), detail.journal()));
        return identifiers;
    }

    public List<Snapshot> snapshots() {
        return detail.snapshots().stream()
                .sorted(Comparator.comparing(RecordingDetail.Snapshot::at))
                .map(snapshot -> new Snapshot(
                        snapshot.method(),
                        snapshot.contentType(),
                        Durations.clock(Duration.between(summary().startedAt(), snapshot.at())),
                        Durations.bytes(snapshot.body().length),
                        new String(snapshot.body(), StandardCharsets.UTF_8)))
                .toList();
    }
}

package org.holdfast.src;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.rtp.Codec;
import org.holdfast.src.sip.SipMessage.Header;
import org.holdfast.src.siprec.Dialect;
import org.holdfast.src.siprec.MetadataForm.XmlText;
import org.holdfast.src.siprec.Party;

/**
 * One call to be recorded: who talks, what they say, and how the SRC tells the SRS of it. Never changes: each verb answers with a
 * changed copy.
 */
public final class CallSpec {
    private final List<Party> parties;
    private List<Audio> audio;
    private Dialect dialect = Dialect.RFC;
    private Codec codec = Codec.PCMU;
    private boolean mixed;
    private boolean metadataLater;
    private Optional<byte[]> literalMetadata = Optional.empty();
    private XmlText text = XmlText.ESCAPED;
    private UUID group = UUID.randomUUID();
    private Duration cancelAfter = Duration.ZERO;
    private String fromParameters = "";
    private List<Header> headers = List.of();

    private CallSpec(List<Party> parties, List<Audio> audio) {
        this.parties = parties;
        this.audio = audio;
    }

    /** A call between parties, one m-line each, RFC dialect, µ-law, with the tones of call 0. */
    public static CallSpec between(Party... parties) {
        List<Audio> tones = new ArrayList<>();
        for (int i = 0; i < parties.length; i++) {
            tones.add(Audio.tone(toneOf(0, i)));
        }
        return new CallSpec(List.of(parties), List.copyOf(tones));
    }

    /** The tone of a stream: 300 + 40·((2·call + stream) mod 60) Hz, as the bench's rtpblast sends it. */
    public static int toneOf(int call, int stream) {
        return 300 + 40 * ((2 * call + stream) % 60);
    }

    /** What each m-line says, in their order; a mixed call has one. */
    public CallSpec speaking(Audio... perLine) {
        return changed(copy -> copy.audio = List.of(perLine));
    }

    public CallSpec in(Dialect other) {
        return changed(copy -> copy.dialect = other);
    }

    public CallSpec codec(Codec other) {
        return changed(copy -> copy.codec = other);
    }

    /** Everybody on one m-line, also where the dialect would send two. */
    public CallSpec mixed() {
        return changed(copy -> copy.mixed = true);
    }

    /** INVITE with SDP alone; {@link Call#sendMetadata()} brings the rest. */
    public CallSpec metadataLater() {
        return changed(copy -> copy.metadataLater = true);
    }

    /** These bytes in place of the metadata of the first INVITE, whatever they are. */
    public CallSpec metadata(byte[] literal) {
        return changed(copy -> copy.literalMetadata = Optional.of(literal.clone()));
    }

    /** Names go into XML unescaped, as OpenSIPS sends them: {@code Frank & Sons} is then not well-formed. */
    public CallSpec rawNames() {
        return changed(copy -> copy.text = XmlText.RAW);
    }

    /** The CS group this call belongs to; calls of one group are one conversation. */
    public CallSpec group(UUID other) {
        return changed(copy -> copy.group = other);
    }

    /** CANCEL follows the INVITE after this time, unless the answer was quicker. */
    public CallSpec cancelAfter(Duration time) {
        return changed(copy -> copy.cancelAfter = time);
    }

    /** One more header field in the first INVITE. */
    public CallSpec header(String name, String value) {
        return changed(copy -> copy.headers = Stream.concat(headers.stream(), Stream.of(new Header(name, value)))
                .toList());
    }

    /** The Recording Sessions it takes to record this call: one, but a Cisco built-in bridge opens one for each end. */
    public List<CallSpec> legs() {
        if (dialect != Dialect.CISCO_BIB || parties.size() < 2) {
            return List.of(this);
        }
        int reference = 20_000_000 + Math.floorMod(group.hashCode(), 1_000_000);
        List<CallSpec> legs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CallSpec leg =
                    new CallSpec(List.of(parties.get(i)), List.of()).in(dialect).codec(codec);
            leg.audio = List.of(audio.get(i));
            leg.group = group;
            leg.fromParameters = "%s;x-refci=%d;x-nearendaddr=%s;x-farendaddr=%s"
                    .formatted(i == 0 ? ";x-nearend" : ";x-farend", reference, user(0), user(1));
            legs.add(leg);
        }
        return legs;
    }

    private String user(int party) {
        return parties.get(party).aor().replaceAll("^sips?:|@.*$", "");
    }

    private CallSpec changed(Consumer<CallSpec> change) {
        CallSpec copy = new CallSpec(parties, audio);
        copy.dialect = dialect;
        copy.codec = codec;
        copy.mixed = mixed;
        copy.metadataLater = metadataLater;
        copy.literalMetadata = literalMetadata;
        copy.text = text;
        copy.group = group;
        copy.cancelAfter = cancelAfter;
        copy.fromParameters = fromParameters;
        copy.headers = headers;
        change.accept(copy);
        return copy;
    }

    /** What the m-lines say. */
    List<Audio> audio() {
        return isMixed() ? audio.subList(0, 1) : audio;
    }

    List<Party> parties() {
        return parties;
    }

    Dialect dialect() {
        return dialect;
    }

    Codec codec() {
        return codec;
    }

    boolean isMixed() {
        return mixed || dialect.mixed();
    }

    boolean isMetadataLater() {
        return metadataLater;
    }

    Optional<byte[]> literalMetadata() {
        return literalMetadata;
    }

    XmlText text() {
        return text;
    }

    UUID group() {
        return group;
    }

    Duration cancelAfter() {
        return cancelAfter;
    }

    String fromParameters() {
        return fromParameters;
    }

    List<Header> headers() {
        return headers;
    }
}

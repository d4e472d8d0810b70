package org.holdfast.connector.siprec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.holdfast.connector.sdp.SdpAnswer;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpLocal;
import org.holdfast.connector.sdp.SdpMedia;
import org.holdfast.connector.sdp.SdpParser;
import org.holdfast.connector.sdp.SdpRejected;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bodies of all flows, damaged at random but repeatably: no parser may answer with anything but its documented
 * rejection, and whatever was read can be answered, merged and bound. A failure names the seed that repeats it.
 */
class ParserFuzzTest {

    private static final int ROUNDS = 200;
    private static final List<byte[]> DESCRIPTIONS = new ArrayList<>();
    private static final List<byte[]> DOCUMENTS = new ArrayList<>();

    @BeforeAll
    static void gather() throws IOException, URISyntaxException {
        for (Path flow : FlowsTest.flows().toList()) {
            for (String section : Files.readString(flow).split("\n(?=== )")) {
                byte[] content = section.substring(section.indexOf('\n') + 1).getBytes(UTF_8);
                if (section.startsWith("== sdp")) {
                    DESCRIPTIONS.add(content);
                } else if (section.startsWith("== metadata")) {
                    DOCUMENTS.add(content);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyReadableOfferHasAnAnswerThatReadsTheSame(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] damaged = damaged(DESCRIPTIONS.get(random.nextInt(DESCRIPTIONS.size())), random);
            try {
                SdpDescription offer = SdpParser.parse(damaged);
                SdpDescription answer = SdpParser.parse(SdpAnswer.write(offer, local(offer)));
                assertThat(answer.media()).hasSameSizeAs(offer.media());
                for (SdpMedia line : offer.media()) {
                    SdpMedia answered = answer.media().get(line.index());
                    assertThat(answered.kind()).isEqualTo(line.kind());
                    assertThat(answered.label()).isEqualTo(line.label());
                    assertThat(answered.removed()).isEqualTo(!line.storable());
                    assertThat(answered.removed() || !answered.direction().sends())
                            .isTrue();
                }
            } catch (SdpRejected documented) {
                assertThat(documented).hasMessageNotContaining("null");
            }
        }
    }

    private static SdpLocal local(SdpDescription offer) {
        Map<Integer, Integer> ports = new HashMap<>();
        offer.media().stream()
                .filter(SdpMedia::storable)
                .forEach(line -> ports.put(line.index(), 20_000 + 2 * line.index()));
        return new SdpLocal("1", 1, "127.0.30.2", ports, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void everyDocumentGivesMetadataOrAWarning(long seed) throws SdpRejected {
        Random random = new Random(seed);
        SdpDescription offer = SdpParser.parse(DESCRIPTIONS.getFirst());
        MetadataState state = MetadataState.empty();
        for (int i = 0; i < ROUNDS; i++) {
            ParsedMetadata parsed =
                    MetadataParser.parse(damaged(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())), random));
            RecordingMetadata metadata = parsed.metadata();
            if (metadata == null) {
                assertThat(parsed.warnings()).isNotEmpty();
            } else {
                state = i % 20 == 0 ? MetadataState.empty() : state;
                state = state.apply(metadata, Instant.EPOCH.plusSeconds(i));
                assertThat(StreamBinding.bind(offer, state))
                        .hasSize(offer.media().size());
                assertThat(state.sessions()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void everyBodyComesApartOrIsRejected(long seed) {
        Random random = new Random(seed);
        List<MimeCorpus.Case> corpus = MimeCorpus.taken().toList();
        for (int i = 0; i < ROUNDS; i++) {
            MimeCorpus.Case body = corpus.get(random.nextInt(corpus.size()));
            String type = new String(damaged(body.contentType().getBytes(UTF_8), random), UTF_8);
            byte[] bytes = damaged(body.body().replace("|", "\r\n").getBytes(UTF_8), random);
            try {
                MimeBodies.parse(random.nextBoolean() ? type : body.contentType(), bytes)
                        .forEach(part -> assertThat(part.mediaType()).isNotNull());
            } catch (MimeRejected documented) {
                assertThat(documented.sipStatus()).isIn(400, 413, 415);
            }
        }
    }

    /** Flips, cuts, doubles, moves and stuffs a few places. */
    private static byte[] damaged(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, at, at + length), 0);
                case 3 -> bytes = spliced(bytes, at, new byte[0], length);
                case 4 ->
                    bytes = spliced(
                            bytes,
                            at,
                            "<>&\"'=:;/\r\n\u0000-"
                                    .repeat(2)
                                    .substring(random.nextInt(12))
                                    .getBytes(UTF_8),
                            0);
                default -> Arrays.fill(bytes, at, at + length, bytes[random.nextInt(bytes.length)]);
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] inserted, int removed) {
        byte[] result = new byte[bytes.length + inserted.length - removed];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(inserted, 0, result, at, inserted.length);
        System.arraycopy(bytes, at + removed, result, at + inserted.length, bytes.length - at - removed);
        return result;
    }
}

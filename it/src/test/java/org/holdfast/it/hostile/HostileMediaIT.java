package org.holdfast.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Names;
import org.holdfast.it.e2e.Rest;
import org.holdfast.it.e2e.Wav;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Party;
import org.holdfast.src.siprec.SdpAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Strangers who find a media port: what they send is in nobody's recording. */
class HostileMediaIT {
    private static final String FROM = "127.0.80.23";
    private static final String STRANGER = "127.0.80.24";

    private static final Node NODE = Node.shared();
    private static final Rest REST = Rest.of(NODE);
    private static final GoodCalls GOOD = new GoodCalls(NODE, FROM);

    private final String run = Names.fresh();
    private final Random random = new Random(20_261_123);

    @AfterAll
    static void everyGoodCallIsRecorded() {
        GOOD.areAllRecorded(REST);
    }

    @Test
    void noiseAndForgeriesOnTheMediaPortsAreNotHeard() throws Exception {
        try (RecordingClient client = RecordingClient.open(
                        ClientSettings.to(NODE.sipAddress()).from(FROM));
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName(STRANGER))) {
            Call call = client.call(CallSpec.between(new Party("Ada " + run, "sip:ada@example.com"), Party.named("Bo"))
                    .speaking(Audio.silence(), Audio.tone(440)));
            call.talk(Duration.ofMillis(300));
            SdpAnswer answer = SdpAnswer.parse(call.answer().text());
            for (SdpAnswer.Line line : answer.lines()) {
                for (int i = 0; i < 200; i++) {
                    send(stranger, line.target(), noise());
                    send(stranger, line.target(), forgedRtp(i));
                    send(stranger, new InetSocketAddress(line.address(), line.port() + 1), noise());
                }
            }
            call.talk(Duration.ofMillis(700));
            call.bye();
        }
        JsonObject recording = REST.finalised(run);
        Wav wav = REST.wav(recording);
        assertThat(wav.channels()).hasNumberOfRows(2);
        for (short sample : wav.channels()[0]) {
            assertThat(Math.abs(sample)).isLessThan(100);
        }
        GOOD.next();
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(1, 400)];
        random.nextBytes(noise);
        return noise;
    }

    /** A well-formed packet of loud µ-law with the forger's SSRC. */
    private byte[] forgedRtp(int sequence) {
        byte[] packet = new byte[172];
        Arrays.fill(packet, 12, packet.length, (byte) (random.nextBoolean() ? 0x80 : 0x00));
        packet[0] = (byte) 0x80;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[8] = 0x66;
        return packet;
    }

    private static void send(DatagramSocket from, InetSocketAddress to, byte[] bytes) throws Exception {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }
}

package org.holdfast.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.holdfast.it.Node;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The built EAR, untouched, on a server whose database is down: the recorder must work all the same. */
@ExtendWith(ArquillianExtension.class)
class DeploymentIT {
    private static final String ADDRESS = "127.0.10.200";

    @Deployment(testable = false)
    static EnterpriseArchive theBuiltEar() {
        return ShrinkWrap.create(ZipImporter.class, "holdfast.ear")
                .importFrom(Node.checkout().resolve("ear/target/holdfast.ear").toFile())
                .as(EnterpriseArchive.class);
    }

    @Test
    void theResourceAdapterAnswersSip() throws IOException {
        assertThat(answerTo(options())).startsWith("SIP/2.0 200 ");
    }

    @Test
    void theRecorderIsWellWithoutTheDatabase() {
        awaitStatus(URI.create("http://" + ADDRESS + ":8090/health/recorder"), 200);
    }

    @Test
    void thePortalSaysThatTheDatabaseIsAway() {
        awaitStatus(URI.create("http://" + ADDRESS + ":8080/health/web"), 503);
    }

    @Test
    void theManagementPortGivesMetrics() {
        awaitStatus(URI.create("http://" + ADDRESS + ":9990/metrics"), 200);
    }

    @Test
    void librariesBringAnIndexOfTheirAnnotationsSoThatNoStartHasToMakeOne() throws IOException {
        List<String> without = new ArrayList<>();
        int libraries = 0;
        try (ZipInputStream ear =
                new ZipInputStream(Files.newInputStream(Node.checkout().resolve("ear/target/holdfast.ear")))) {
            for (ZipEntry entry = ear.getNextEntry(); entry != null; entry = ear.getNextEntry()) {
                if (entry.getName().matches("lib/.*[.]jar")) {
                    libraries++;
                    if (!names(ear).contains("META-INF/jandex.idx")) {
                        without.add(entry.getName());
                    }
                }
            }
        }
        assertThat(libraries).isPositive();
        assertThat(without).isEmpty();
    }

    private static List<String> names(InputStream jar) throws IOException {
        List<String> names = new ArrayList<>();
        ZipInputStream entries = new ZipInputStream(jar); // the archive around it goes on
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            names.add(entry.getName());
        }
        return names;
    }

    private static void awaitStatus(URI endpoint, int expected) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
                    });
        }
    }

    private static String options() {
        return """
                OPTIONS sip:recorder@%1$s:5060 SIP/2.0
                Via: SIP/2.0/UDP %1$s:%%d;branch=z9hG4bK-container-1;rport
                Max-Forwards: 70
                From: <sip:probe@%1$s>;tag=container
                To: <sip:recorder@%1$s>
                Call-ID: container-1@%1$s
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(ADDRESS).replace("\n", "\r\n");
    }

    private static String answerTo(String request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 0))) {
            socket.setSoTimeout(20_000);
            byte[] bytes = request.formatted(socket.getLocalPort()).getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(ADDRESS), 5060));
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }
    }
}

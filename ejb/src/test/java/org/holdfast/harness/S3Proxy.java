package org.holdfast.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real S3 server, one a JVM, that checks signatures and keeps its objects as files. A bucket is a directory of it. */
public final class S3Proxy {
    public static final String ACCESS_KEY = "holdfast-test";
    public static final String SECRET_KEY = "not-a-secret-of-anybody";

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final URI endpoint;
    private final Path root;

    private static final class Shared {
        private static final S3Proxy SERVER = start();
    }

    private S3Proxy(URI endpoint, Path root) {
        this.endpoint = endpoint;
        this.root = root;
    }

    /** Where it answers. */
    public static URI endpoint() {
        return Shared.SERVER.endpoint;
    }

    /** A new, empty bucket. */
    public static String bucket() {
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        try {
            Files.createDirectories(directory(bucket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bucket;
    }

    /** Where the objects of that bucket lie as files. */
    public static Path directory(String bucket) {
        return Shared.SERVER.root.resolve(bucket);
    }

    private static S3Proxy start() {
        try {
            Path home = Files.createTempDirectory("s3proxy");
            Path root = Files.createDirectories(home.resolve("objects"));
            URI endpoint = URI.create("http://127.0.0.1:" + freePort());
            Path settings = Files.writeString(home.resolve("s3proxy.properties"), properties(endpoint, root));
            Process server = new ProcessBuilder(command(settings))
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("s3proxy.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly, "stop s3proxy"));
            await().atMost(Duration.ofMinutes(2)).until(() -> answers(endpoint));
            return new S3Proxy(endpoint, root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path settings) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-Xmx128m", "-jar", "target/s3proxy.jar", "--properties", settings.toString());
    }

    private static String properties(URI endpoint, Path root) {
        return """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=filesystem-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                jclouds.filesystem.basedir=%s
                """.formatted(endpoint, ACCESS_KEY, SECRET_KEY, root);
    }

    private static boolean answers(URI endpoint) {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}

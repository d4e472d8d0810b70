package org.holdfast.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.holdfast.harness.Calls;
import org.holdfast.harness.Database;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.recording.MediaCopy.Kind;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.Sha256;
import org.holdfast.settings.Setting;
import org.holdfast.work.WorkEngine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * How fast a backlog drains once the store is back, against the rate at which load B makes recordings, and against plain HTTP PUTs
 * of the same files to the same server. Started by {@code bin/bench upload}; prints lines "name value unit".
 */
public final class UploadBench {
    /** Load B: 200 calls at once of 180 s each. */
    private static final double RECORDINGS_PER_SECOND = 200.0 / 180;

    private static final double SIX_HOURS = 6 * 3600 * RECORDINGS_PER_SECOND;
    private static final int WARM = 30;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final int recordings;
    private final int bytes;
    private final int parallel;
    private final Path home;

    private UploadBench(int recordings, int bytes, int parallel, Path home) {
        this.recordings = recordings;
        this.bytes = bytes;
        this.parallel = parallel;
        this.home = home;
    }

    /** Arguments: recordings, bytes of each, how many at once, a directory of its own. */
    public static void main(String[] arguments) throws Exception {
        UploadBench bench = new UploadBench(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Path.of(arguments[3]));
        bench.run();
        Runtime.getRuntime().exit(0);
    }

    private void run() throws Exception {
        String bucket = S3Proxy.bucket();
        StoringNode.configure(home, S3Proxy.endpoint(), bucket);
        StoringNode.set(Setting.UPLOAD_PARALLEL, String.valueOf(parallel));
        try (HikariDataSource database = Database.pooled(Database.fresh());
                TestNode node = StoringNode.on(database)) {
            drained(node, backlog(node, WARM));
            List<Path> files = new ArrayList<>();
            List<RecordingFacts> calls = backlog(node, recordings);
            for (RecordingFacts call : calls) {
                files.add(StoringNode.file(node, call, "audio.webm"));
                files.add(StoringNode.file(node, call, "peaks.json"));
            }
            plain(files.subList(0, WARM), S3Proxy.bucket());
            double before = plain(files, S3Proxy.bucket());
            double ours = drained(node, calls);
            List<Path> manifests = calls.stream()
                    .map(call -> StoringNode.file(node, call, "manifest.json"))
                    .toList();
            double after =
                    plain(Stream.concat(files.stream(), manifests.stream()).toList(), S3Proxy.bucket());
            tell(ours, (before + plain(manifests, S3Proxy.bucket()) + after) / 2);
            long verified = node.count("select count(*) from copy where place = 's3' and not deleted");
            long objects = StoringNode.objects(bucket).size();
            if (verified != 3L * (recordings + WARM) || objects != verified) {
                throw new IllegalStateException(verified + " verified copies, " + objects + " objects");
            }
        }
    }

    private void tell(double seconds, double plainSeconds) {
        line("upload.backlog", recordings, "recordings");
        line("upload.backlog-of-six-hours-at-load-b", SIX_HOURS, "recordings");
        line("upload.recording", bytes / 1e6, "MB");
        line("upload.parallel", parallel, "at-once");
        line("upload.drain", recordings / seconds, "recordings/s");
        line("upload.drain.bytes", recordings * (double) bytes / seconds / 1e6, "MB/s");
        line("upload.fill-at-load-b", RECORDINGS_PER_SECOND, "recordings/s");
        line("upload.drain-against-fill", recordings / seconds / RECORDINGS_PER_SECOND, "ratio");
        line("upload.plain-put", recordings / plainSeconds, "recordings/s");
        line("upload.against-plain-put", plainSeconds / seconds, "ratio");
    }

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // its output is what it is for
    private static void line(String name, double value, String unit) {
        System.out.println("%s %s %s".formatted(name, String.format(Locale.ROOT, "%.2f", value), unit));
    }

    /** Recordings as encoding leaves them, with an upload that is not due yet. */
    private List<RecordingFacts> backlog(TestNode node, int count) throws IOException {
        Random random = new Random(7);
        byte[] audio = new byte[bytes];
        byte[] peaks = "[0.5]".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        List<RecordingFacts> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RecordingFacts call = Calls.call();
            random.nextBytes(audio);
            Recordings catalogue = node.bean(Recordings.class);
            catalogue.add(call, List.of());
            catalogue.copied(call.id(), StoringNode.kept(node, call, "audio.webm", Kind.STORED, audio));
            catalogue.copied(call.id(), StoringNode.kept(node, call, "peaks.json", Kind.PEAKS, peaks));
            calls.add(call);
        }
        node.sql("""
                insert into work_item (id, tenant_id, recording_id, kind, node, state, due_at, created_at)
                select gen_random_uuid(), tenant_id, id, 'UPLOAD', 'a', 'WAITING', now() + interval '1 day', now()
                  from recording r where not exists (select 1 from work_item w where w.recording_id = r.id)
                """);
        return calls;
    }

    /** Seconds from when the store is back until all of it is there and verified. */
    private static double drained(TestNode node, List<RecordingFacts> calls) {
        long begin = System.nanoTime();
        node.sql("update work_item set due_at = now() where state = 'WAITING'");
        node.bean(WorkEngine.class).wake();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> node.count("select count(*) from work_item where state <> 'DONE'") == 0);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (calls.isEmpty()) {
            throw new IllegalStateException("nothing was to be drained");
        }
        return seconds;
    }

    /** Seconds that plain PUTs of these files take, as many at once. */
    private double plain(List<Path> files, String bucket) throws InterruptedException, ExecutionException {
        List<HttpRequest> puts = puts(files, bucket);
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(parallel);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (HttpRequest put : puts) {
                answers.add(threads.submit(() ->
                        client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode()));
            }
            for (Future<Integer> answer : answers) {
                if (answer.get() != 200) {
                    throw new IllegalStateException("a PUT was answered " + answer.get());
                }
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Signed before the clock runs: what is compared is the sending. */
    private static List<HttpRequest> puts(List<Path> files, String bucket) {
        List<HttpRequest> puts = new ArrayList<>();
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(S3Proxy.endpoint())
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY)))
                .build()) {
            for (Path file : files) {
                String key = "plain/"
                        + HexFormat.of().formatHex(Sha256.digest(file.toString().getBytes(StandardCharsets.UTF_8)));
                URI address = URI.create(presigner
                        .presignPutObject(sign -> sign.signatureDuration(Duration.ofHours(1))
                                .putObjectRequest(put -> put.bucket(bucket).key(key)))
                        .url()
                        .toString());
                puts.add(HttpRequest.newBuilder(address).PUT(body(file)).build());
            }
        }
        return puts;
    }

    private static HttpRequest.BodyPublisher body(Path file) {
        try {
            return HttpRequest.BodyPublishers.ofFile(file);
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}

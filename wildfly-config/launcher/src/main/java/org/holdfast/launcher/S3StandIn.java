package org.holdfast.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A local S3 endpoint (S3Proxy) that keeps its objects as files of this home and checks signatures. */
final class S3StandIn {
    static final String NAME = "s3proxy";
    static final String BUCKET = "holdfast";

    private final Home home;
    private final Path jar;
    private final String endpoint;

    S3StandIn(Home home, Path jar, String address) {
        this.home = home;
        this.jar = jar;
        this.endpoint = "http://%s:%d".formatted(address, Plan.freePort(address));
    }

    String endpoint() {
        return endpoint;
    }

    String accessKey() {
        return home.secret("s3-access-key");
    }

    String secretKey() {
        return home.secret("s3-secret-key");
    }

    Child start() {
        Path settings = home.directory("secrets").resolve("s3proxy.properties");
        try {
            Files.createDirectories(home.directory("s3").resolve(BUCKET));
            Home.writePrivately(settings, properties());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command =
                List.of(WildFly.java(), "-Xmx128m", "-jar", jar.toString(), "--properties", settings.toString());
        return Child.start(NAME, command, Map.of("LOG_LEVEL", "warn"), home);
    }

    private String properties() {
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
                """.formatted(endpoint, accessKey(), secretKey(), home.directory("s3"));
    }
}

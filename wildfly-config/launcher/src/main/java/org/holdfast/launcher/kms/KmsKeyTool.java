package org.holdfast.launcher.kms;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;
import org.holdfast.media.key.SealedKeys;
import org.holdfast.media.tool.KeyTool;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * {@code keys seal} and {@code keys open}. Shows ids, never keys. Exit status 0: done; 2: wrong usage, or nothing was done.
 * Region, endpoint and credentials are what every AWS SDK takes from the environment ({@code AWS_REGION},
 * {@code AWS_ENDPOINT_URL_KMS}, the role of the instance and so on).
 */
public final class KmsKeyTool {
    private final PrintStream out;
    private final Supplier<KmsClient> clients;

    private KmsKeyTool(PrintStream out, Supplier<KmsClient> clients) {
        this.out = out;
        this.clients = clients;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, KmsKeeper::client, arguments));
    }

    static int run(PrintStream out, Supplier<KmsClient> clients, String... arguments) {
        try {
            return new KmsKeyTool(out, clients).perform(List.of(arguments));
        } catch (IOException e) {
            out.println(String.valueOf(e.getMessage()));
            return 2;
        }
    }

    private int perform(List<String> arguments) throws IOException {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        return switch (verb + arguments.size()) {
            case "seal4" -> seal(Path.of(arguments.get(1)), Path.of(arguments.get(2)), arguments.get(3));
            case "open3" -> open(Path.of(arguments.get(1)), Path.of(arguments.get(2)));
            default -> {
                out.print(KeyTool.USAGE);
                yield 2;
            }
        };
    }

    private int seal(Path keyFile, Path sealed, String key) throws IOException {
        try (KmsKeeper keeper = new KmsKeeper(clients, key)) {
            listed(SealedKeys.seal(keyFile, sealed, keeper));
        }
        out.printf("sealed into %s by KMS key %s; seal again after each rotate and join%n", sealed, key);
        return 0;
    }

    private int open(Path sealed, Path keyFile) throws IOException {
        try (KmsKeeper keeper = new KmsKeeper(clients, "")) {
            listed(SealedKeys.open(sealed, keyFile, keeper));
        }
        out.printf("opened into %s%n", keyFile);
        return 0;
    }

    private void listed(KeyVersions keys) {
        for (KeyFile.Version key : keys.list()) {
            out.printf("%s  made %s%n", key.id(), key.created());
        }
    }
}

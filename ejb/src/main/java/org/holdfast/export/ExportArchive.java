package org.holdfast.export;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.holdfast.recording.row.Sha256;

/** A ZIP being written, with the digest of each entry and of the whole. One thread. */
final class ExportArchive implements Closeable {
    static final String SUMS = "SHA256SUMS";

    private final FileChannel file;
    private final MessageDigest whole = Sha256.start();
    private final ZipOutputStream zip;
    private final StringBuilder sums = new StringBuilder();

    /** An entry as it was written. */
    record Entry(String name, long bytes, String sha256) {}

    /** The finished file. */
    record Finished(long bytes, String sha256) {}

    ExportArchive(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), whole);
        zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED); // media is packed already
    }

    Entry add(String name, String text) throws IOException {
        return add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Entry add(String name, byte[] content) throws IOException {
        return add(name, new java.io.ByteArrayInputStream(content));
    }

    Entry add(String name, InputStream content) throws IOException {
        MessageDigest digest = Sha256.start();
        zip.putNextEntry(new ZipEntry(name));
        long bytes = new DigestInputStream(content, digest).transferTo(zip);
        zip.closeEntry();
        Entry entry = new Entry(name, bytes, Sha256.hex(digest));
        sums.append(entry.sha256()).append("  ").append(name).append('\n');
        return entry;
    }

    /** Writes what {@code sha256sum -c} reads, and makes sure that all is on the disk. */
    Finished finish() throws IOException {
        add(SUMS, sums.toString());
        zip.finish();
        zip.flush();
        file.force(true);
        return new Finished(file.size(), Sha256.hex(whole));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

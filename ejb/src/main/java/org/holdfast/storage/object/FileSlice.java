package org.holdfast.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The next so many bytes of a file. One thread; closing closes the file. */
public final class FileSlice extends InputStream {
    private final SeekableByteChannel file;
    private long left;

    public FileSlice(SeekableByteChannel file, long length) {
        this.file = file;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = left <= 0 ? -1 : file.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, left)));
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

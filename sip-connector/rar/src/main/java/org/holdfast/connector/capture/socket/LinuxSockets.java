package org.holdfast.connector.capture.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * The socket calls of Linux, 64 bit, x86-64 and AArch64 (both use the generic numbers). Loading this class fails where they
 * cannot be had; {@link #available()} asks first. Stateless, thread-safe.
 */
@SuppressWarnings("restricted") // the process is started with native access; without it the NIO receiver takes over
final class LinuxSockets {
    static final int EAGAIN = 11;
    static final int EINTR = 4;
    private static final int EADDRINUSE = 98;
    private static final int EACCES = 13;
    private static final int EADDRNOTAVAIL = 99;

    static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    static final int SO_TIMESTAMPNS = 35;
    static final int SO_RXQ_OVFL = 40;
    static final int MSG_DONTWAIT = 0x40;
    static final int SOCKADDR_IN6_BYTES = 28;
    private static final int SOCKADDR_IN_BYTES = 16;

    private static final Linker LINKER = Linker.nativeLinker();
    static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private static final MethodHandle SOCKET = call("socket", INT, INT, INT);
    private static final MethodHandle BIND = call("bind", INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle CLOSE = call("close", INT);
    private static final MethodHandle SETSOCKOPT = call("setsockopt", INT, INT, INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle RECVMMSG =
            call("recvmmsg", INT, ValueLayout.ADDRESS, INT, INT, ValueLayout.ADDRESS);
    private static final MethodHandle SENDTO = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("sendto"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    INT,
                    ValueLayout.ADDRESS,
                    INT),
            Linker.Option.captureCallState("errno"));

    private LinuxSockets() {}

    private static MethodHandle call(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(INT, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** Whether this process may and can make these calls. */
    static boolean available() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        if (!system.contains("linux") || !(machine.equals("amd64") || machine.equals("aarch64"))) {
            return false;
        }
        return Stamping.WORKS;
    }

    /**
     * A socket nobody sends to, open for as long as the process lives. The kernel stamps what arrives only while some socket
     * wants that, and begins a moment after the first one does: without this one the first packets of the first call would
     * bear the time at which they were read.
     */
    private static final class Stamping {
        private static final boolean WORKS = begun();

        private static boolean begun() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CALL_STATE);
                option(state, socket(state, false), SO_TIMESTAMPNS, 1);
                return true;
            } catch (IOException | RuntimeException | LinkageError refused) {
                return false;
            }
        }
    }

    /** A UDP socket that never blocks. */
    static int socket(MemorySegment state, boolean v6) throws IOException {
        try {
            int fd = (int) SOCKET.invokeExact(state, (int) (v6 ? AF_INET6 : AF_INET), SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
            if (fd < 0) {
                throw new SocketException("no socket: " + error(errno(state)));
            }
            return fd;
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    /** Binds a socket of the address' family. */
    static void bind(MemorySegment state, int fd, InetAddress address, int port) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(SOCKADDR_IN6_BYTES, 8);
            int bytes = putAddress(name, address, port, address instanceof Inet6Address);
            if ((int) BIND.invokeExact(state, fd, name, bytes) < 0) {
                int errno = errno(state);
                throw errno == EADDRINUSE || errno == EACCES
                        ? new BindException(address.getHostAddress() + " port " + port + ": " + error(errno))
                        : new SocketException(address.getHostAddress() + " port " + port + ": " + error(errno));
            }
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    /** Fills a {@code sockaddr_in}, or a {@code sockaddr_in6} for a socket that is v6; its length. */
    static int putAddress(MemorySegment name, InetAddress address, int port, boolean v6) {
        ByteBuffer bytes = name.asByteBuffer().order(ByteOrder.nativeOrder());
        bytes.putShort(v6 ? AF_INET6 : AF_INET);
        bytes.order(ByteOrder.BIG_ENDIAN).putShort((short) port);
        if (!v6) {
            bytes.put(address.getAddress());
            return SOCKADDR_IN_BYTES;
        }
        bytes.putInt(0).putLong(Received.high(address)).putLong(Received.low(address));
        int scope = address instanceof Inet6Address linkLocal ? linkLocal.getScopeId() : 0;
        bytes.order(ByteOrder.nativeOrder()).putInt(scope);
        return SOCKADDR_IN6_BYTES;
    }

    /** False when the system refuses. */
    static boolean option(MemorySegment state, int fd, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocateFrom(INT, value);
            return (int) SETSOCKOPT.invokeExact(state, fd, SOL_SOCKET, option, number, Integer.BYTES) == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Beyond {@code net.core.rmem_max} where this process has the right to; up to it otherwise. */
    static void receiveBuffer(MemorySegment state, int fd, int bytes) {
        if (!option(state, fd, SO_RCVBUFFORCE, bytes)) {
            option(state, fd, SO_RCVBUF, bytes);
        }
    }

    /** Number of messages, 0 when there is none now. */
    static int receive(MemorySegment state, int fd, MemorySegment messages, int count) throws IOException {
        try {
            int received = (int) RECVMMSG.invokeExact(state, fd, messages, count, MSG_DONTWAIT, MemorySegment.NULL);
            if (received >= 0) {
                return received;
            }
            int errno = errno(state);
            if (errno == EAGAIN || errno == EINTR) {
                return 0;
            }
            throw new SocketException("receiving failed: " + error(errno));
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    static void send(MemorySegment state, int fd, MemorySegment datagram, MemorySegment name, int nameBytes)
            throws IOException {
        try {
            long sent =
                    (long) SENDTO.invokeExact(state, fd, datagram, datagram.byteSize(), MSG_DONTWAIT, name, nameBytes);
            if (sent < 0) {
                throw new SocketException("sending failed: " + error(errno(state)));
            }
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    static void close(MemorySegment state, int fd) {
        try {
            int closed = (int) CLOSE.invokeExact(state, fd);
            assert closed == 0 || errno(state) != EADDRNOTAVAIL;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static String error(int errno) {
        return switch (errno) {
            case EADDRINUSE -> "address already in use";
            case EACCES -> "permission denied";
            case EADDRNOTAVAIL -> "no such local address";
            case 23, 24 -> "too many open files";
            default -> "errno " + errno;
        };
    }

    private static IOException thrown(Throwable e) {
        if (e instanceof IOException io) {
            return io;
        }
        throw unexpected(e);
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}

package org.holdfast.web.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of a Range header, resolved against a length (RFC 9110 §14). Immutable; both ends inclusive.
 */
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /** What a Range header asks for. */
    sealed interface Asked {
        /** No range, or one that may be ignored: another unit, several ranges, not well-formed (§14.2). */
        record Whole() implements Asked {}

        /** These bytes. */
        record Part(ByteRange range) implements Asked {}

        /** Nothing of it exists: 416. */
        record Unsatisfiable() implements Asked {}
    }

    static Asked asked(@Nullable String header, long length) {
        Matcher one = ONE.matcher(header == null ? "" : header);
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return new Asked.Whole();
        }
        return one.group(1).isEmpty()
                ? suffix(Long.parseLong(one.group(2)), length)
                : fromFirst(Long.parseLong(one.group(1)), number(one.group(2)), length);
    }

    private static Asked suffix(long most, long length) {
        if (most == 0 || length == 0) {
            return new Asked.Unsatisfiable();
        }
        return new Asked.Part(new ByteRange(Math.max(0, length - most), length - 1));
    }

    private static Asked fromFirst(long first, Optional<Long> last, long length) {
        if (last.isPresent() && last.get() < first) {
            return new Asked.Whole();
        }
        if (first >= length) {
            return new Asked.Unsatisfiable();
        }
        return new Asked.Part(new ByteRange(first, Math.min(last.orElse(length - 1), length - 1)));
    }

    private static Optional<Long> number(String digits) {
        return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
    }

    long length() {
        return last - first + 1;
    }

    /** The Content-Range of this part. */
    String of(long whole) {
        return "bytes " + first + "-" + last + "/" + whole;
    }
}

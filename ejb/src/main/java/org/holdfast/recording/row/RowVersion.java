package org.holdfast.recording.row;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.usertype.UserVersionType;
import org.jspecify.annotations.Nullable;

/** The version of a row: drawn from the hybrid logical clock, and at the same time what optimistic locking compares. */
public final class RowVersion implements UserVersionType<Long> {
    /** One a process: Hibernate makes this type itself, and every row must be ordered by the same clock. */
    private static final HybridClock CLOCK = new HybridClock(Clock.systemUTC());

    /** For a row that is changed in SQL: greater than its present version, which is 0 for a new one. */
    public static long later(long current) {
        return CLOCK.after(current);
    }

    @Override
    public Long seed(SharedSessionContractImplementor session) {
        return CLOCK.after(0);
    }

    @Override
    public Long next(Long current, SharedSessionContractImplementor session) {
        return CLOCK.after(current);
    }

    @Override
    public int compare(Long one, Long other) {
        return Comparator.<Long>naturalOrder().compare(one, other);
    }

    @Override
    public int getSqlType() {
        return Types.BIGINT;
    }

    @Override
    public Class<Long> returnedClass() {
        return Long.class;
    }

    @Override
    public boolean equals(Long one, Long other) {
        return Objects.equals(one, other);
    }

    @Override
    public int hashCode(Long version) {
        return Long.hashCode(version);
    }

    @Override
    @SuppressWarnings("NullAway") // Hibernate's contract: null for SQL NULL
    public Long nullSafeGet(ResultSet row, int position, SharedSessionContractImplementor session, Object owner)
            throws SQLException {
        long version = row.getLong(position);
        return row.wasNull() ? null : version;
    }

    @Override
    public void nullSafeSet(
            PreparedStatement statement, @Nullable Long version, int index, SharedSessionContractImplementor session)
            throws SQLException {
        if (version == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, version);
        }
    }

    @Override
    public Long deepCopy(Long version) {
        return version;
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    @Override
    public Serializable disassemble(Long version) {
        return version;
    }

    @Override
    public Long assemble(Serializable cached, Object owner) {
        return (Long) cached;
    }
}

package org.holdfast.harness;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jboss.weld.transaction.spi.TransactionServices;
import org.jspecify.annotations.Nullable;

/** Transactions bound to the thread, begun and committed around what is {@code @Transactional}, as a container would. */
public final class Transactions implements TransactionServices {
    @SuppressWarnings("ThreadLocalUsage") // what a transaction manager is made of
    private static final ThreadLocal<@Nullable Running> RUNNING = new ThreadLocal<>();

    private static volatile @Nullable EntityManagerFactory factory;

    private record Running(EntityManager entities, List<Synchronization> witnesses) {}

    static void use(EntityManagerFactory of) {
        factory = of;
    }

    static EntityManager current() {
        Running running = RUNNING.get();
        assertThat(running).as("a transaction is needed here").isNotNull();
        return Objects.requireNonNull(running).entities();
    }

    /** Whether the calling thread is in a transaction. */
    public static boolean active() {
        return RUNNING.get() != null;
    }

    /** Runs the work in the running transaction, else in one of its own. */
    @SuppressWarnings("unchecked")
    static <T> T call(Callable<T> work) {
        try {
            return active() ? work.call() : (T) inNew((Callable<Object>) work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object inNew(Callable<Object> work) throws Exception {
        EntityManager entities = Objects.requireNonNull(factory).createEntityManager();
        Running running = new Running(entities, new ArrayList<>());
        RUNNING.set(running);
        int status = Status.STATUS_ROLLEDBACK;
        try {
            entities.getTransaction().begin();
            Object result = work.call();
            entities.getTransaction().commit();
            status = Status.STATUS_COMMITTED;
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
            RUNNING.remove();
            for (Synchronization witness : running.witnesses()) {
                witness.afterCompletion(status);
            }
        }
    }

    /** What the container does for {@code @Transactional}. */
    @Interceptor
    @Transactional
    @Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
    public static class Around {
        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            return active() ? call.proceed() : inNew(call::proceed);
        }
    }

    /** The same for what must have a transaction of its own; the one around it goes on afterwards. */
    @Interceptor
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
    public static class Apart {
        @AroundInvoke
        Object apart(InvocationContext call) throws Exception {
            Running outer = RUNNING.get();
            try {
                return inNew(call::proceed);
            } finally {
                if (outer != null) {
                    RUNNING.set(outer);
                }
            }
        }
    }

    @Override
    public boolean isTransactionActive() {
        return active();
    }

    @Override
    public void registerSynchronization(Synchronization witness) {
        Objects.requireNonNull(RUNNING.get()).witnesses().add(witness);
    }

    @Override
    public jakarta.transaction.UserTransaction getUserTransaction() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cleanup() {
        RUNNING.remove();
    }
}

package org.holdfast.live;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdfast.operations.WorkerLog;
import org.infinispan.Cache;
import org.jspecify.annotations.Nullable;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

/**
 * The cluster of the server: news lie in a replicated cache, one entry a member, forgotten unless said again; orders go
 * through the server's dispatcher. A member that is gone is not heard, whatever lies in the cache. Thread-safe.
 */
@Singleton
@Local(Neighbours.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Cluster implements Neighbours {
    /** Several times the pause between two news. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMillis(900);

    @Resource(lookup = "java:jboss/infinispan/cache/holdfast/live")
    Cache<String, byte[]> cache;

    @Resource(lookup = "java:jboss/clustering/server/command-dispatcher-factory/default")
    CommandDispatcherFactory<GroupMember> dispatchers;

    @Inject
    LocalRecorder recorder;

    private @Nullable CommandDispatcher<GroupMember, LocalRecorder> dispatcher;

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    public Cluster() {}

    /** Who has it open is heard and can be asked. */
    private synchronized CommandDispatcher<GroupMember, LocalRecorder> dispatcher() {
        CommandDispatcher<GroupMember, LocalRecorder> open = dispatcher;
        if (open == null) {
            open = dispatchers.createCommandDispatcher("holdfast-live", recorder, RecorderOrder.class.getClassLoader());
            dispatcher = open;
        }
        return open;
    }

    @PreDestroy
    synchronized void close() {
        if (dispatcher != null) {
            dispatcher.close();
            dispatcher = null;
        }
    }

    @Override
    public String self() {
        return dispatchers.getGroup().getLocalMember().getName();
    }

    @Override
    public void publish(LiveNews news) {
        dispatcher();
        cache.put(self(), NewsFormat.encoded(news), REMEMBERED.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public List<LiveNews> news() {
        String self = self();
        List<LiveNews> heard = new ArrayList<>();
        for (GroupMember member : dispatchers.getGroup().getMembership().getMembers()) {
            byte[] said = member.getName().equals(self) ? null : cache.get(member.getName());
            if (said != null) {
                understand(member.getName(), said, heard);
            }
        }
        return heard;
    }

    private static void understand(String member, byte[] said, List<LiveNews> heard) {
        try {
            heard.add(NewsFormat.decoded(said));
        } catch (IOException strange) {
            WorkerLog.LOG.newsNotUnderstood(member, strange.toString());
        }
    }

    @Override
    public LiveAnswer ask(String member, RecorderOrder order) {
        for (GroupMember candidate : dispatchers.getGroup().getMembership().getMembers()) {
            if (candidate.getName().equals(member)) {
                return ask(candidate, order);
            }
        }
        return LiveAnswer.NOT_RUNNING;
    }

    private LiveAnswer ask(GroupMember member, RecorderOrder order) {
        try {
            boolean obeyed = dispatcher()
                    .dispatchToMember(order, member)
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return obeyed ? LiveAnswer.DONE : LiveAnswer.NOT_RUNNING;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return LiveAnswer.NO_ANSWER;
        } catch (IOException | ExecutionException | TimeoutException silent) {
            WorkerLog.LOG.recorderDidNotAnswer(member.getName(), silent.toString());
            return LiveAnswer.NO_ANSWER;
        }
    }
}

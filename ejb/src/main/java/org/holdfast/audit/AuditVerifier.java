package org.holdfast.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.audit.AuditRecord.Head;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.wording.Wording;

/** Looks at every entry of the trail: its own hash, the one before it, that none is missing, and the anchor. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class AuditVerifier {
    private static final int AT_ONCE = 2000;
    private static final int MOST_PROBLEMS = 20;

    private EntityManager entities;
    private AuditAnchor anchor;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected AuditVerifier() {}

    @Inject
    public AuditVerifier(EntityManager entities, AuditAnchor anchor) {
        this.entities = entities;
        this.anchor = anchor;
    }

    /** Reads the whole trail, of all nodes; takes seconds per million entries. */
    public AuditProof verify() {
        List<AuditProof.Chain> chains = new ArrayList<>();
        List<AuditProof.Problem> problems = new ArrayList<>();
        List<String> nodes = nodes();
        if (!nodes.contains(anchor.node())) {
            nodes.add(anchor.node());
        }
        for (String node : nodes) {
            Walk walk = new Walk(node);
            walk.all();
            chains.add(new AuditProof.Chain(node, walk.entries, walk.last.seq(), node.equals(anchor.node())));
            problems.addAll(walk.problems);
        }
        return new AuditProof(problems.isEmpty(), chains, problems);
    }

    private List<String> nodes() {
        List<?> found = entities.createNativeQuery("select distinct node from audit_entry order by node", String.class)
                .getResultList();
        List<String> nodes = new ArrayList<>();
        found.forEach(node -> nodes.add((String) node));
        return nodes;
    }

    /** One way along one chain. */
    private final class Walk {
        private final String node;
        private final List<AuditProof.Problem> problems = new ArrayList<>();
        private final Optional<Head> noted;
        private Head last;
        private long entries;
        private boolean metAnchor;

        Walk(String node) {
            this.node = node;
            this.last = new Head(node, 0, AuditRecord.NO_HASH);
            this.noted = noted();
        }

        private Optional<Head> noted() {
            try {
                return node.equals(anchor.node()) ? anchor.read() : Optional.empty();
            } catch (IOException e) {
                problem(0, Wording.of("the anchor cannot be read: %s", String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        }

        void all() {
            List<AuditRecord> some;
            do {
                some = AuditRows.read(
                        entities,
                        "where node = :node and seq > :p0 order by seq limit " + AT_ONCE,
                        node,
                        List.of(last.seq()));
                some.forEach(this::one);
            } while (some.size() == AT_ONCE);
            end();
        }

        private void one(AuditRecord record) {
            entries++;
            if (record.seq() != last.seq() + 1) {
                problem(record.seq(), Wording.of("entries %s to %s are missing", last.seq() + 1, record.seq() - 1));
            } else if (!record.previousHash().equals(last.hash())) {
                problem(record.seq(), Wording.of("it does not follow on the entry before it"));
            }
            if (!record.hash().equals(record.computedHash())) {
                problem(record.seq(), Wording.of("it is not as it was written"));
            }
            metAnchor |= noted.isPresent() && noted.get().equals(record.head());
            last = record.head();
        }

        private void end() {
            if (!node.equals(anchor.node())) {
                return;
            }
            if (noted.isPresent() && !metAnchor) {
                long seq = noted.get().seq();
                problem(
                        seq,
                        last.seq() < seq
                                ? Wording.of("the entries up to %s are missing at the end", seq)
                                : Wording.of("it is another than the one that was noted in the anchor"));
            } else if (noted.isEmpty() && entries > 0 && problems.isEmpty()) {
                problem(
                        last.seq(),
                        Wording.of("the anchor %s is missing: nobody can tell what was cut off", anchor.place()));
            }
        }

        private void problem(long seq, Wording what) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new AuditProof.Problem(node, seq, what));
            }
        }
    }
}

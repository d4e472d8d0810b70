package org.holdfast.retention.policy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.access.SignedIn;
import org.holdfast.harness.TestNode;
import org.holdfast.retention.policy.PolicyRules.Conditions;
import org.holdfast.retention.policy.PolicyRules.Terms;

/** The beans of a node with retention policies, and runs of them. */
public final class KeepingBeans {
    private static final List<Class<?>> BEANS = List.of(
            Policies.class,
            Candidates.class,
            RetentionPass.class,
            DryRun.class,
            RetentionRuns.class,
            RetentionRunner.class);

    private KeepingBeans() {}

    /** These, and those. */
    public static Class<?>[] with(Class<?>... more) {
        return Stream.concat(BEANS.stream(), Stream.of(more)).toArray(Class<?>[]::new);
    }

    /** Everything goes after a year; the oldest beyond the least quota. */
    public static void policies(TestNode node, SignedIn by) {
        Policies policies = node.bean(Policies.class);
        policies.create(by, new PolicyRules("all", 1, true, Conditions.NONE, new Terms(null, 365, null)));
        policies.create(by, new PolicyRules("quota", 2, true, Conditions.NONE, new Terms(null, null, 1)));
    }

    /** A run to its end. */
    public static RetentionRuns.Counts run(TestNode node) {
        RetentionRuns runs = node.bean(RetentionRuns.class);
        UUID id = runs.begin(
                        "admin",
                        node.bean(RetentionPass.class)
                                .beginning(node.bean(Policies.class).book()))
                .id();
        for (int slice = 0; slice < 100 && runs.find(id).orElseThrow().endedAt() == null; slice++) {
            node.bean(RetentionRunner.class).work();
        }
        return runs.find(id).orElseThrow().counts();
    }
}

package org.holdfast.web.portal.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void onlyWhatDiffersIsShown() {
        assertThat(Difference.between(
                        "User[id=1, version=5, name=Ada, Countess, on=true]",
                        "User[id=1, version=6, name=Eve, on=true]"))
                .containsExactly(new Difference("name", "Ada, Countess", "Eve"));
    }

    @Test
    void aValueWithPartsOfItsOwnIsOneValue() {
        assertThat(Difference.between(null, "Role[name=lead, can=[P[right=LIST, scope=OWN], P[right=TAG, scope=ALL]]]"))
                .containsExactly(
                        new Difference("name", "", "lead"),
                        new Difference("can", "", "[P[right=LIST, scope=OWN], P[right=TAG, scope=ALL]]"));
    }

    @Test
    void whatIsNoObjectIsOneValue() {
        assertThat(Difference.between("7d", "30d")).containsExactly(new Difference("", "7d", "30d"));
    }
}

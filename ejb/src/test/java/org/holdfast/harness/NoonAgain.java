package org.holdfast.harness;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Every class of tests begins at the same moment, whichever ran before it in this JVM. Found by its service file. */
public final class NoonAgain implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        TestWiring.CLOCK.begin();
    }
}

package org.holdfast.connector.session;

/** The way back to the SRC: what a session may ask of its SIP dialog. Called on the session's owner thread. */
public interface SrcDialog {

    /**
     * Ends the dialog towards the SRC; returns at once and never fails, whatever the SRC answers.
     *
     * @param reason one sentence, becomes a Reason header
     */
    void bye(String reason);

    /** Asks whether the SRC still knows the dialog; if it does not, the session is ended. Returns at once. */
    void probe();
}

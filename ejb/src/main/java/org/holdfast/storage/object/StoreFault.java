package org.holdfast.storage.object;

import org.holdfast.wording.Wording;

/** The ways in which an object store fails, each with what it means to an operator. */
public enum StoreFault {
    CREDENTIALS("The access key or its secret is not the one the store knows: check s3.access-key and s3.secret-key, or"
            + " those of the target"),
    FORBIDDEN("The store knows us but does not allow this: check the policies of the user and of the bucket"),
    NO_BUCKET("There is no such bucket: check bucket and endpoint, or create it"),
    WRONG_REGION("The bucket is in another region: check the region of the target, s3.region of the settings'"),
    CLOCK_SKEW("The clocks of this node and of the store differ too much: check time synchronisation"),
    MISSING("There is nothing under this key"),
    CONFLICT("Somebody else is writing the same object: it is tried again"),
    CHECKSUM("What arrived was not what was sent: it is sent again; if it stays so, look for what changes it on its"
            + " way"),
    SLOW_DOWN("The store asks to be asked less often: it is tried again later"),
    SERVER_ERROR("The store has a fault of its own: it is tried again"),
    TIMEOUT("The store did not answer in time: it is tried again"),
    UNREACHABLE("The store cannot be reached: check the endpoint, DNS, firewall and whether it runs"),
    ENDPOINT_REFUSED("This address may not be used: link-local and metadata addresses are never asked"),
    LOCAL_FILE("The file to be sent cannot be read on this node"),
    NOT_UNDERSTOOD("The store answered something that is not foreseen");

    private final Wording meaning;

    StoreFault(String format) {
        this.meaning = Wording.of(format);
    }

    /** One sentence without its full stop. */
    public Wording meaning() {
        return meaning;
    }
}

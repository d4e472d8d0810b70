package org.holdfast.it.access;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;

/**
 * The people and calls of the matrix, on the shared node: one user a role, all of them with the same extension and in the
 * same group; a colleague below that group; a stranger; and one call of each, finished and running. {@link #close} leaves
 * nothing behind that anybody could sign in with.
 */
final class Stage implements AutoCloseable {
    private static final String FOREIGN = "018f0000-0000-7000-8000-00000000f0e1";
    private static final String DEFAULT = "00000000-0000-7000-8000-000000000000";

    private final Node node;
    private final Person admin;
    private final String run = "M" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final int number = ThreadLocalRandom.current().nextInt(100_000, 900_000);
    private final Map<DefaultRole, Person> people = new EnumMap<>(DefaultRole.class);
    private final Map<Whose, String> recordings = new EnumMap<>(Whose.class);
    private final Map<Whose, String> live = new EnumMap<>(Whose.class);
    private final List<String> made = new ArrayList<>();
    private final RecordingClient client;

    Stage(Node node) throws Exception {
        this.node = node;
        this.admin = Person.signedIn(node, "admin", node.adminPassword());
        this.client = RecordingClient.open(ClientSettings.to(node.sipAddress()).from("127.0.70.11"));
        String group = made("groups", object("name", run));
        String below = made("groups", object("name", run + " below").add("parent", group));
        for (DefaultRole role : DefaultRole.values()) {
            String login = run + "-" + role.name().toLowerCase(java.util.Locale.ROOT);
            made("users", user(login, number, group, role.id()).add("managedGroups", array(group)));
            people.put(role, Person.signedIn(node, login, "pass phrase of " + run + " !"));
        }
        made("users", user(run + "-colleague", number + 1, below, ""));
        made("users", user(run + "-stranger", number + 2, "", ""));
        record();
        banish();
    }

    private JsonObjectBuilder user(String login, int extension, String group, String role) {
        return object("login", login)
                .add("password", "pass phrase of " + run + " !")
                .add("extensions", array(Integer.toString(extension)))
                .add("groups", array(group))
                .add("roles", array(role));
    }

    private static JsonObjectBuilder object(String name, String value) {
        return Json.createObjectBuilder().add(name, value);
    }

    private static JsonArrayBuilder array(String value) {
        return value.isEmpty()
                ? Json.createArrayBuilder()
                : Json.createArrayBuilder().add(value);
    }

    private String made(String what, JsonObjectBuilder like) {
        HttpResponse<String> answer = admin.send("POST", what, like.build().toString());
        if (answer.statusCode() != 201) {
            throw new AssertionError(what + " gave " + answer.statusCode() + ": " + answer.body());
        }
        String id = Person.json(answer).getString("id");
        made.addFirst(what + "/" + id);
        return id;
    }

    /** A finished call and a running one of each; the one of a foreign tenant begins as somebody's here. */
    private void record() throws Exception {
        Rest rest = Rest.of(node);
        Map<Whose, Call> finished = new EnumMap<>(Whose.class);
        for (Whose whose : Whose.values()) {
            finished.put(whose, client.call(spec("Done " + whose, whose)));
        }
        for (Call call : finished.values()) {
            call.talk(Duration.ofMillis(600));
            call.bye();
        }
        for (Whose whose : List.of(Whose.OWN, Whose.GROUP, Whose.OTHER)) {
            client.call(spec("Live " + whose, whose));
            live.put(whose, rest.live("Live " + whose + " " + run).getString("id"));
        }
        for (Whose whose : Whose.values()) {
            recordings.put(whose, rest.finalised("Done " + whose + " " + run).getString("id"));
        }
    }

    private CallSpec spec(String name, Whose whose) {
        int extension = number + Math.min(whose.ordinal(), 2);
        return CallSpec.between(
                new Party(name + " " + run, "sip:" + extension + "@example.com"),
                new Party("Caller " + run, "sip:caller@example.org"));
    }

    /** Moves a recording, with all that belongs to it, to a tenant that nobody here is of. */
    private void banish() {
        sql("insert into tenant (id, name, origin_node, version) values ('" + FOREIGN
                + "', 'foreign', 'it', 1) on conflict do nothing");
        move(FOREIGN);
    }

    private void move(String tenant) {
        String id = recordings.get(Whose.FOREIGN_TENANT);
        sql("""
                do $$ declare t text;
                begin
                    for t in select c.table_name from information_schema.columns c
                              where c.table_schema = current_schema() and c.column_name = 'recording_id'
                                and exists (select 1 from information_schema.columns v where v.table_name = c.table_name
                                            and v.column_name = 'tenant_id')
                                and exists (select 1 from information_schema.columns v where v.table_name = c.table_name
                                            and v.column_name = 'version')
                    loop
                        execute format('update %%I set tenant_id = ''%1$s'', version = version + 1
                                         where recording_id = ''%2$s''', t);
                    end loop;
                end $$;
                update recording set tenant_id = '%1$s', version = version + 1 where id = '%2$s';
                update recording_assignment set tenant_id = '%1$s' where recording_id = '%2$s'
                """.formatted(tenant, id));
    }

    private void sql(String statement) {
        try (Connection connection = node.database();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException | IOException failed) {
            throw new AssertionError(statement, failed);
        }
    }

    Person admin() {
        return admin;
    }

    Person person(DefaultRole role) {
        return java.util.Objects.requireNonNull(people.get(role));
    }

    String recording(Whose whose) {
        return java.util.Objects.requireNonNull(recordings.get(whose));
    }

    /** A running call; of a foreign tenant there is none. */
    String live(Whose whose) {
        return java.util.Objects.requireNonNull(live.get(whose));
    }

    /** What only these calls have in their names. */
    String run() {
        return run;
    }

    /** Keeps the recording: whoever may delete is told 409. */
    void hold(Whose whose) {
        admin.send("PUT", "recordings/" + recording(whose) + "/hold", "{\"reason\":\"matrix\"}");
    }

    @Override
    public void close() {
        move(DEFAULT);
        client.close();
        for (Whose whose : Whose.values()) {
            admin.send("DELETE", "recordings/" + recording(whose) + "/hold", "");
        }
        for (String thing : made) {
            admin.send("DELETE", thing, "");
        }
    }
}

package org.holdfast.web.portal.people;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.access.gate.Right;

/** What is filled in on the page of one's own account. Of one request. */
public class AccountForm {
    private String present = "";
    private String wanted = "";
    private String again = "";
    private String proof = "";
    private String name = "";
    private String days = "90";
    private List<String> rights = List.of();

    Set<Right> chosenRights() {
        return rights.stream().flatMap(word -> Right.ofWord(word).stream()).collect(Collectors.toSet());
    }

    Duration lasting() {
        return Duration.ofDays(days.matches("[0-9]{1,3}") ? Long.parseLong(days) : 0);
    }

    public String getPresent() {
        return present;
    }

    public void setPresent(String text) {
        present = text;
    }

    public String getWanted() {
        return wanted;
    }

    public void setWanted(String text) {
        wanted = text;
    }

    public String getAgain() {
        return again;
    }

    public void setAgain(String text) {
        again = text;
    }

    public String getProof() {
        return proof;
    }

    public void setProof(String text) {
        proof = text;
    }

    public String getName() {
        return name;
    }

    public void setName(String text) {
        name = text;
    }

    public String getDays() {
        return days;
    }

    public void setDays(String text) {
        days = text;
    }

    public List<String> getRights() {
        return rights;
    }

    public void setRights(List<String> words) {
        rights = List.copyOf(words);
    }
}

package io.gapwatch.agent.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import java.util.List;

/** The page for other programs; docs/status.schema.json is its schema. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static String text(StatusPage page) {
    ObjectNode root = JSON.createObjectNode();
    root.put("title", page.title());
    root.put("at", page.at().toString());
    page.nextDue().ifPresent(due -> root.put("nextDue", due.toString()));
    root.put("status", page.status().word());
    root.put("verdict", page.verdict());
    ArrayNode checks = root.putArray("checks");
    page.boards().forEach(board -> board(checks.addObject(), board));
    ArrayNode incidents = root.putArray("incidents");
    page.incidents()
        .orElse(List.of())
        .forEach(incident -> incident(incidents.addObject(), page, incident));
    ArrayNode maintenance = root.putArray("maintenance");
    page.maintenance().forEach(window -> window(maintenance.addObject(), page, window));
    return root.toPrettyString() + "\n";
  }

  private static void board(ObjectNode node, Board board) {
    node.put("id", board.id());
    node.put("job", board.job());
    board.source().ifPresent(source -> node.put("source", source));
    node.put("status", board.status().word());
    node.put("words", board.words());
    ObjectNode days = node.putObject("days");
    board
        .days()
        .forEach(
            day ->
                day.worst()
                    .map(Status::word)
                    .ifPresent(word -> days.put(day.date().toString(), word)));
  }

  private static void incident(ObjectNode node, StatusPage page, Incident incident) {
    node.put("id", incident.id());
    node.put("check", incident.finding().checkId());
    node.put("about", page.about(incident));
    node.put("severity", incident.severity().word());
    node.put("worst", incident.worst().word());
    node.put("state", incident.state().word());
    node.put("began", incident.began().toString());
    incident.resolvedAt().ifPresent(at -> node.put("ended", at.toString()));
  }

  private static void window(ObjectNode node, StatusPage page, Announced window) {
    node.put("what", window.what());
    node.put("from", window.from().toString());
    node.put("until", window.until().toString());
    node.put("lasts", window.lastsAt(page.at()));
    ArrayNode checks = node.putArray("checks");
    window.checks().forEach(checks::add);
  }
}

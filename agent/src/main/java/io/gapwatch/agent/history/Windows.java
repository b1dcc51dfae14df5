package io.gapwatch.agent.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.MaintenanceConfig.Concerned;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The windows of planned work that were made by command. */
public final class Windows {
  private final Database database;

  Windows(Database database) {
    this.database = database;
  }

  public void add(Window window) {
    database.update(
        """
        INSERT INTO maintenance (id, begins, until, concerned, comment, author)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        window.id(),
        window.from(),
        window.until(),
        Json.write(
            Map.of(
                "jobs", window.of().jobs(),
                "checks", window.of().checks(),
                "sources", window.of().sources())),
        window.comment(),
        window.by());
  }

  /** Those not ended at this time, begun or not, oldest first. */
  public List<Window> notEndedAt(Instant now) {
    return database.query(
        "SELECT * FROM maintenance WHERE until > ? ORDER BY id", Windows::window, now);
  }

  /** Ends one at this time; false if none with this id is left. */
  public boolean end(String id, Instant now) {
    return database.update(
            "UPDATE maintenance SET until = ? WHERE id = ? AND until > ?", now, id, now)
        > 0;
  }

  private static Window window(Row row) throws SQLException {
    JsonNode of = Json.read(row.text("concerned"));
    return new Window(
        row.text("id"),
        row.time("begins"),
        row.time("until"),
        new Concerned(texts(of, "jobs"), texts(of, "checks"), texts(of, "sources")),
        row.text("comment"),
        row.text("author"));
  }

  private static List<String> texts(JsonNode node, String field) {
    return StreamSupport.stream(node.required(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}

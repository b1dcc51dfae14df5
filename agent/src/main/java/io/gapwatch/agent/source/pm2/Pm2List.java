package io.gapwatch.agent.source.pm2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads what {@code pm2 jlist} prints. It holds each app's whole environment twice, secrets
 * included: only the fields of {@link Pm2App} leave here, and no error quotes anything.
 */
final class Pm2List {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Pm2List() {}

  /**
   * The apps, without modules.
   *
   * @return empty if there is no list in the output
   */
  static Optional<List<Pm2App>> parse(String output) {
    return processes(output).map(all -> all.stream().map(Pm2Process::app).toList());
  }

  /** The same with what an upkeep action needs. */
  static Optional<List<Pm2Process>> processes(String output) {
    return output
        .lines()
        .map(String::strip)
        // PM2 prints banners to the same stream, some with a bracket: [PM2] Spawning…
        .filter(line -> line.equals("[]") || line.startsWith("[{"))
        .reduce((earlier, last) -> last)
        .flatMap(Pm2List::tree)
        .map(Pm2List::all);
  }

  private static Optional<JsonNode> tree(String line) {
    try {
      return Optional.of(JSON.readTree(line)).filter(JsonNode::isArray);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static List<Pm2Process> all(JsonNode list) {
    List<Pm2Process> all = new ArrayList<>();
    for (JsonNode node : list) {
      JsonNode env = node.path("pm2_env");
      if (!env.path("pmx_module").asBoolean(false)) {
        all.add(new Pm2Process(app(node, env), text(env.path("pm_err_log_path")).map(Path::of)));
      }
    }
    return List.copyOf(all);
  }

  private static Pm2App app(JsonNode node, JsonNode env) {
    JsonNode monit = monit(node, env);
    return new Pm2App(
        node.path("name").asText(env.path("name").asText("without a name")),
        node.path("pm_id").asLong(env.path("pm_id").asLong(-1)),
        env.path("status").asText("unknown"),
        time(env.path("pm_uptime")),
        whole(env.path("restart_time")),
        wasReset(env),
        whole(monit.path("memory")),
        decimal(monit.path("cpu")),
        text(env.path("cron_restart")),
        env.path("autorestart").asBoolean(true));
  }

  /** Each start sets both; {@code pm2 reset} renews the time of creation alone (PM2 7.0.4). */
  private static boolean wasReset(JsonNode env) {
    JsonNode created = env.path("created_at");
    JsonNode started = env.path("pm_uptime");
    return created.isNumber() && started.isNumber() && created.asLong() > started.asLong();
  }

  /**
   * What a process takes; missing where PM2 says 0 of one that is online, for then it could not
   * find out (Unitech/pm2#5671).
   */
  private static JsonNode monit(JsonNode node, JsonNode env) {
    JsonNode monit = node.path("monit");
    boolean failed =
        env.path("status").asText().equals("online") && monit.path("memory").asLong(-1) == 0;
    return failed ? monit.path("memory").path("missing") : monit;
  }

  /** Milliseconds since 1970. */
  private static Optional<Instant> time(JsonNode node) {
    return node.isNumber() ? Optional.of(Instant.ofEpochMilli(node.asLong())) : Optional.empty();
  }

  private static OptionalLong whole(JsonNode node) {
    return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
  }

  private static OptionalDouble decimal(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }

  /** A number stands for "none" where a schedule was removed. */
  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }
}

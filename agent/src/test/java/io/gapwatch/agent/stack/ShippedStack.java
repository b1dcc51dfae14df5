package io.gapwatch.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The files of stack/ with other addresses, and shorter intervals: 30 s are 2 s. */
final class ShippedStack {
  private static final Path STACK = Path.of("../stack");

  /** Windows that are always and never open: programs read the machine's own clock. */
  static final String ALWAYS = "- years: ['2000:2100']\n";

  static final String NEVER = "- years: ['2000']\n";

  private ShippedStack() {}

  /** The arguments of a service of compose.yaml, without those that begin so. */
  static List<String> arguments(String service, String... without) throws IOException {
    Map<?, ?> found = (Map<?, ?>) Objects.requireNonNull(services().get(service));
    List<?> command = (List<?>) Objects.requireNonNull(found.get("command"));
    return command.stream()
        .map(argument -> argument.toString().replace("$$", "$"))
        .filter(argument -> Stream.of(without).noneMatch(argument::startsWith))
        .toList();
  }

  private static Map<?, ?> services() throws IOException {
    Load load = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build());
    Map<?, ?> compose =
        (Map<?, ?>) load.loadFromString(Files.readString(STACK.resolve("compose.yaml")));
    return (Map<?, ?>) Objects.requireNonNull(compose.get("services"));
  }

  /** How much memory each service may have, in bytes. */
  static Map<String, Long> limits() throws IOException {
    Map<String, Long> limits = new TreeMap<>();
    Pattern memory = Pattern.compile("limits=\\{memory=(\\d+)([MG]),");
    services()
        .forEach(
            (name, service) -> {
              Matcher found = memory.matcher(String.valueOf(service));
              if (found.find()) {
                int power = found.group(2).equals("G") ? 30 : 20;
                limits.put(String.valueOf(name), Long.parseLong(found.group(1)) << power);
              }
            });
    return limits;
  }

  /** Prometheus, which also writes to another. */
  static Path prometheus(Path folder, Map<String, String> addresses, int receiver)
      throws IOException {
    String text = Files.readString(STACK.resolve("prometheus/prometheus.yml"));
    for (Map.Entry<String, String> each : addresses.entrySet()) {
      text = text.replace("\"" + each.getKey() + "\"", each.getValue());
    }
    text =
        text.replaceAll("(scrape_interval|scrape_timeout|evaluation_interval): \\d+s", "$1: 2s")
            .replace("# remote_write:", "remote_write:")
            .replaceAll("#   - url: .*", "  - url: http://127.0.0.1:" + receiver + "/api/v1/write");
    Path rules = Files.createDirectories(folder.resolve("rules"));
    try (Stream<Path> files = Files.list(STACK.resolve("prometheus/rules"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.writeString(
            rules.resolve(file.getFileName()),
            Files.readString(file).replace("for: 1m\n", "for: 6s\n"));
      }
    }
    return Files.writeString(folder.resolve("prometheus.yml"), text);
  }

  /** Alertmanager, which tells ours, in a hurry, with this weekly window. */
  static void alertmanager(Path file, int people, String window) throws IOException {
    String text = Files.readString(STACK.resolve("alertmanager/alertmanager.yml"));
    String receivers =
        """
        receivers:
          - {name: page, webhook_configs: [{url: "http://127.0.0.1:%1$d/", send_resolved: false}]}
          - {name: team, webhook_configs: [{url: "http://127.0.0.1:%1$d/", send_resolved: false}]}
        """
            .formatted(people);
    Files.writeString(
        file,
        text.substring(0, text.indexOf("receivers:\n"))
                .replaceAll("group_wait: .*", "group_wait: 6s")
                .replaceAll(
                    "(?s)(name: weekly-maintenance\n.*?time_intervals:\n *).*?(?=  - name)",
                    "$1" + window)
            + receivers);
  }

  /** The command line of one of two Alertmanagers, as compose.yaml says to write it for two. */
  static List<String> alertmanager(Path file, Path data, int port, int gossip, int peer)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("prometheus-alertmanager"));
    command.addAll(
        arguments("alertmanager", "--config.file", "--storage.path", "--cluster.listen-address"));
    command.addAll(
        List.of(
            "--config.file=" + file,
            "--storage.path=" + data,
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=127.0.0.1:" + gossip,
            "--cluster.advertise-address=127.0.0.1:" + gossip,
            "--cluster.peer=127.0.0.1:" + peer));
    return command;
  }
}

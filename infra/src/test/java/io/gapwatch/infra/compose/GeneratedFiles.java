package io.gapwatch.infra.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Compose files by a seed: the forms that people write, and those that they get wrong. */
final class GeneratedFiles {
  private static final List<String> MEMORY =
      List.of(
          "400M",
          "400m",
          "'400mb'",
          "1g",
          "1.5g",
          ".5g",
          "64kib",
          "\"100\"",
          "104857600",
          "0",
          "010",
          "1e3",
          "1.5",
          "'1.5'",
          "400 mb",
          "${MEM}",
          "${MEM:-300m}",
          "${NONE:-1g}",
          "'${UNSET}'",
          "1_000",
          "\"1e3\"",
          "1.5 gigs",
          "-1",
          "0.1m",
          "${MEM:+2g}",
          "0x10");
  private static final List<String> CORES =
      List.of(
          "0.07",
          "'0.07'",
          "1",
          "\"1.5\"",
          "0.1",
          "2.5e-1",
          "${CPUS}",
          "${NONE:-0.3}",
          "abc",
          "'0'",
          ".25",
          "01");
  private static final List<String> COUNTS =
      List.of("0", "1", "2", "3", "\"${N:-3}\"", "${COPIES}", "'2'", "02", "-1");
  private static final List<String> PROBES =
      List.of(
          "{test: [CMD, ping]}",
          "{test: [NONE]}",
          "{disable: true}",
          "{test: exit 0}",
          "{test: [CMD-SHELL, 'exit 0'], disable: false}",
          "{interval: 3s}",
          "{tests: [CMD, x]}");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> anchors = new ArrayList<>();
  private final List<String> services = new ArrayList<>();

  private GeneratedFiles(long seed) {
    random = new Random(seed);
  }

  /** What stands in {@code .env} beside them. */
  static String env() {
    return "# sizes\nMEM=256m\nexport CPUS='0.4'\nCOPIES=2 # two\nEMPTY=\nTWICE=\"${CPUS}\"\n";
  }

  static String of(long seed) {
    return new GeneratedFiles(seed).write();
  }

  private String write() {
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = "base" + anchors.size();
      text.append("x-").append(name).append(": &").append(name).append('\n');
      int before = text.length();
      body("  ");
      if (text.length() == before) {
        text.append("  restart: always\n");
      }
      anchors.add(name);
    }
    text.append("services:\n");
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      service();
    }
    return text.toString();
  }

  private void service() {
    String name = "s" + services.size();
    text.append("  ").append(name).append(":\n    image: example/one:1\n");
    if (!anchors.isEmpty() && random.nextInt(3) > 0) {
      text.append("    <<: ").append(merged()).append('\n');
      if (random.nextInt(25) == 0) {
        text.append("    <<: ").append(merged()).append('\n');
      }
    }
    if (!services.isEmpty() && random.nextInt(4) == 0) {
      String other = services.get(random.nextInt(services.size()));
      text.append(random.nextBoolean() ? "    extends: " : "    extends:\n      service: ");
      text.append(other).append('\n');
    }
    if (random.nextInt(8) == 0) {
      text.append("    profiles: [").append(random.nextBoolean() ? "night" : "day").append("]\n");
    }
    if (random.nextInt(30) == 0) {
      text.append("    container_name: only\n");
    }
    if (random.nextInt(40) == 0) {
      text.append("    memory_limit: 3g\n");
    }
    body("    ");
    services.add(name);
  }

  private String merged() {
    String one = "*" + anchors.get(random.nextInt(anchors.size()));
    return random.nextBoolean()
        ? one
        : "[" + String.join(", ", anchors.stream().map(name -> "*" + name).toList()) + "]";
  }

  private void body(String indent) {
    some(4, indent + "mem_limit: ", MEMORY);
    some(8, indent + "mem_reservation: ", MEMORY);
    some(4, indent + "cpus: ", CORES);
    some(10, indent + "scale: ", COUNTS);
    some(3, indent + "healthcheck: ", PROBES);
    if (random.nextInt(3) == 0) {
      return;
    }
    text.append(indent).append("deploy:\n");
    text.append(indent).append("  mode: replicated\n");
    some(4, indent + "  replicas: ", COUNTS);
    text.append(indent).append("  resources:\n").append(indent).append("    limits:\n");
    text.append(indent).append("      pids: 100\n");
    some(1, indent + "      memory: ", MEMORY);
    some(2, indent + "      cpus: ", CORES);
    if (random.nextBoolean()) {
      text.append(indent).append("    reservations:\n");
      text.append(indent).append("      memory: ").append(one(MEMORY)).append('\n');
      some(2, indent + "      cpus: ", CORES);
    }
  }

  /** A line in one of so many cases; plain values most of the time, so that files are accepted. */
  private void some(int cases, String start, List<String> values) {
    if (random.nextInt(cases) == 0) {
      text.append(start).append(one(values)).append('\n');
    }
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(random.nextInt(5) == 0 ? values.size() : 4));
  }
}

package io.gapwatch.infra.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.infra.OnPath;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Docker Compose's own reading of a file, as infra/tools/compose/install builds it. */
final class DockerCompose {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  /** What both readings must agree on. */
  record Reading(
      int replicas,
      long limit,
      double cores,
      long reserved,
      double reservedCores,
      boolean probed) {}

  private DockerCompose() {}

  /** That it is there, of the version that we speak for. */
  static void check() throws IOException, InterruptedException {
    assumeTrue(
        OnPath.has("docker-compose"),
        "docker-compose is not on the PATH: infra/tools/compose/install");
    Ended version = run(Path.of("."), "version", "--short");
    assertThat(version.output().strip().replaceFirst("^v", ""))
        .as("docker-compose on the PATH, as infra/tools/compose/install builds it")
        .isEqualTo("2.40.3");
  }

  /** The services that it would start; nothing when it refuses the files. */
  static Optional<Map<String, Reading>> read(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("config", "--format", "json"));
    Ended ended = run(folder, all.toArray(String[]::new));
    if (ended.code() != 0) {
      return Optional.empty();
    }
    Map<String, Reading> services = new TreeMap<>();
    new ObjectMapper()
        .readTree(ended.output())
        .path("services")
        .properties()
        .forEach(each -> services.put(each.getKey(), reading(each.getValue())));
    return services.isEmpty() ? Optional.empty() : Optional.of(services);
  }

  private static Ended run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker-compose"));
    command.addAll(List.of(arguments));
    ProcessBuilder program =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    return Ended.of(program, "", TIMEOUT);
  }

  private static Reading reading(JsonNode service) {
    JsonNode resources = service.at("/deploy/resources");
    long memory = service.path("mem_limit").asLong();
    long reserved = service.path("mem_reservation").asLong();
    JsonNode check = service.path("healthcheck");
    return new Reading(
        service.path("scale").asInt(service.at("/deploy/replicas").asInt(1)),
        memory != 0 ? memory : resources.at("/limits/memory").asLong(),
        rounded(
            service.path("cpus").asDouble() != 0
                ? service.path("cpus").asDouble()
                : resources.at("/limits/cpus").asDouble()),
        reserved != 0 ? reserved : resources.at("/reservations/memory").asLong(),
        rounded(resources.at("/reservations/cpus").asDouble()),
        !check.path("disable").asBoolean()
            && !check.path("test").isEmpty()
            && !check.at("/test/0").asText().equals("NONE"));
  }

  /** It holds cores in 32 bits: 0.07 is 0.0700000003. */
  static double rounded(double cores) {
    return Math.rint(cores * 1e6) / 1e6;
  }

  static double rounded(BigDecimal cores) {
    return rounded(cores.doubleValue());
  }
}

package io.gapwatch.agent.probe.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.cli.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The job of a configuration that is called watch, with one check. */
final class WatchJob {
  private WatchJob() {}

  /** Runs it now, which is when programs write to real files; what the check says, as JSON. */
  static JsonNode run(Path folder) throws IOException {
    Ran ran =
        Ran.gapwatch(
            folder,
            "run",
            "watch",
            "--format=json",
            "--now",
            Clock.systemUTC().instant().toString());
    return new ObjectMapper().readTree(ran.out()).get("checks").get(0);
  }
}

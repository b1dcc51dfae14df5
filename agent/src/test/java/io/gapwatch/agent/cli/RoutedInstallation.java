package io.gapwatch.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An installation whose routes a test writes. Its run is on a Saturday, at midnight UTC. */
abstract class RoutedInstallation extends Installation {
  static final String OFFICE =
      "times: {office: {days: [mon-fri], from: \"09:00\", to: \"17:00\", zone: Europe/Berlin}}\n";
  static final String MONDAY = "2026-11-23T08:07:00Z";

  RoutedInstallation(Path folder) {
    super(folder);
  }

  final void escalating() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    String oncall =
        "  oncall: {type: pushover, token: \"${secret:TOKEN}\", user: \"${secret:USER}\", api:"
            + " \"%s\"}\n";
    Files.writeString(
        file,
        Files.readString(file)
            .replace("channels:\n", "channels:\n" + oncall.formatted(phone.uri()))
            .replace(
                "[phone, deadman]",
                "[{channel: phone, to: warning}, deadman]\n    escalate: {after: 1h, to: oncall}"));
  }

  final void notify(String routes, String more) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    String text = Files.readString(file).replace("[phone, deadman]", "[" + routes + "]");
    Files.writeString(file, text.replace("jobs:\n", more + "jobs:\n"));
  }
}

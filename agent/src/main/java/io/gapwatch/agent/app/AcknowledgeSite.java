package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.link.AcknowledgeLink;
import io.gapwatch.agent.link.SigningKey;
import io.gapwatch.agent.page.AcknowledgePage;
import io.gapwatch.agent.report.IncidentFile;
import io.gapwatch.agent.watch.Views.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Answers whoever follows a link that acknowledges an incident. */
final class AcknowledgeSite {
  private static final int LONGEST_NAME = 40;
  private static final String NOBODY = "whoever has the link";

  private AcknowledgeSite() {}

  /** What is asked before anything is done. */
  static Answer question(String path, Config config, Instant now) {
    return answer(
        path,
        config,
        now,
        id -> {
          try (IncidentDesk desk = new IncidentDesk(config)) {
            return question(desk.show(id, now), now);
          }
        });
  }

  /**
   * Does it.
   *
   * @param form as a browser sends it: {@code by=ann}
   */
  static Answer done(String path, String form, Config config, Instant now) {
    return answer(
        path,
        config,
        now,
        id -> {
          try (IncidentDesk desk = new IncidentDesk(config)) {
            IncidentFile file = desk.show(id, now);
            Incident incident = file.incident();
            // Who was first has taken it on; nobody takes it from them by a link.
            if (incident.state().isOver() || file.parts().acknowledgedBy().isPresent()) {
              return question(file, now);
            }
            String by = name(form);
            return AcknowledgePage.done(desk.acknowledge(id, by, now), by, now);
          }
        });
  }

  private static String question(IncidentFile file, Instant now) {
    return AcknowledgePage.question(file.incident(), file.parts().acknowledgedBy(), now);
  }

  private static Answer answer(
      String path, Config config, Instant now, Function<String, String> page) {
    Optional<AcknowledgeLink> link =
        SigningKey.of(config.state()).flatMap(key -> AcknowledgeLink.read(path, key));
    if (link.isEmpty()) {
      return Answer.html(404, AcknowledgePage.refused("This link is not one of this Gapwatch."));
    }
    if (!link.get().isGood(now)) {
      return Answer.html(
          410,
          AcknowledgePage.refused("This link has expired; gapwatch incidents ack acknowledges."));
    }
    try {
      return Answer.html(200, page.apply(link.get().incident()));
    } catch (GapwatchException e) {
      return Answer.html(
          503, AcknowledgePage.refused("The history cannot be read or written now."));
    }
  }

  /** Who, as they say; on one line. */
  private static String name(String form) {
    String name =
        Arrays.stream(form.split("&"))
            .filter(field -> field.startsWith(AcknowledgePage.BY + "="))
            .findFirst()
            .map(field -> decoded(field.substring(AcknowledgePage.BY.length() + 1)))
            .map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip())
            .orElse("");
    int end =
        name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
    return name.isEmpty() ? NOBODY : name.substring(0, end);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return "";
    }
  }
}

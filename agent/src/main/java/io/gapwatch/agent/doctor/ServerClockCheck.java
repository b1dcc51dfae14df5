package io.gapwatch.agent.doctor;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.HttpTrouble;
import io.gapwatch.agent.http.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Compares our clock with the {@code Date} header of a server that runs contact anyway. The request
 * contains no secret.
 */
final class ServerClockCheck implements DoctorCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Optional<URI> server;
  private final Clock clock;

  /**
   * @param server scheme and host, nothing secret; empty if no channel has one
   */
  public ServerClockCheck(Optional<URI> server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public boolean needsNetwork() {
    return true;
  }

  @Override
  public List<Diagnosis> examine() {
    return List.of(
        server
            .map(this::compare)
            .orElse(Diagnosis.skipped("no channel has a server to compare against")));
  }

  private Diagnosis compare(URI address) {
    try {
      Answer answer = Exchange.of(Request.head(address.resolve("/")), TIMEOUT, TIMEOUT).answer();
      Instant ours = clock.instant();
      return answer
          .header("Date")
          .flatMap(ServerClockCheck::time)
          .map(theirs -> ClockOffset.judge("the clock of " + address.getHost(), theirs, ours))
          .orElseGet(() -> unknown(address, "it sends no Date header"));
    } catch (IOException e) {
      return unknown(address, HttpTrouble.inWords(e));
    }
  }

  private static Optional<Instant> time(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Diagnosis unknown(URI address, String why) {
    return Diagnosis.unknown(
        "could not compare our clock with that of %s: %s".formatted(address.getHost(), why),
        "check the network and DNS; timedatectl status shows the state of the clock");
  }
}

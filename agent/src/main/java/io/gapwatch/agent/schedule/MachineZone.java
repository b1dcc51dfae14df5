package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The zone of the machine's cron: that of /etc/localtime. Cron ignores the TZ of a user's shell,
 * which Java would use.
 */
final class MachineZone {
  private static final String ZONES = "/zoneinfo/";

  private MachineZone() {}

  /**
   * Reads it.
   *
   * @param etc the folder /etc
   * @throws GapwatchException if it exists but its name cannot be determined
   */
  static ZoneId of(Path etc) {
    Path localtime = etc.resolve("localtime");
    if (!Files.exists(localtime)) {
      // The C library defaults to UTC.
      return ZoneOffset.UTC;
    }
    try {
      String name =
          Files.isSymbolicLink(localtime)
              ? Files.readSymbolicLink(localtime).toString()
              : ZONES + Files.readString(etc.resolve("timezone")).strip();
      return ZoneId.of(name.substring(name.indexOf(ZONES) + ZONES.length()));
    } catch (IOException | DateTimeException | StringIndexOutOfBoundsException e) {
      throw new GapwatchException(
          "could not determine the time zone of this machine's cron from %s: %s; set it with timedatectl set-timezone UTC"
              .formatted(localtime, e.getMessage()),
          e);
    }
  }
}

package io.gapwatch.agent.page;

import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of the published page: which files are there by their SHA-256, so that those that
 * have not changed are not sent again, and since when publishing fails. Kept in the state folder,
 * without the address.
 */
final class Published {
  private static final String NAME = "published.properties";
  private static final String PLACE = "place";
  private static final String ALL = "all-sent";
  private static final String AT = "published-at";
  private static final String SINCE = "failing-since";
  private static final String REASON = "reason";
  private static final String FILE = "file.";
  private static final int LONGEST = 1 << 20;

  /** What somebody deleted there is back after a day. */
  private static final Duration BELIEVED = Duration.ofDays(1);

  private final Path file;
  private final Properties known;

  private Published(Path file, Properties known) {
    this.file = file;
    this.known = known;
  }

  /** An unreadable file is an empty one: everything is sent again. */
  static Published in(Path state) {
    Path file = state.resolve(NAME);
    Properties known = new Properties();
    try {
      byte[] text = RegularFile.read(file, LONGEST);
      known.load(new StringReader(new String(text, StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException unreadable) {
      known.clear();
    }
    return new Published(file, known);
  }

  /** Forgets what was sent to another place, and lets all be sent again that was sent long ago. */
  void at(String address, Instant now) {
    String place = sha256(address);
    Instant sent = time(ALL).orElse(Instant.MIN);
    boolean recent = !sent.isBefore(now.minus(BELIEVED)) && !sent.isAfter(now.plus(BELIEVED));
    boolean same = place.equals(known.getProperty(PLACE));
    if (!same || !recent) {
      for (String name : names()) {
        if (same) {
          known.setProperty(FILE + name, "");
        } else {
          known.remove(FILE + name);
        }
      }
      known.setProperty(PLACE, place);
      known.setProperty(ALL, now.toString());
    }
  }

  /** The files that were sent to this place. */
  List<String> names() {
    return known.stringPropertyNames().stream()
        .filter(name -> name.startsWith(FILE))
        .map(name -> name.substring(FILE.length()))
        .toList();
  }

  boolean has(String name, String text) {
    return sha256(text).equals(known.getProperty(FILE + name));
  }

  void put(String name, String text) {
    known.setProperty(FILE + name, sha256(text));
  }

  void forget(String name) {
    known.remove(FILE + name);
  }

  void succeeded(Instant now) {
    known.setProperty(AT, now.toString());
    known.remove(SINCE);
    known.remove(REASON);
  }

  void failed(String reason, Instant now) {
    known.setProperty(
        SINCE, time(SINCE).filter(since -> !since.isAfter(now)).orElse(now).toString());
    known.setProperty(REASON, reason);
  }

  /** Since when nothing could be published; empty if the last time went well. */
  Optional<Instant> failingSince() {
    return time(SINCE);
  }

  /** When all of it was there last, if that is known and not in the future. */
  Optional<Instant> succeededBefore(Instant now) {
    return time(AT).filter(at -> !at.isAfter(now));
  }

  String reason() {
    return known.getProperty(REASON, "");
  }

  private Optional<Instant> time(String name) {
    try {
      return Optional.ofNullable(known.getProperty(name)).map(Instant::parse);
    } catch (DateTimeParseException damaged) {
      return Optional.empty();
    }
  }

  void save() throws IOException {
    PrivateFolder.create(Optional.ofNullable(file.getParent()).orElseThrow());
    Path draft = Files.createTempFile(file.getParent(), "." + NAME, "");
    try (Writer writer = Files.newBufferedWriter(draft)) {
      known.store(writer, null);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

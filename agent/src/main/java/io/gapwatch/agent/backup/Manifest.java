package io.gapwatch.agent.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What a backup holds, as the first entry of the archive.
 *
 * @param made when it was made, UTC
 * @param agent the version that made it
 * @param sha256 of each file by its name
 */
record Manifest(Instant made, String agent, Map<String, String> sha256) {
  static final String NAME = "manifest.properties";
  private static final String FORMAT = "1";
  private static final String HASH = "sha256.";

  Manifest {
    sha256 = Map.copyOf(sha256);
  }

  static Manifest of(Instant made, String agent, Map<String, Path> files) throws IOException {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      hashes.put(file.getKey(), sha256(file.getValue()));
    }
    return new Manifest(made, agent, hashes);
  }

  String text() {
    StringBuilder text = new StringBuilder("format=" + FORMAT + "\n");
    text.append("made=").append(made).append('\n');
    text.append("agent=").append(agent).append('\n');
    sha256.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            file ->
                text.append(HASH)
                    .append(file.getKey())
                    .append('=')
                    .append(file.getValue())
                    .append('\n'));
    return text.toString();
  }

  /**
   * The manifest in this text.
   *
   * @throws BackupUnusableException if it is invalid or of a later format
   */
  static Manifest parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException("a text could not be read", e);
    }
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new BackupUnusableException(
          "this release cannot read its manifest; use the release that made it");
    }
    Map<String, String> hashes = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith(HASH))
        .forEach(
            name -> hashes.put(name.substring(HASH.length()), properties.getProperty(name, "")));
    return new Manifest(
        Instant.parse(properties.getProperty("made", Instant.EPOCH.toString())),
        properties.getProperty("agent", "unknown"),
        hashes);
  }

  static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

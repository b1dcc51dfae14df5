package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import java.nio.file.Path;
import java.util.Map;

/** Secrets from a private {@code NAME=value} file, which is read anew for each secret. */
public final class FileSecrets implements SecretStore {
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;

  private FileSecrets(Path file) {
    this.file = file;
  }

  /**
   * The store over this file.
   *
   * @throws GapwatchException when the file is missing, too open or malformed
   */
  public static SecretStore open(Path file) {
    FileSecrets secrets = new FileSecrets(file);
    secrets.values();
    return secrets;
  }

  @Override
  public Secret get(String name) {
    Map<String, String> values;
    try {
      values = values();
    } catch (GapwatchException e) {
      throw new SecretUnavailableException(name, String.valueOf(e.getMessage()), e);
    }
    return SecretStore.of(describe(), values).get(name);
  }

  @Override
  public String describe() {
    return file.toString();
  }

  @Override
  public String toString() {
    return "FileSecrets[" + file + "]";
  }

  private Map<String, String> values() {
    try {
      return SecretFile.parse(new PrivateFile(file).text(MOST_BYTES).lines().toList());
    } catch (GapwatchException e) {
      throw new GapwatchException("secrets file " + file + " is refused: " + e.getMessage(), e);
    }
  }
}

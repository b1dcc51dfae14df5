package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Secrets from a private {@code NAME=value} file, which is read anew for each secret. Where the
 * file system knows POSIX permissions, a file that anybody but its owner can read or change is
 * refused.
 */
public final class FileSecrets implements SecretStore {
  private static final Set<PosixFilePermission> TOO_OPEN =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

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
      // First: the permissions of a named pipe do not matter.
      byte[] bytes = RegularFile.read(file, MOST_BYTES + 1);
      refuseWhenOpen();
      return SecretFile.parse(text(bytes).lines().toList());
    } catch (NoSuchFileException e) {
      throw refused("there is no such file; create it, then chmod 600 " + file, e);
    } catch (CharacterCodingException e) {
      throw refused("it is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw refused(
          "it cannot be read: " + FileTrouble.inWords(e) + "; check its owner and path", e);
    } catch (GapwatchException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
  }

  /** Editors of some systems begin a file with a byte order mark. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    if (bytes.length > MOST_BYTES) {
      throw new GapwatchException("it has more than 1 MiB, which is no file of secrets");
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void refuseWhenOpen() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    if (view.readAttributes().permissions().stream().anyMatch(TOO_OPEN::contains)) {
      throw new GapwatchException("group or others can read or change it; try: chmod 600 " + file);
    }
  }

  private GapwatchException refused(String reason, Exception cause) {
    return new GapwatchException("secrets file " + file + " is refused: " + reason, cause);
  }
}

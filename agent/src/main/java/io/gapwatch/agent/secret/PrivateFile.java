package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.GapwatchException;
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
import java.util.Set;

/**
 * A file for its owner's eyes. Where the file system knows POSIX permissions, one that anybody but
 * its owner can read or change is refused.
 */
public record PrivateFile(Path path) {
  private static final Set<PosixFilePermission> TOO_OPEN =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * What it holds.
   *
   * @param most bytes at most
   * @throws GapwatchException with the reason alone; the caller names the file
   */
  public String text(int most) {
    try {
      // First: the permissions of a named pipe do not matter.
      byte[] bytes = RegularFile.read(path, most + 1);
      refuseWhenOpen();
      return decoded(bytes, most);
    } catch (NoSuchFileException e) {
      throw new GapwatchException("there is no such file; create it, then chmod 600 " + path, e);
    } catch (CharacterCodingException e) {
      throw new GapwatchException("it is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new GapwatchException(
          "it cannot be read: " + FileTrouble.inWords(e) + "; check its owner and path", e);
    }
  }

  /** Editors of some systems begin a file with a byte order mark. */
  private static String decoded(byte[] bytes, int most) throws CharacterCodingException {
    if (bytes.length > most) {
      throw new GapwatchException(
          "it has more than %s, too much for a file of secrets".formatted(size(most)));
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String size(int bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
  }

  private void refuseWhenOpen() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    if (view.readAttributes().permissions().stream().anyMatch(TOO_OPEN::contains)) {
      throw new GapwatchException("group or others can read or change it; try: chmod 600 " + path);
    }
  }
}

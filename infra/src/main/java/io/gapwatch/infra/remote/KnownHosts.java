package io.gapwatch.infra.remote;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The file that keeps the keys which machines showed at the first contact. */
final class KnownHosts {
  private KnownHosts() {}

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /**
   * Makes the file, unless it is there.
   *
   * @throws InfraException when what is there cannot be read, or its first line could not: JSch
   *     takes both for a machine that it never saw
   */
  static void make(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
    } catch (IOException e) {
      throw new InfraException("could not write " + file + ": " + e.getMessage(), e);
    }
    try (InputStream content = Files.newInputStream(file)) {
      if (Arrays.equals(content.readNBytes(MARK.length), MARK)) {
        throw new InfraException(
            "%s begins with a byte order mark, which hides the first host: save it as UTF-8 without"
                    .formatted(file)
                + " one");
      }
    } catch (IOException e) {
      throw new InfraException(
          "could not read the known hosts in %s: %s; is it a file, and yours?"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** What the file knows of a machine. */
  static boolean has(JSch jsch, Host host) {
    String name =
        host.port() == 22 ? host.address() : "[%s]:%d".formatted(host.address(), host.port());
    return jsch.getHostKeyRepository().getHostKey(name, null).length > 0;
  }

  /**
   * Makes sure that the key of a first contact is kept; where it cannot be, JSch says nothing.
   *
   * @throws InfraException when it is not, so that the next contact would be a first one again
   */
  static void refuseUnsaved(Host host) throws JSchException {
    JSch again = new JSch();
    again.setKnownHosts(host.knownHosts().toString());
    if (!has(again, host)) {
      throw new InfraException(
          "could not save the host key of %s in %s, so that it could not be compared the next time;"
                  .formatted(host.address(), host.knownHosts())
              + " make room, or the file writable");
    }
  }
}

package io.gapwatch.infra.remote;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** A real SSH server on loopback, whose commands find their programs in a folder of the test's. */
public final class SshServerStandIn implements AutoCloseable {
  private final Path folder;
  private final SshServer server;
  private final Set<String> authorized = ConcurrentHashMap.newKeySet();

  /**
   * Serves on a port.
   *
   * @param folder for keys, and {@code bin} in it for programs
   * @param port 0 for any
   */
  public SshServerStandIn(Path folder, String hostKey, int port) throws IOException {
    this.folder = folder;
    this.server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve(hostKey)));
    server.setPublickeyAuthenticator(
        (user, key, session) ->
            user.equals("ubuntu") && authorized.contains(PublicKeyEntry.toString(key)));
    String path =
        "PATH=%s:$PATH\nexport GAPWATCH_ROOT=%s\n".formatted(folder.resolve("bin"), root());
    server.setCommandFactory(
        (channel, command) ->
            new ProcessShellFactory(command, "sh", "-c", path + command).createShell(channel));
    server.setShellFactory(new ProcessShellFactory("shell", "sh"));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.start();
  }

  /** What stands for {@code /} on this machine, as far as Gapwatch is installed there. */
  public Path root() {
    return folder.resolve("root");
  }

  public int port() {
    return server.getPort();
  }

  /** Makes a private key of one of JSch's types, and lets it in. */
  public Path key(String name, int type) throws IOException, JSchException {
    KeyPair pair = KeyPair.genKeyPair(new JSch(), type, type == KeyPair.RSA ? 3072 : 256);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      pair.writeOpenSSHv1PrivateKey(out, null);
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    pair.writePublicKey(line, "");
    authorized.add(line.toString(StandardCharsets.UTF_8).strip());
    return file;
  }

  /** Lays a program where commands find it first. */
  public void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Lets nobody in any more. */
  void lock() {
    authorized.clear();
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}

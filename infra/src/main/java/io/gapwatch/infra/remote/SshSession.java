package io.gapwatch.infra.remote;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.Session;
import io.gapwatch.infra.config.InfraException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A login to one machine, which keeps to the key that the machine showed at the first contact. */
public final class SshSession implements AutoCloseable {
  private static final int CONNECT_MILLIS = 15_000;
  private static final int ALIVE_MILLIS = 15_000;
  private static final int CLOSE_MILLIS = 20;
  private static final int CHECK_MILLIS = 500;

  private final Session session;

  private SshSession(Session session) {
    this.session = session;
  }

  /**
   * Logs in.
   *
   * @param news hears of the key that is kept, at the first contact
   * @throws InfraException when the machine does not answer, refuses the keys, or shows another key
   *     than at the first contact
   */
  public static SshSession open(Host host, Consumer<String> news) {
    KnownHosts file = KnownHosts.of(host.knownHosts());
    List<KnownKey> keys = file.of(host.name());
    boolean known = keys.stream().anyMatch(KnownKey::isTrusted);
    if (!known) {
      file.refuseUnwritable();
    }
    try {
      Session session = connected(host, keys, known);
      if (!known) {
        keep(file, host, session);
        news.accept(
            "First connection to %s: its host key %s is saved in %s."
                .formatted(
                    host.address(),
                    session.getHostKey().getFingerPrint(new JSch()),
                    host.knownHosts()));
      }
      return new SshSession(session);
    } catch (JSchRevokedHostKeyException e) {
      throw new InfraException(
          "the host key of %s is marked @revoked in %s, so whoever answers there is not to be trusted; find out who revoked it before you remove that line"
              .formatted(host.address(), host.knownHosts()),
          e);
    } catch (JSchHostKeyException e) {
      throw new InfraException(
          ("the host key of %s has changed. If the VM was recreated, remove its line from %s;"
                  + " otherwise somebody may be intercepting the connection")
              .formatted(host.address(), host.knownHosts()),
          e);
    } catch (JSchException e) {
      throw new InfraException(
          "could not log in to %s@%s:%d: %s"
              .formatted(host.user(), host.address(), host.port(), LoginFailure.words(e)),
          e);
    }
  }

  private static Session connected(Host host, List<KnownKey> keys, boolean known)
      throws JSchException {
    JSch jsch = new JSch();
    // Only this machine's lines: by itself it would take the key of another port for this one's.
    String lines = keys.stream().map(key -> key.line(host.name())).collect(Collectors.joining());
    jsch.setKnownHosts(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    Identities.offer(jsch, host);
    Session session = jsch.getSession(host.user(), host.address(), host.port());
    session.setConfig("PreferredAuthentications", "publickey");
    session.setConfig("StrictHostKeyChecking", known ? "yes" : "no");
    session.setServerAliveInterval(ALIVE_MILLIS);
    session.connect(CONNECT_MILLIS);
    return session;
  }

  private static void keep(KnownHosts file, Host host, Session session) {
    HostKey key = session.getHostKey();
    try {
      file.add(host.name(), new KnownKey("", key.getType(), key.getKey()));
    } catch (InfraException e) {
      session.disconnect();
      throw e;
    }
  }

  /**
   * Runs a command and waits for its end.
   *
   * @param out hears both its outputs, line by line, as they come
   * @return its exit code
   */
  public int run(String command, Consumer<String> out) {
    return run(command, InputStream.nullInputStream(), out);
  }

  /**
   * Runs a command that reads something, and waits for its end.
   *
   * @param in its standard input; read as far as the command wants it
   * @param out hears both its outputs, line by line, as they come
   * @return its exit code
   */
  public int run(String command, InputStream in, Consumer<String> out) {
    try {
      ChannelExec channel = (ChannelExec) session.openChannel("exec");
      channel.setCommand("{ " + command + "\n} 2>&1");
      channel.setInputStream(in);
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(channel.getInputStream(), StandardCharsets.UTF_8))) {
        channel.connect(CONNECT_MILLIS);
        lines.lines().forEach(out);
        while (!channel.isClosed()) {
          Thread.sleep(CLOSE_MILLIS);
        }
        return exitCode(channel);
      } finally {
        channel.disconnect();
      }
    } catch (JSchException | IOException | UncheckedIOException e) {
      throw new InfraException("the command was cut off: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while the command ran", e);
    }
  }

  /**
   * Runs a command that writes something that is no text, and waits for its end.
   *
   * @param out gets its standard output
   * @param said hears its other output, line by line, as it comes
   * @return its exit code
   */
  public int fetch(String command, OutputStream out, Consumer<String> said) {
    try {
      ChannelExec channel = (ChannelExec) session.openChannel("exec");
      channel.setCommand(command);
      channel.setInputStream(InputStream.nullInputStream());
      InputStream content = channel.getInputStream();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(channel.getErrStream(), StandardCharsets.UTF_8))) {
        Thread listener = new Thread(() -> lines.lines().forEach(said), "what is said meanwhile");
        listener.setDaemon(true);
        channel.connect(CONNECT_MILLIS);
        listener.start();
        content.transferTo(out);
        while (!channel.isClosed()) {
          Thread.sleep(CLOSE_MILLIS);
        }
        listener.join(CONNECT_MILLIS);
        return exitCode(channel);
      } finally {
        channel.disconnect();
      }
    } catch (JSchException | IOException e) {
      throw new InfraException("the command was cut off: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while the command ran", e);
    }
  }

  private static int exitCode(ChannelExec channel) {
    if (channel.getExitStatus() < 0) {
      throw new InfraException(
          "the command was cut off: the connection was lost, or a signal killed it; run it again");
    }
    return channel.getExitStatus();
  }

  /**
   * Makes a port of the VM's network answer here, on loopback, until this session ends.
   *
   * @param local 0 for any free port
   * @return the local port
   */
  public int forward(int local, String remoteHost, int remotePort) {
    try {
      return session.setPortForwardingL("127.0.0.1", local, remoteHost, remotePort);
    } catch (JSchException e) {
      throw new InfraException(
          "could not listen on port %d: %s".formatted(local, e.getMessage()), e);
    }
  }

  /**
   * Waits for as long as the connection holds.
   *
   * @throws InfraException when it no longer does
   */
  public void await() {
    try {
      while (session.isConnected()) {
        Thread.sleep(CHECK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new InfraException(
        "lost the connection to %s; run the same command again".formatted(session.getHost()));
  }

  @Override
  public void close() {
    session.disconnect();
  }
}

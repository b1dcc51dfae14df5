package io.gapwatch.infra.remote;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A server of the operator's, where the agent runs as the user who logs in. One script does all
 * that is done there; it comes along with each command.
 */
public final class Server implements AutoCloseable {
  private static final String SCRIPT = "/server/gapwatch-server";

  private final Host host;
  private final SshSession session;

  private Server(Host host, SshSession session) {
    this.host = host;
    this.session = session;
  }

  /**
   * Logs in.
   *
   * @param news hears of the key that is kept, at the first contact
   * @throws InfraException as {@link SshSession#open}
   */
  public static Server open(Host host, Consumer<String> news) {
    return new Server(host, SshSession.open(host, news));
  }

  /**
   * What is there; it changes nothing.
   *
   * @throws InfraException when the server cannot be looked at
   */
  public ServerLook look() {
    List<String> lines = new ArrayList<>();
    int code = session.run(command("look"), lines::add);
    if (code != 0) {
      throw new InfraException(
          "could not look at %s: %s; it needs bash and the usual programs of Linux"
              .formatted(host.address(), lines.isEmpty() ? "no answer" : lines.get(0)));
    }
    return ServerLook.of(lines);
  }

  /**
   * Puts a release there.
   *
   * @param options of the script, such as {@code --config}
   * @param out hears what is done, as it comes
   * @return the script's exit code
   */
  public int install(Path archive, String sha256, List<String> options, Consumer<String> out) {
    List<String> words = new ArrayList<>(List.of("install", sha256));
    words.addAll(options);
    try (InputStream in = Files.newInputStream(archive)) {
      return session.run(command(words.toArray(String[]::new)), in, out);
    } catch (IOException e) {
      throw new InfraException("could not read the release: " + e.getMessage(), e);
    }
  }

  /** The configuration that is there, if this user can read one. */
  public Optional<String> configuration() {
    List<String> lines = new ArrayList<>();
    int code = session.run(command("configuration"), lines::add);
    return code == 0 ? Optional.of(String.join("\n", lines) + "\n") : Optional.empty();
  }

  /**
   * Removes what {@link #install} put there.
   *
   * @param purge configuration and state as well
   * @return the script's exit code
   */
  public int uninstall(boolean purge, Consumer<String> out) {
    return session.run(purge ? command("uninstall", "--purge") : command("uninstall"), out);
  }

  /** By bash, whatever the user's shell is. */
  private static String command(String... words) {
    return "bash -c '%s' gapwatch-server %s"
        .formatted(script().replace("'", "'\\''"), String.join(" ", words));
  }

  private static String script() {
    try (InputStream in = Server.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException(SCRIPT + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SCRIPT, e);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}

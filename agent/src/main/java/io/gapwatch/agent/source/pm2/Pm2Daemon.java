package io.gapwatch.agent.source.pm2;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Whether a PM2 daemon lives in a home. Any {@code pm2} command starts one where there is none, and
 * its modules with it; a pid file stays when the daemon is killed. Only its socket tells.
 *
 * @param source the name of the source, for messages
 */
record Pm2Daemon(String source, Path home) {
  private static final String START =
      "start the apps with PM2, or name the home of the PM2 that runs them: home: /home/USER/.pm2";

  /**
   * Returns if the daemon answers; nothing is sent.
   *
   * @throws SourceUnavailableException if there is none, or it belongs to another user
   */
  void mustBeAlive() {
    Path socket = home.resolve("rpc.sock");
    if (!Files.isDirectory(home)) {
      throw unavailable("there is no PM2 home " + home, START);
    }
    if (!Files.exists(socket)) {
      throw unavailable("no PM2 daemon runs in " + home, START);
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.finishConnect();
    } catch (IOException e) {
      throw unavailable(socket, String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
    }
  }

  private SourceUnavailableException unavailable(Path socket, String why) {
    if (why.contains("refused")) {
      return unavailable(
          "no PM2 daemon runs in " + home + " any more: nobody answers at its rpc.sock", START);
    }
    if (why.contains("permission")) {
      return unavailable(
          "the PM2 daemon in " + home + " belongs to another user",
          "run gapwatch as the user who runs PM2");
    }
    return unavailable("could not reach the PM2 daemon at " + socket + ": " + why, START);
  }

  private SourceUnavailableException unavailable(String reason, String remedy) {
    return new SourceUnavailableException(source + ": " + reason, remedy);
  }
}

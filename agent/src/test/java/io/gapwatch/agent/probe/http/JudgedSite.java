package io.gapwatch.agent.probe.http;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.http.HttpSession;
import io.gapwatch.agent.source.http.Sites;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a server on loopback as a run would, and judges what it says. */
final class JudgedSite {
  private JudgedSite() {}

  static CheckResult check(HttpSession session, String yaml) {
    return check(session, yaml, Instant.now());
  }

  static CheckResult check(HttpSession session, String yaml, Instant now) {
    HttpCheck type = new HttpCheck();
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("h", type.type(), "site", "T", type.metrics().limits(settings));
    return new Judge()
        .judge(check, type.probe(settings).ask(Contexts.of(session, now, Past.NONE)), now);
  }

  static CheckResult check(Sites site, String yaml) {
    return check(Sites.session(site.url("http", "127.0.0.1"), Map.of(), Optional.empty()), yaml);
  }

  static List<String> facts(CheckResult result) {
    return result.facts().stream().map(fact -> fact.label() + ": " + fact.text()).toList();
  }

  /** A server that says this to whoever connects, and hangs up. */
  static CheckResult raw(String answer, String yaml) throws IOException {
    return raw("http", answer, yaml);
  }

  /** The same to whoever asks by this scheme. */
  static CheckResult raw(String scheme, String answer, String yaml) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(server, answer));
      thread.setDaemon(true);
      thread.start();
      return check(
          Sites.session(
              scheme + "://127.0.0.1:" + server.getLocalPort(), Map.of(), Optional.empty()),
          yaml);
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      byte[] request = new byte[8192];
      if (socket.getInputStream().read(request) > 0) {
        String text = answer.replace("\r\n", "\n").replace("\n", "\r\n");
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The client went away first.
    }
  }
}

package io.gapwatch.agent.source.redis;

import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.TlsWords;
import io.gapwatch.agent.source.Trust;
import io.gapwatch.agent.source.UnreachableException;
import io.gapwatch.agent.text.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to a Redis.
 *
 * @param authorities whose certificates are believed; empty for those of Java
 */
record RedisSource(String name, RedisAddress address, Optional<Path> authorities)
    implements Source {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Override
  public Session open(Duration timeout) {
    Socket socket = new Socket();
    Duration connect = timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT;
    try {
      socket.connect(
          new InetSocketAddress(address.host(), address.port()), (int) connect.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) connect.toMillis());
      Resp resp = new Resp(address.tls() ? secured(socket) : socket);
      introduce(resp, connect);
      return new Opened(this, resp);
    } catch (IOException e) {
      close(socket);
      throw failure("connect to", e, connect);
    } catch (RedisRefusal e) {
      close(socket);
      throw refused(e);
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocketFactory factory =
        authorities
            .map(file -> Trust.with(Trust.of(name, file)).getSocketFactory())
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    SSLSocket socket =
        (SSLSocket) factory.createSocket(plain, address.host(), address.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    // Without this any certificate of a known authority would do.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private void introduce(Resp resp, Duration timeout) throws IOException {
    if (address.password().isPresent()) {
      String word = address.password().get().reveal();
      if (address.user().isPresent()) {
        resp.ask(timeout, "AUTH", address.user().get().reveal(), word);
      } else {
        resp.ask(timeout, "AUTH", word);
      }
    }
    if (address.database() > 0) {
      resp.ask(timeout, "SELECT", String.valueOf(address.database()));
    }
  }

  private SourceUnavailableException refused(RedisRefusal refusal) {
    return switch (refusal.code()) {
      case "WRONGPASS", "NOAUTH" ->
          new SourceUnavailableException(
              name + ": " + address.place() + " rejected the user or the password",
              "check user and password of the source");
      default ->
          new SourceUnavailableException(
              name + ": " + address.place() + " refused: " + redacted(refusal.line()),
              refusal.line().contains("max number of clients")
                  ? "raise maxclients, or find who holds the connections: redis-cli client list"
                  : "check user, password and database of the source");
    };
  }

  /** A server may quote what it was sent. */
  private String redacted(String text) {
    return address.password().map(word -> word.redactFrom(text)).orElse(text);
  }

  private SourceUnavailableException failure(String what, IOException e, Duration timeout) {
    String start = "%s: could not %s %s: ".formatted(name, what, address.place());
    if (e instanceof SSLException) {
      return new SourceUnavailableException(
          start + "TLS failed: " + TlsWords.of(String.valueOf(e.getMessage())),
          "check that the server speaks TLS, and that its certificate is for this name and of an"
              + " trusted authority (ca)",
          e);
    }
    String why =
        e instanceof UnknownHostException
            ? "there is no such host"
            : e instanceof SocketTimeoutException
                ? "no answer within " + Durations.text(timeout)
                : e instanceof ConnectException
                    ? "connection refused"
                    : String.valueOf(e.getMessage());
    return new UnreachableException(
        start + why, "check host and port, that the server runs, and any firewall in between", e);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  private record Opened(RedisSource source, Resp resp) implements RedisSession {
    @Override
    public String ask(Duration timeout, String... command) {
      try {
        return resp.ask(timeout, command);
      } catch (IOException e) {
        throw source.failure("get an answer from", e, timeout);
      }
    }

    @Override
    public boolean answers(Duration timeout) {
      try {
        ask(timeout, "PING");
      } catch (RedisRefusal e) {
        if (e.code().equals("NOAUTH")) {
          throw new SourceUnavailableException(
              source.name + ": " + source.address.place() + " requires a password",
              "set the password of the source",
              e);
        }
      }
      return true;
    }

    @Override
    public String answeredBy() {
      return "Redis at " + source.address.place();
    }

    @Override
    public String identity() {
      return "redis %s/%d".formatted(source.address.place(), source.address.database());
    }

    @Override
    public boolean isOpen() {
      return resp.isOpen();
    }

    @Override
    public void close() {
      try {
        resp.close();
      } catch (IOException e) {
        // The server notices.
      }
    }
  }
}

package io.gapwatch.agent.source.http;

import io.gapwatch.agent.config.schema.WebAddressText;
import io.gapwatch.agent.source.TlsWords;
import io.gapwatch.agent.source.Trust;
import io.gapwatch.agent.source.UnreachableException;
import io.gapwatch.agent.source.http.HttpSession.Family;
import io.gapwatch.agent.source.http.HttpSession.Visit;
import io.gapwatch.agent.source.http.HttpSession.Wish;
import io.gapwatch.agent.text.Durations;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One visit: look-up, connections, TLS, question, redirects; all before one deadline. */
final class Journey {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpSource source;
  private final Wish wish;
  private final Duration timeout;
  private final long start = System.nanoTime();
  private final Map<Family, String> failed = new EnumMap<>(Family.class);
  private List<X509Certificate> chain = List.of();

  Journey(HttpSource source, Wish wish, Duration timeout) {
    this.source = source;
    this.wish = wish;
    this.timeout = timeout;
  }

  Visit visit() {
    URI target = at(wish.path());
    Wire.Answer answer = ask(target);
    int followed = 0;
    Set<URI> asked = new HashSet<>(Set.of(target));
    Optional<URI> next = redirected(target, answer);
    while (next.isPresent() && followed < wish.redirects()) {
      target = next.get();
      asked.add(target);
      answer = ask(target);
      next = redirected(target, answer);
      followed++;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Optional<String> redirected =
        followed == 0 ? Optional.empty() : Optional.of(HttpSource.origin(target));
    return new Visit(
        answer.status(),
        source.redacted(answer.body().text()),
        answer.body().whole(),
        answer.body().unreadable(),
        redirected,
        next.filter(asked::contains).isPresent(),
        took,
        chain,
        failed);
  }

  private URI at(String path) {
    URI base = source.base();
    if (path.isEmpty() && !base.getRawPath().isEmpty()) {
      return base;
    }
    return URI.create(base.toString().replaceAll("/+$", "") + (path.isEmpty() ? "/" : path));
  }

  /** Where a redirect leads, if that is an address, which not all that may be written is. */
  private static Optional<URI> redirected(URI from, Wire.Answer answer) {
    String place = answer.headers().getOrDefault("Location", "");
    if (answer.status() < 300 || answer.status() >= 400 || place.isBlank()) {
      return Optional.empty();
    }
    try {
      return WebAddressText.parse(from.resolve(place).toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Wire.Answer ask(URI target) {
    boolean first = HttpSource.origin(target).equals(source.place());
    try (Socket plain = connect(target);
        Socket socket = target.getScheme().equals("https") ? secured(plain, target) : plain) {
      Map<String, String> headers = new LinkedHashMap<>();
      int port = target.getPort();
      headers.put("Host", target.getHost() + (port < 0 ? "" : ":" + port));
      headers.put("User-Agent", "gapwatch");
      headers.put("Accept", "*/*");
      headers.put("Accept-Encoding", "identity");
      headers.put("Connection", "close");
      if (first) {
        // They may be secret: no other host gets them.
        source.headers().forEach((name, value) -> headers.put(name, value.reveal()));
      }
      String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
      String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
      return new Wire(socket, this::left).ask(wish.method(), path + query, headers);
    } catch (SSLException e) {
      Distrust distrust = Distrust.of(source.name(), String.valueOf(e.getMessage()), chain, target);
      throw new UntrustedException("TLS failed: " + distrust.why(), distrust.remedy(), chain, e);
    } catch (PlainTls e) {
      throw new UnreachableException(
          "%s: %s: %s".formatted(source.name(), HttpSource.origin(target), e.getMessage()),
          "write https:// in the url of " + source.name(),
          e);
    } catch (IOException e) {
      throw unreachable(target, reason(e), e);
    }
  }

  /** The first address that can be connected to; of the other version of IP, whether one can. */
  private Socket connect(URI target) throws IOException {
    boolean tls = target.getScheme().equals("https");
    int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
    Socket found = null;
    IOException last = new UnknownHostException(target.getHost());
    for (Family family : Family.values()) {
      List<InetAddress> addresses = addresses(target, family);
      if (addresses.isEmpty() || wish.family().filter(only -> only != family).isPresent()) {
        continue;
      }
      try {
        Socket socket = connect(addresses, port);
        if (found == null) {
          found = socket;
        } else {
          socket.close();
        }
      } catch (IOException e) {
        failed.put(family, reason(e));
        last = e;
      }
    }
    if (found == null) {
      throw last;
    }
    return found;
  }

  private List<InetAddress> addresses(URI target, Family family) throws UnknownHostException {
    return source.names().addresses(target.getHost().replaceAll("[\\[\\]]", "")).stream()
        .filter(address -> address instanceof Inet6Address == (family == Family.IPV6))
        .toList();
  }

  private Socket connect(List<InetAddress> addresses, int port) throws IOException {
    // A black hole must leave time for the others.
    long each =
        Math.max(1, Math.min(CONNECT.toMillis(), left() / 2) / Math.max(1, addresses.size()));
    IOException last = new ConnectException();
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), (int) each);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private Socket secured(Socket plain, URI target) throws IOException {
    Witness witness = new Witness(source.trust().get());
    SSLSocket socket =
        (SSLSocket)
            Trust.with(witness)
                .getSocketFactory()
                .createSocket(plain, target.getHost(), plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    // Without this any certificate of a known authority would do.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setSoTimeout((int) Math.max(1, left()));
    try {
      socket.startHandshake();
    } finally {
      if (chain.isEmpty()) {
        chain = witness.seen();
      }
    }
    return socket;
  }

  /** Milliseconds until the deadline. */
  private long left() {
    return timeout.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "there is no address of this name";
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer in time (" + Durations.text(timeout) + ")";
    }
    if (e instanceof NoRouteToHostException) {
      return "no route to it";
    }
    if (e instanceof ConnectException) {
      return "connection refused or unreachable";
    }
    if (e instanceof SSLException) {
      return "TLS failed: " + TlsWords.of(String.valueOf(e.getMessage()));
    }
    return e instanceof SocketException ? "the connection broke" : String.valueOf(e.getMessage());
  }

  private UnreachableException unreachable(URI target, String reason, IOException cause) {
    String over = wish.family().map(only -> " over " + only.word()).orElse("");
    return new UnreachableException(
        "%s: %s%s: %s".formatted(source.name(), HttpSource.origin(target), over, reason),
        (cause instanceof EOFException && target.getScheme().equals("http")
                ? "if this port speaks TLS, write https:// in the url of %s; otherwise "
                    .formatted(source.name())
                : "")
            + "check that the server runs, and any firewall and name in between: "
            + ByHand.curl(source, wish),
        cause);
  }
}

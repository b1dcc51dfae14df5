package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hosts of a PostgreSQL URL: in front, or as parameters, as libpq allows. */
final class PostgresHosts {
  /** Host names, IPv4 addresses and bracketed IPv6 addresses, separated by commas. */
  private static final String ONE = "(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?";

  private static final String ALL = ONE + "(," + ONE + ")*";
  private static final Pattern PORT = Pattern.compile(":(\\d+)$");
  private static final int HIGHEST_PORT = 65_535;

  private PostgresHosts() {}

  /**
   * Hosts with their ports, separated by commas.
   *
   * @param written those in front, as written
   * @param parameters loses those that name hosts and ports
   * @param how how a URL is written
   */
  static String of(String source, String written, Map<String, String> parameters, String how) {
    String host = parameters.remove("host");
    String port = parameters.remove("port");
    if (host != null && !written.isEmpty()) {
      throw twice(source, "host");
    }
    String hosts = written;
    if (host != null) {
      hosts = withPorts(source, bracketed(host), port);
    } else if (port != null && !written.isEmpty()) {
      if (Stream.of(written.split(",")).anyMatch(one -> PORT.matcher(one).find())) {
        throw twice(source, "port");
      }
      hosts = withPorts(source, List.of(written.split(",", -1)), port);
    }
    check(source, hosts, how);
    return hosts;
  }

  /** What would be answered by another server than by psql. */
  static SourceUnavailableException twice(String source, String what) {
    return new SourceUnavailableException(
        source + ": url names its " + what + " twice",
        "name it in front or as a parameter, not both");
  }

  private static List<String> bracketed(String hosts) {
    return Stream.of(hosts.split(",", -1))
        .map(one -> one.contains(":") ? "[" + one + "]" : one)
        .toList();
  }

  /** One port is that of all hosts. */
  private static String withPorts(String source, List<String> hosts, @Nullable String port) {
    List<String> ports = port == null || port.isEmpty() ? List.of() : List.of(port.split(",", -1));
    if (ports.size() > 1 && ports.size() != hosts.size()) {
      throw new SourceUnavailableException(
          source + ": url has " + hosts.size() + " hosts and " + ports.size() + " ports",
          "write one port for all hosts, or one for each");
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      String its = ports.isEmpty() ? "" : ports.get(Math.min(i, ports.size() - 1));
      all.add(its.isEmpty() ? hosts.get(i) : hosts.get(i) + ":" + its);
    }
    return String.join(",", all);
  }

  private static void check(String source, String hosts, String how) {
    if (hosts.startsWith("/")) {
      throw new SourceUnavailableException(
          source + ": a socket's folder as host is not supported",
          "name the host, such as 127.0.0.1: connections are made over TCP");
    }
    if (!hosts.isEmpty() && !hosts.matches(ALL)) {
      throw new SourceUnavailableException(
          source + ": url has a host or port that could not be read",
          how + "; an IPv6 address stands in brackets: [2001:db8::1]:5432");
    }
    if (hosts.isEmpty()) {
      throw new SourceUnavailableException(source + ": url has no host", how);
    }
    if (Stream.of(hosts.split(",")).anyMatch(PostgresHosts::hasNoSuchPort)) {
      throw new SourceUnavailableException(
          source + ": a port in url is not from 1 to " + HIGHEST_PORT, how);
    }
  }

  private static boolean hasNoSuchPort(String host) {
    Matcher port = PORT.matcher(host);
    return port.find() && !isPort(Integer.parseInt(port.group(1)));
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= HIGHEST_PORT;
  }
}

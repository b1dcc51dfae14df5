package io.gapwatch.agent.doctor;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Whether credentials would travel unencrypted to another machine. */
final class PlainHttpCheck implements DoctorCheck {
  private final Map<String, URI> servers;

  /**
   * @param servers the servers of channels by the channel's name
   */
  public PlainHttpCheck(Map<String, URI> servers) {
    this.servers = Map.copyOf(servers);
  }

  @Override
  public String name() {
    return "encryption";
  }

  @Override
  public List<Diagnosis> examine() {
    List<Diagnosis> warnings =
        servers.entrySet().stream()
            .filter(named -> plain(named.getValue()))
            .sorted(Map.Entry.comparingByKey())
            .map(
                named ->
                    Diagnosis.warning(
                        "channel %s sends its credentials to %s unencrypted"
                            .formatted(named.getKey(), named.getValue().getHost()),
                        "use https:// in its api:"))
            .toList();
    return warnings.isEmpty()
        ? List.of(Diagnosis.ok("no channel uses plain http to another machine"))
        : warnings;
  }

  private static boolean plain(URI server) {
    String host = String.valueOf(server.getHost());
    boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return "http".equalsIgnoreCase(server.getScheme()) && !here;
  }
}

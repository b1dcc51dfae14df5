package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.Region;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.HttpTrouble;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * The metadata service of a VM, version 2. The SDK's own reader of it waits without end, and sleeps
 * for half a minute after each failure.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm">its
 *     API</a>
 */
record InstanceMetadata(URI base, OciTimeouts timeouts) {
  /** Where every VM finds it. */
  static final URI OCI = URI.create("http://169.254.169.254/opc/v2/");

  /** The PEM file of this name. */
  String identity(String file) {
    return get("identity/" + file);
  }

  Region region() {
    Map<?, ?> info = json(get("instance/regionInfo"));
    return OciRegions.of(
        field(info, "regionIdentifier"),
        field(info, "regionKey"),
        field(info, "realmKey"),
        field(info, "realmDomainComponent"));
  }

  private static Map<?, ?> json(String text) {
    try {
      return SdkJson.SHARED.readValue(text, Map.class);
    } catch (IOException e) {
      throw OciFailures.unreadable("the VM's region is not JSON");
    }
  }

  private static String field(Map<?, ?> info, String name) {
    if (info.get(name) instanceof String value) {
      return value;
    }
    throw OciFailures.unreadable("the VM's region has no " + name);
  }

  private String get(String path) {
    Request request = Request.get(base.resolve(path)).header("Authorization", "Bearer Oracle");
    Answer answer = answer(connected(request));
    if (!answer.isOk()) {
      throw new VaultFailure(
          OciFailures.kind(answer.status()), absent("status " + answer.status()));
    }
    return answer.body();
  }

  private Exchange connected(Request request) {
    try {
      Exchange exchange = Exchange.of(request, timeouts.connect(), timeouts.read());
      exchange.connect();
      return exchange;
    } catch (IOException e) {
      throw new VaultFailure(Kind.FINAL, absent(HttpTrouble.inWords(e)));
    }
  }

  private Answer answer(Exchange exchange) {
    try {
      return exchange.answer();
    } catch (IOException e) {
      String what = "the metadata service at " + base.getHost() + " stays silent";
      throw new VaultFailure(Kind.NO_ANSWER, what + " (" + HttpTrouble.inWords(e) + ")");
    }
  }

  private String absent(String reason) {
    return "no metadata service at "
        + base.getHost()
        + " ("
        + reason
        + "), so this is not an OCI VM, or its metadata service is blocked; elsewhere log in with"
        + " an OCI configuration file";
  }
}

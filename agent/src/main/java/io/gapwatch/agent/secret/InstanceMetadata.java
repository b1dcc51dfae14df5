package io.gapwatch.agent.secret;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.io.IOException;
import java.net.URI;

/**
 * The metadata service of a VM, version 2.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm">its
 *     API</a>
 */
record InstanceMetadata(URI base, OciHttp http) {
  /** Where every VM finds it. */
  static final URI OCI = URI.create("http://169.254.169.254/opc/v2/");

  /** The PEM file of this name. */
  String identity(String file) {
    return get("identity/" + file);
  }

  OciRegion region() {
    String info = get("instance/regionInfo");
    return new OciRegion(field(info, "regionIdentifier"), field(info, "realmDomainComponent"));
  }

  private static String field(String info, String name) {
    return OciJson.text(info, name)
        .orElseThrow(() -> OciFailures.unreadable("the VM's region has no " + name));
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
      Exchange exchange = http.exchange(request);
      exchange.connect();
      return exchange;
    } catch (IOException e) {
      throw new VaultFailure(Kind.FINAL, absent(e.getClass().getSimpleName()));
    }
  }

  private Answer answer(Exchange exchange) {
    try {
      return exchange.answer();
    } catch (IOException e) {
      String what = "the metadata service at " + base.getHost() + " stays silent";
      throw new VaultFailure(Kind.NO_ANSWER, what + " (" + e.getClass().getSimpleName() + ")");
    }
  }

  private String absent(String reason) {
    return "no metadata service at "
        + base.getHost()
        + " ("
        + reason
        + "), so this is no OCI VM, or its metadata service is blocked; elsewhere log in with an OCI"
        + " configuration file";
  }
}

package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.model.BmcException;
import io.gapwatch.agent.http.HttpTrouble;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what an answer of OCI's or the lack of one means. Quotes no answer but its error code. */
final class OciFailures {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_/-]{1,128}");

  /** What the SDK calls the service that secrets are read from; the login has no name there. */
  private static final String SECRETS = "Secrets";

  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private OciFailures() {}

  /** What the SDK gave up with: an answer that is not 200, or what our HTTP client said to it. */
  static VaultFailure of(BmcException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof VaultFailure known) {
        return known;
      }
    }
    if (e.getStatusCode() < 0) {
      return new VaultFailure(
          Kind.FINAL, "internal error in Oracle's SDK; please report this as a bug");
    }
    return new VaultFailure(
        e.getServiceDetails().getServiceName().equals(SECRETS)
            ? kind(e.getStatusCode())
            : kindOfLogin(e.getStatusCode()),
        detail(e));
  }

  static VaultFailure unreachable(IOException cause) {
    String said = HttpTrouble.inWords(cause);
    return cause instanceof SSLException
        ? new VaultFailure(
            Kind.FINAL,
            "no secure connection to OCI ("
                + said
                + "); check the clock, and whether a proxy stands between")
        : new VaultFailure(Kind.NO_ANSWER, said);
  }

  /** An answer of status 200 that is not what it should be. */
  static VaultFailure unreadable(String what) {
    return new VaultFailure(Kind.FINAL, "OCI's answer cannot be read: " + what);
  }

  /** What this HTTP status of an answer means. */
  static Kind kind(int status) {
    if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
      return Kind.BUSY;
    }
    return switch (status) {
      case UNAUTHORIZED -> Kind.NOT_AUTHENTICATED;
      case NOT_FOUND -> Kind.NOT_VISIBLE;
      default -> Kind.FINAL;
    };
  }

  /** While logging in, any refusal means that OCI does not accept who asks. */
  private static Kind kindOfLogin(int status) {
    return kind(status) == Kind.BUSY ? Kind.BUSY : Kind.NOT_AUTHENTICATED;
  }

  private static String detail(BmcException e) {
    return "OCI answered "
        + e.getStatusCode()
        + clean(e.getServiceCode())
        + ", opc-request-id"
        + clean(e.getOpcRequestId());
  }

  private static String clean(@Nullable String text) {
    return text != null && TOKEN.matcher(text).matches() ? " " + text : " unknown";
  }
}

package io.gapwatch.agent.secret;

import com.oracle.bmc.model.BmcException;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Says what an exception of the OCI SDK means. Its messages are left out unless they come from the
 * network layer, for those of the JSON reader and of unexpected answers can quote the answer.
 */
final class SdkFailures {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_/-]{1,128}");
  private static final List<String> NETWORK =
      List.of("java.net.", "javax.net.", "org.apache.http.");
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private SdkFailures() {}

  /** While logging in; there any refusal means that OCI does not accept who asks. */
  static VaultFailure ofLogin(RuntimeException failure) {
    VaultFailure known = ofRead(failure);
    boolean refused = status(failure) >= 400 && known.kind() != Kind.BUSY;
    return refused ? new VaultFailure(Kind.NOT_AUTHENTICATED, known.detail()) : known;
  }

  /** While reading a secret. */
  static VaultFailure ofRead(RuntimeException failure) {
    if (failure instanceof VaultFailure known) {
      return known;
    }
    return failure instanceof BmcException answer && answer.getStatusCode() > 0
        ? new VaultFailure(kind(answer.getStatusCode()), detail(answer))
        : network(failure).orElseGet(() -> unexpected(failure));
  }

  private static int status(RuntimeException failure) {
    return failure instanceof BmcException answer ? answer.getStatusCode() : 0;
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

  private static String detail(BmcException answer) {
    String code = clean(answer.getServiceCode());
    String request = clean(answer.getOpcRequestId());
    return "OCI answered " + answer.getStatusCode() + code + ", opc-request-id" + request;
  }

  private static String clean(String text) {
    return text != null && TOKEN.matcher(text).matches() ? " " + text : " unknown";
  }

  private static Optional<VaultFailure> network(Throwable failure) {
    return causes(failure).stream()
        .filter(cause -> NETWORK.stream().anyMatch(cause.getClass().getName()::startsWith))
        .reduce((outer, inner) -> inner)
        .map(SdkFailures::broken);
  }

  private static VaultFailure broken(Throwable cause) {
    String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return cause instanceof SSLException
        ? new VaultFailure(
            Kind.FINAL,
            "no secure connection to OCI ("
                + said
                + "); check the clock, and whether a proxy stands between")
        : new VaultFailure(Kind.NO_ANSWER, said);
  }

  private static VaultFailure unexpected(Throwable failure) {
    String chain =
        String.join(
            " < ",
            causes(failure).stream().map(cause -> cause.getClass().getSimpleName()).toList());
    return new VaultFailure(
        Kind.FINAL, "the OCI SDK failed or could not read OCI's answer (" + chain + ")");
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(12).toList();
  }
}

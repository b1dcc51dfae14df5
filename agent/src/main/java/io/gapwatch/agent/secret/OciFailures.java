package io.gapwatch.agent.secret;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says what an answer of OCI's or the lack of one means. Quotes no answer but its error code. */
final class OciFailures {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_/-]{1,128}");
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private OciFailures() {}

  /** While reading a secret: an answer that is not 200. */
  static VaultFailure refused(Answer answer) {
    return new VaultFailure(kind(answer.status()), detail(answer));
  }

  /** While logging in; there any refusal means that OCI does not accept who asks. */
  static VaultFailure refusedLogin(Answer answer) {
    Kind kind = kind(answer.status());
    return new VaultFailure(kind == Kind.BUSY ? Kind.BUSY : Kind.NOT_AUTHENTICATED, detail(answer));
  }

  static VaultFailure unreachable(IOException cause) {
    String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
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

  private static String detail(Answer answer) {
    return "OCI answered "
        + answer.status()
        + clean(code(answer))
        + ", opc-request-id"
        + clean(answer.header("opc-request-id"));
  }

  private static Optional<String> code(Answer answer) {
    try {
      return OciJson.text(answer.body(), "code");
    } catch (VaultFailure notJson) {
      return Optional.empty();
    }
  }

  private static String clean(Optional<String> text) {
    return text.filter(TOKEN.asMatchPredicate()).map(token -> " " + token).orElse(" unknown");
  }
}

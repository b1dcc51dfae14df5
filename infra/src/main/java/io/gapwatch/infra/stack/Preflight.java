package io.gapwatch.infra.stack;

import io.gapwatch.infra.config.Account;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.oci.identity.IdentityFunctions;
import io.gapwatch.infra.oci.identity.inputs.GetAvailabilityDomainsArgs;
import io.gapwatch.infra.tenancy.Credentials;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * One harmless question to Oracle before anything is declared. What a new user has wrong shows
 * here, in words; a question that fails in the middle of a program ends in 40 lines of its insides.
 */
final class Preflight {
  private Preflight() {}

  /**
   * Asks for the account, and for the compartment if it is another one.
   *
   * @param environment may name the file of the credentials
   * @throws InfraException with a line of cause and one of what to do
   */
  static void ask(Account account, Map<String, String> environment) {
    ask(account.tenancyId(), environment);
    if (!account.isRootCompartment()) {
      ask(account.compartmentId(), environment);
    }
  }

  private static void ask(String compartmentId, Map<String, String> environment) {
    GetAvailabilityDomainsArgs args =
        GetAvailabilityDomainsArgs.builder().compartmentId(compartmentId).build();
    try {
      IdentityFunctions.getAvailabilityDomainsPlain(args).join();
    } catch (CompletionException e) {
      if (OracleFailure.in(reason(e)).filter(OracleFailure.NO_CREDENTIALS::equals).isPresent()) {
        // Says more where the file can be read no better by us.
        Credentials.find(environment);
      }
      throw new InfraException(explain(compartmentId, reason(e)), e);
    }
  }

  private static String explain(String compartmentId, String reason) {
    Optional<OracleFailure> known = OracleFailure.in(reason);
    if (known.filter(OracleFailure.WRONG_COMPARTMENT::equals).isPresent()) {
      String key = compartmentId.startsWith("ocid1.tenancy.") ? "tenancyId" : "compartmentId";
      return "there is no %s for this user (404-NotAuthorizedOrNotFound)%nTo do: compare it with the console and ~/.oci/config: pulumi config set %s OCID"
          .formatted(compartmentId, key);
    }
    return known
        .map(OracleFailure::text)
        .orElseGet(
            () ->
                "Oracle could not be asked: %s%nTo do: the same command again in a minute; gapctl up --hunt does so by itself"
                    .formatted(reason));
  }

  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return ProviderReason.of(String.valueOf(innermost.getMessage()));
  }
}

package io.gapwatch.infra.config;

/**
 * Where everything lives.
 *
 * @param tenancyId OCID of the account
 * @param compartmentId OCID of the compartment; equals the tenancy's for the root compartment
 */
public record Account(String tenancyId, String compartmentId) {

  /**
   * Whether policies must say {@code in tenancy}: a root OCID after {@code compartment id} fails.
   */
  public boolean isRootCompartment() {
    return tenancyId.equals(compartmentId);
  }
}

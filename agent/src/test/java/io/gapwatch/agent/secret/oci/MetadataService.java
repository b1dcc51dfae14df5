package io.gapwatch.agent.secret.oci;

import java.security.GeneralSecurityException;

/** The instance metadata service, version 2, which demands its own authorization header. */
final class MetadataService implements CloudService {
  private final InstanceCertificates certificates;

  MetadataService(InstanceCertificates certificates) {
    this.certificates = certificates;
  }

  @Override
  public String answer(CloudRequest request) throws GeneralSecurityException {
    if (!request.header("authorization").equals("Bearer Oracle")) {
      throw new Refused(401, "NotAuthenticated");
    }
    return switch (request.uri().getPath()) {
      case "/opc/v2/instance/region" -> "phx";
      case "/opc/v2/instance/regionInfo" ->
          """
          {"realmKey":"oc1","realmDomainComponent":"oraclecloud.com","regionKey":"PHX",\
          "regionIdentifier":"us-phoenix-1"}""";
      case "/opc/v2/identity/cert.pem" -> InstanceCertificates.pem(certificates.leaf());
      case "/opc/v2/identity/key.pem" -> InstanceCertificates.pem(certificates.key());
      case "/opc/v2/identity/intermediate.pem" ->
          InstanceCertificates.pem(certificates.intermediate());
      default -> throw new Refused(404, "NotFound");
    };
  }

  @Override
  public String contentType() {
    return "text/plain";
  }
}

package io.gapwatch.infra.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.bmc.http.signing.RequestSigner;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.web.WebService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Questions to Oracle, signed by its SDK and sent over our own client, which has one deadline. All
 * that it can change is to remove what is in a bucket, which an operator has confirmed.
 */
final class SignedApi {
  private final Credentials credentials;
  private final Map<String, String> environment;
  private final RequestSigner signer;
  private final ObjectMapper json = new ObjectMapper();

  SignedApi(Credentials credentials, Map<String, String> environment) {
    this.credentials = credentials;
    this.environment = Map.copyOf(environment);
    this.signer = credentials.signer();
  }

  /**
   * Asks.
   *
   * @param path absolute, with its query
   * @throws RefusedException when Oracle says no
   * @throws InfraException when it cannot be asked, or answers no JSON
   */
  JsonNode get(Service service, String path) {
    HttpResponse<String> answer = send("GET", service, path);
    JsonNode body = parsed(answer.body(), service);
    if (answer.statusCode() != 200) {
      throw refused(service, answer, body);
    }
    return body;
  }

  /**
   * Removes.
   *
   * @param path absolute, with its query
   * @throws RefusedException when Oracle says no
   * @throws InfraException when it cannot be asked
   */
  void delete(Service service, String path) {
    HttpResponse<String> answer = send("DELETE", service, path);
    if (answer.statusCode() / 100 != 2) {
      throw refused(service, answer, parsed(answer.body(), service));
    }
  }

  private static RefusedException refused(
      Service service, HttpResponse<String> answer, JsonNode body) {
    return new RefusedException(
        service, answer.statusCode(), body.path("code").asText("without a reason"));
  }

  private HttpResponse<String> send(String method, Service service, String path) {
    WebService web = new WebService(service.toString(), service.address(credentials, environment));
    Map<String, String> signed = sign(method, web, path);
    return web.send(
        path,
        request -> {
          signed.forEach(
              (name, value) -> {
                // The client sets it, and refuses to be told.
                if (!name.equalsIgnoreCase("host")) {
                  request.header(name, value);
                }
              });
          return request
              .method(method, BodyPublishers.noBody())
              .header("Accept", "application/json");
        });
  }

  private Map<String, String> sign(String method, WebService web, String path) {
    try {
      return signer.signRequest(web.at(path), method, Map.of(), null);
    } catch (RuntimeException saysOnlyThatItFailed) {
      throw Credentials.unusable();
    }
  }

  private JsonNode parsed(String body, Service service) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new InfraException(
          service + " answered something that is not JSON; is a proxy in between?", e);
    }
  }
}

package io.gapwatch.infra.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.bmc.http.signing.RequestSigner;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.web.WebService;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Questions to Oracle, signed by its SDK and sent over our own client, which has one deadline. All
 * that it can change is to remove what is in a bucket, which an operator has confirmed.
 */
final class SignedApi {
  private static final String NEXT_PAGE = "opc-next-page";

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
    refuseEmpty(service, body);
    return body;
  }

  /**
   * Asks for a list, page by page.
   *
   * @param path absolute, with a query
   * @param items where in a page its items are; empty where the page is nothing else
   * @throws RefusedException when Oracle says no
   * @throws InfraException when it cannot be asked, answers no JSON, or goes round in circles
   */
  List<JsonNode> list(Service service, String path, String items) {
    List<JsonNode> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String page = "";
    do {
      HttpResponse<String> answer =
          send("GET", service, page.isEmpty() ? path : path + "&page=" + encoded(page));
      JsonNode body = parsed(answer.body(), service);
      if (answer.statusCode() != 200) {
        throw refused(service, answer, body);
      }
      refuseEmpty(service, body);
      (items.isEmpty() ? body : body.path(items)).forEach(all::add);
      page = answer.headers().firstValue(NEXT_PAGE).orElse("");
      if (!page.isEmpty() && !seen.add(page)) {
        throw new InfraException(service + " gave the same page twice; try again in a minute");
      }
    } while (!page.isEmpty());
    return all;
  }

  /** One part of a path or a query, whatever is in it. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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

  /** An answer without a word is not one that says that there is nothing. */
  private static void refuseEmpty(Service service, JsonNode body) {
    if (body.isMissingNode()) {
      throw new InfraException(
          service + " answered without a word, which is not JSON; is a proxy in between?");
    }
  }

  private static RefusedException refused(
      Service service, HttpResponse<String> answer, JsonNode body) {
    return new RefusedException(
        service,
        answer.statusCode(),
        body.path("code").asText("without a reason"),
        body.path("message").asText());
  }

  private HttpResponse<String> send(String method, Service service, String path) {
    WebService web = new WebService(service.toString(), service.address(credentials, environment));
    Map<String, String> signed = sign(method, web, path);
    try {
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
    } catch (InfraException e) {
      throw new InfraException(
          e.reason() + "; check this machine's network, and the region in ~/.oci/config", e);
    }
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

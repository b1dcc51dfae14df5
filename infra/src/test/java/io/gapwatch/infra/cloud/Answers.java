package io.gapwatch.infra.cloud;

import java.util.List;
import java.util.Map;

/** What the provider's functions say about the stand-in cloud: a region with two domains. */
public final class Answers {
  public static final String FIRST_DOMAIN = "Uocm:PHX-AD-1";
  public static final String SECOND_DOMAIN = "Uocm:PHX-AD-2";

  private Answers() {}

  public static Map<String, Object> to(String token, String newestImage) {
    return switch (token) {
      case "oci:Identity/getAvailabilityDomains:getAvailabilityDomains" ->
          Map.of(
              "availabilityDomains",
              List.of(Map.of("name", FIRST_DOMAIN), Map.of("name", SECOND_DOMAIN)));
      case "oci:Core/getImages:getImages" ->
          Map.of("images", List.of(Map.of("id", newestImage, "displayName", "Ubuntu")));
      case "oci:ObjectStorage/getNamespace:getNamespace" -> Map.of("namespace", "ns");
      default -> throw new CloudException("404-NotFound", "unknown function " + token, "Invoke");
    };
  }
}

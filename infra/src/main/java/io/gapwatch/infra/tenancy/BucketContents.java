package io.gapwatch.infra.tenancy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.infra.tenancy.BucketItem.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a bucket, whoever put it there.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/api/#/en/objectstorage/20160918/">its API</a>
 */
public final class BucketContents {
  private static final int NOT_FOUND = 404;

  private final SignedApi api;
  private final String bucket;

  BucketContents(SignedApi api, String namespace, String name) {
    this.api = api;
    this.bucket = "/n/%s/b/%s".formatted(encoded(namespace), encoded(name));
  }

  /**
   * All of it; nothing where the bucket is gone.
   *
   * @throws io.gapwatch.infra.config.InfraException when the account cannot be asked
   */
  public List<BucketItem> list() {
    try {
      List<BucketItem> items = new ArrayList<>(objects());
      for (JsonNode upload : api.get(Service.OBJECTS, bucket + "/u?limit=1000")) {
        String name = upload.path("object").asText();
        items.add(
            new BucketItem(
                Kind.UPLOAD,
                name,
                "begun " + upload.path("timeCreated").asText(),
                "%s/u/%s?uploadId=%s"
                    .formatted(bucket, encoded(name), encoded(upload.path("uploadId").asText()))));
      }
      for (JsonNode address : api.get(Service.OBJECTS, bucket + "/p?limit=1000")) {
        items.add(
            new BucketItem(
                Kind.ADDRESS,
                address.path("name").asText(),
                "until " + address.path("timeExpires").asText(),
                "%s/p/%s".formatted(bucket, encoded(address.path("id").asText()))));
      }
      return List.copyOf(items);
    } catch (RefusedException e) {
      if (e.status() == NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private List<BucketItem> objects() {
    List<BucketItem> objects = new ArrayList<>();
    String start = "";
    do {
      JsonNode page =
          api.get(
              Service.OBJECTS,
              bucket
                  + "/o?fields=name,size,timeCreated&limit=1000"
                  + (start.isEmpty() ? "" : "&start=" + encoded(start)));
      for (JsonNode object : page.path("objects")) {
        String name = object.path("name").asText();
        objects.add(
            new BucketItem(
                Kind.OBJECT,
                name,
                "%,d bytes of %s"
                    .formatted(object.path("size").asLong(), object.path("timeCreated").asText()),
                "%s/o/%s".formatted(bucket, encoded(name))));
      }
      start = page.path("nextStartWith").asText("");
    } while (!start.isEmpty());
    return objects;
  }

  /** Removes one; that it is gone already is as good. */
  public void remove(BucketItem item) {
    try {
      api.delete(Service.OBJECTS, item.path());
    } catch (RefusedException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
    }
  }

  /** A name is one part of a path, whatever is in it. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import io.gapwatch.infra.config.Account;
import io.gapwatch.infra.config.ReleaseSource;
import io.gapwatch.infra.oci.objectstorage.Bucket;
import io.gapwatch.infra.oci.objectstorage.BucketArgs;
import io.gapwatch.infra.oci.objectstorage.Preauthrequest;
import io.gapwatch.infra.oci.objectstorage.PreauthrequestArgs;
import java.util.Map;

/**
 * The status page for everybody: a bucket that can be read and not listed, and the address where
 * the agent alone may write. The bucket is its own, because the one with the releases is closed.
 */
final class StatusPage extends Component {
  private final Output<String> writeAddress;

  StatusPage(Account account, Output<String> namespace, ReleaseSource source, Labels labels) {
    super("StatusPage");
    String name = labels.name() + "-page";
    Bucket bucket =
        new Bucket(
            "page",
            BucketArgs.builder()
                .compartmentId(account.compartmentId())
                .namespace(namespace)
                .name(name)
                .accessType("ObjectReadWithoutList")
                .freeformTags(labels.tags())
                .build(),
            soleChild().build());
    Preauthrequest address =
        new Preauthrequest(
            "page-address",
            PreauthrequestArgs.builder()
                .accessType("AnyObjectWrite")
                .bucket(bucket.name())
                .namespace(namespace)
                .name(name)
                .timeExpires(source.urlExpires().toString())
                .build(),
            child().deleteBeforeReplace(false).build());
    this.writeAddress = address.fullPath();
    registerOutputs(Map.of());
  }

  /** Ends in {@code /o/}, where names of objects follow; whoever knows it can write the page. */
  Output<String> writeAddress() {
    return writeAddress;
  }

  /** The page for everybody: the same place without the right to write, and so no secret. */
  Output<String> publicAddress() {
    return writeAddress
        .applyValue(write -> write.replaceFirst("/p/[^/]+/", "/") + "index.html")
        .asPlaintext();
  }
}

package io.gapwatch.agent.secret.oci;

/** One service of {@link OciCloud}. */
interface CloudService {

  /**
   * The body of the answer.
   *
   * @throws Refused to answer with an error
   */
  String answer(CloudRequest request) throws Exception;

  default String contentType() {
    return "application/json";
  }
}

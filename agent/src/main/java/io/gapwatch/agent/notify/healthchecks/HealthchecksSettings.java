package io.gapwatch.agent.notify.healthchecks;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.notify.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How pings reach one check of Healthchecks.io or of your own server.
 *
 * @param name the channel's name in the configuration
 * @param url the check's ping URL, with its UUID or with ping key and slug; the URL is the
 *     credential
 * @param api another server to ping at the same path
 * @param timeout for one request and its whole answer
 * @param retry how often one ping is tried
 */
record HealthchecksSettings(
    String name, Secret url, Optional<URI> api, Duration timeout, Retry retry) {}

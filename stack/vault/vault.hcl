# File storage: one server, whose backup is a copy of its folder while it is stopped.
storage "file" {
  path = "/vault/file"
}

# Reached from the machine itself alone (compose.yaml). For TLS put both files into the volume vault-tls,
# take tls_disable away, and say https in VAULT_ADDR and api_addr.
listener "tcp" {
  address     = "0.0.0.0:8200"
  tls_disable = true
  # tls_cert_file = "/vault/tls/vault.crt"
  # tls_key_file  = "/vault/tls/vault.key"

  telemetry {
    unauthenticated_metrics_access = true
  }
}

api_addr = "http://127.0.0.1:8200"

# A container without capabilities may not lock memory; turn the machine's swap off instead.
disable_mlock = true

telemetry {
  prometheus_retention_time = "1h"
  disable_hostname          = true
}

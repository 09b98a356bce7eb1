# The register copy and papers numbered beforehand.

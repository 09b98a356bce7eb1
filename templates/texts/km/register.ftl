# UNREVIEWED: no native reader has checked these texts yet.
# The register copy and papers numbered beforehand.

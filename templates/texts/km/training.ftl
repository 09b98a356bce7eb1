# UNREVIEWED: no native reader has checked these texts yet.
# Practice with invented families.

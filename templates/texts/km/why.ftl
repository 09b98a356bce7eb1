# UNREVIEWED: no native reader has checked these texts yet.
# Why a birth certificate matters.

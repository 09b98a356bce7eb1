# UNREVIEWED: no native reader has checked these texts yet.
# Collection without a receipt and the lists for village chiefs.

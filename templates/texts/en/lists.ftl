# Collection without a receipt and the lists for village chiefs.

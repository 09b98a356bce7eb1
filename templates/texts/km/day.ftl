# UNREVIEWED: no native reader has checked these texts yet.
# Opening and closing a day and an event, the day sheet.

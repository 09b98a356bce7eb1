# Opening and closing a day and an event, the day sheet.

# Opening and closing a day and an event, the day sheet.

## The bar, the start page, the desk
admin-day = Day
room-day = Day
date-weekday = { $day }
bar-day-open = Day { $number }
bar-day-not-opened = The day has not been opened
bar-day-closed = The day is closed
bar-forms-left = Forms left: { $count-shown }
bar-book-left = Book { $book }: { $count-shown } entries left
bar-event-closed = The event is closed
day-missing-not_opened-title = The day has not been opened
day-missing-not_opened-next = Forms and tickets go on. Opening the day counts forms and books, so that everything adds up in the evening.
day-missing-closed-title = The day is closed
day-missing-closed-next = Forms that come now keep their place for the next day. Nothing is lost.
day-missing-event-title = This event is closed
day-missing-event-next = Certificates are still handed over, receipts checked and families found. New forms need the next event.
day-other-event = A family of an earlier event
day-ask-administrator = An administrator opens it.
day-open-now = Open the day
day-next-event-now = Open the next event

## What families read when the desk is closed
family-closed-title = The desk is closed for today
family-closed-kept = Your place is kept. Whoever was not served today is first next time.
family-closed-fill = You can fill in the form now. You get a number for next time.
family-closed-on = We continue on { $day }.
family-closed-somewhen = Ask the team when we continue.
family-over-title = Registration here has ended
family-over-next = Birth certificates are handed out at { $place }, from { $from }.
family-over-ticket = You were not served? Go to { $place } and show this number.
says-over-title = Registration here has ended
says-over-next = No new form can be begun. Ask the team, or go to the commune hall.

## The page of the day
day-title = Day { $number }
day-title-none = No day was opened yet
day-title-before = Between the days
day-state-is-open = open
day-state-is-closed = closed
day-close = Close the day
day-print = Print the day sheet
day-print-so-far = Print the sheet so far
day-print-event = Sheet of the whole event
day-reopen = Open this day again
day-reopen-means = If it was closed too early. What was counted at closing is asked again.
day-recount = Counted wrong? Change
day-all-days = The days of this event
day-event-end = Close the event
day-event-end-hint = When the last day is closed.
day-said-opened = The day is open. A backup is being made.
day-said-closed = The day is closed. Print the sheet and have it signed. A backup was made.
day-said-closed-no-backup = The day is closed. Print the sheet and have it signed. The backup did not work: look under “Backup”.
day-said-recounted = Saved.
day-said-reopened = The day is open again.
day-said-noted = The talk is noted.
day-said-corrected = The talk is corrected.
day-said-removed = The talk is off the list.
day-said-back = The talk is back on the list.
day-said-event-closed = The event is closed.
day-said-event-reopened = The event is open again. Open a day when you go on.
day-said-next = The next event is open. Its first day can be opened.
day-stale = This has changed in the meantime. This is how it stands now.
day-forms-low = { $count ->
    [0] No certificate form is left. The kit goes on filing and giving receipts; certificates are written later.
    [one] Only { $count-shown } certificate form is left.
   *[other] Only { $count-shown } certificate forms are left.
  }
day-book-low = { $count ->
    [0] Book { $book } is full. Open the next one and write its number at the next entry.
    [one] Only { $count-shown } entry is left in book { $book }.
   *[other] Only { $count-shown } entries are left in book { $book }.
  }
day-look-first = Put this right, or say a word about it when you close:

## Opening
open-title = Open the day
open-today = Is this today?
open-clock-says = The laptop's clock says
open-yes = Yes, this is today
open-no = No. Today is
open-date = The real date
open-date-of-day = Date of this day
open-date-of-day-hint = Change it only if the day was opened under a wrong date.
open-date-hint = Only where the laptop's date is wrong. Then set its clock: every receipt carries its date.
open-stock = What is here?
open-stock-hint = Count once. What is blank was not counted, and nothing is said about it in the evening.
open-forms = Empty certificate forms
open-low = Warn when fewer are left than
open-books = Register books that are open
open-book = Book number
open-book-next = Next entry number
open-book-left = Entries left
open-more-books = More than one book
open-desks = Who sits at which desk?
open-desk-of = Desk of { $name }
open-desk-none = no desk
open-do = Open the day
open-save = Save
open-early = { $count ->
    [0] Nobody has sent a form since the last day.
    [one] { $count-shown } family sent a form before this day was opened and waits.
   *[other] { $count-shown } families sent forms before this day was opened and wait, in the order in which they came.
  }
open-carried = { $count ->
    [0] Nobody waits from before.
    [one] { $count-shown } family waits from before and comes first.
   *[other] { $count-shown } families wait from before and come first, in the order in which they came.
  }
open-used-forms = { $count ->
    [0] No certificate was written before this day was opened.
    [one] { $count-shown } certificate was written before this day was opened.
   *[other] { $count-shown } certificates were written before this day was opened.
  }
open-used-entries = { $count ->
    [0] Nothing was entered before this day was opened.
    [one] { $count-shown } entry was made before this day was opened.
   *[other] { $count-shown } entries were made before this day was opened.
  }
open-used-count = Count only what is left now.
mistake-day-date = Write the day, the month and the year, or tick that the clock is right
mistake-day-again-date = Another day of this event has this date. Write the date of this day
mistake-day-confirm = Say whether the date is right
mistake-day-again = This day was opened before. Open it again on its own page, or write another date
mistake-day-number = Write a whole number
mistake-day-book = A book needs its number, the next entry and how many are left
mistake-day-desk-twice = Two people have this desk

## Closing
close-title = Close the day
close-lead = Count what is here, then see whether everything adds up. Families that were not served are first next time.
close-returned = { $count ->
    [one] { $count-shown } number is called, at a desk or did not come: { $list }. It goes back to its place.
   *[other] { $count-shown } numbers are called, at a desk or did not come: { $list }. They go back to their place.
  }
close-forms = Certificate forms
close-used-before = { $count-shown } of them before the forms were counted.
close-forms-opened = { $count-shown } were here in the morning.
close-brought = Came during the day
close-used = Written on
close-used-hint = The kit knows of { $count-shown }: handed over at once or marked ready.
close-spoilt = Spoilt
close-left = Left now
close-blanks = Blank receipts in your hand
close-blanks-hint = The kit knows of { $count-shown } that no child has yet.
close-papers = Blank application forms in your hand
close-papers-hint = The kit knows of { $count-shown } that are not typed in yet.
close-no-count = Nobody counted forms in the morning, so there is nothing to compare.
close-differences = This does not add up
close-changed = It has changed since you looked. Look again.
close-explain-first = Say a word about it, then the day can be closed.
close-explanation = What happened?
close-explanation-hint = One line, without names of families. It stands on the sheet that is signed.
close-adds-up = Everything adds up.
close-look = See whether it adds up
close-do = Close the day
close-do-anyway = Close the day with this word
close-so-far = Everything in figures

## What does not add up
day-diff-undecided = { $count ->
    [one] A finished number has a child about whom nobody has decided: { $list }.
   *[other] { $count-shown } finished numbers have a child about whom nobody has decided: { $list }.
  }
day-diff-no-receipt = { $count ->
    [one] A finished number has a child without a receipt: { $list }.
   *[other] { $count-shown } finished numbers have a child without a receipt: { $list }.
  }
day-diff-unprinted = { $count ->
    [one] { $count-shown } receipt was issued and never noted as printed: { $list }.
   *[other] { $count-shown } receipts were issued and never noted as printed: { $list }.
  }
day-diff-tickets-skipped = { $count ->
    [one] { $count-shown } ticket number was never handed out.
   *[other] { $count-shown } ticket numbers were never handed out.
  }
day-diff-receipts-skipped = { $count ->
    [one] { $count-shown } receipt number was never made.
   *[other] { $count-shown } receipt numbers were never made.
  }
day-diff-book-gap = { $count ->
    [one] In a book one number has no child. Book { $list }.
   *[other] In a book { $count-shown } numbers have no child. Book { $list }.
  }
day-diff-book-odd = { $count ->
    [one] An entry has no plain number. Book { $list }.
   *[other] { $count-shown } entries have no plain number, or the same one twice. Book { $list }.
  }
day-diff-book-start = A book was to begin with { $count-shown } and began otherwise. Book { $list }.
day-diff-book-over = { $count ->
    [one] One entry more than the book had left. Book { $list }.
   *[other] { $count-shown } entries more than the book had left. Book { $list }.
  }
day-diff-book-unknown = { $count ->
    [one] One entry is in a book that was not counted in the morning. Book { $list }.
   *[other] { $count-shown } entries are in a book that was not counted in the morning. Book { $list }.
  }
day-diff-blanks-missing = { $count ->
    [one] { $count-shown } receipt is not accounted for. Blank ones are: { $list }.
   *[other] { $count-shown } receipts are not accounted for. Blank ones are: { $list }.
  }
day-diff-blanks-more = { $count ->
    [one] There is { $count-shown } blank receipt more in the hand than the kit made. It knows: { $list }.
   *[other] There are { $count-shown } blank receipts more in the hand than the kit made. It knows: { $list }.
  }
day-diff-blanks-uncounted = { $count ->
    [one] { $count-shown } blank receipt was not counted: { $list }.
   *[other] { $count-shown } blank receipts were not counted: { $list }.
  }
day-diff-papers-out = { $count ->
    [one] { $count-shown } application form on paper was handed out and is not typed in yet. Blank or with families are: { $list }.
   *[other] { $count-shown } application forms on paper were handed out and are not typed in yet. Blank or with families are: { $list }.
  }
day-diff-papers-more = { $count ->
    [one] There is { $count-shown } blank application form more in the hand than the kit printed. It knows: { $list }.
   *[other] There are { $count-shown } blank application forms more in the hand than the kit printed. It knows: { $list }.
  }
day-diff-papers-uncounted = { $count ->
    [one] { $count-shown } application form on paper was not counted: { $list }.
   *[other] { $count-shown } application forms on paper were not counted: { $list }.
  }
day-diff-forms-fewer-used = { $count ->
    [one] One certificate more was written than forms were used.
   *[other] { $count-shown } certificates more were written than forms were used.
  }
day-diff-forms-more-used = { $count ->
    [one] One form more was used than certificates are marked as written or handed over.
   *[other] { $count-shown } forms more were used than certificates are marked as written or handed over.
  }
day-diff-forms-uncounted = The forms were not counted in the evening; { $count-shown } were here in the morning.
day-diff-forms-missing = { $count ->
    [one] { $count-shown } certificate form is not accounted for.
   *[other] { $count-shown } certificate forms are not accounted for.
  }
day-diff-night-forms-fewer = { $count ->
    [one] { $count-shown } certificate form less in the morning than the evening before ({ $list }).
   *[other] { $count-shown } certificate forms less in the morning than the evening before ({ $list }).
  }
day-diff-night-forms-more = { $count ->
    [one] { $count-shown } certificate form more in the morning than the evening before ({ $list }).
   *[other] { $count-shown } certificate forms more in the morning than the evening before ({ $list }).
  }
day-diff-night-book = A book is not as it was the evening before: next entry, and in brackets entries left. Book { $list }.
day-diff-forms-more = { $count ->
    [one] { $count-shown } certificate form is left over.
   *[other] { $count-shown } certificate forms are left over.
  }

## What the sheet says
day-sheet-title = Day sheet, day { $number }
day-sheet-so-far = Day sheet, day { $number }, so far (not closed)
day-sheet-before = Sheet before the first day
event-sheet-title = Sheet of the whole event
event-sheet-so-far = Sheet of the whole event, so far (not closed)
day-printed-at = Printed { $when }
day-sign-title = Looked at and found as written
day-sign-organiser = Organiser
day-date-and-lunar = { $civil } ({ $lunar })
day-not-counted = not counted
day-not-closed = not closed yet
day-never-opened = No day was opened by a person yet.
day-part-opened = Opened and closed
day-opened = Opened
day-closed = Closed
day-clock-said = The laptop's clock said another day
day-desks = Desks
day-part-tickets = Families and tickets
day-carried = Not served before
day-given = Tickets given out
day-done = Finished
day-unserved = Not served
day-parked = Set aside
day-came-back = Came back after they were finished
day-returned = Back in line at closing
day-channels = How the forms came
day-channels-are = phone { $phone }, typed by a helper { $entry }, on paper { $paper }
day-all-tickets = All tickets of the event
day-all-tickets-are = { $all } = { $done } finished + { $waiting } waiting + { $missed } did not come + { $parked } set aside
day-tickets-skipped = Ticket numbers left out after a restore
day-drafts = Begun, not sent
day-papers = Application forms on paper
day-papers-are = { $all } = { $typed } typed in + { $spoilt } spoilt + { $out } blank or with families
day-part-children = Children
day-column-outcome = What became of them
day-column-day = This day
day-column-event = Event
day-registered = Registered
day-state-entered = – certificate still to come
day-state-certificate_ready = – certificate lies ready
day-state-collected = – certificate handed over
day-state-awaiting_papers = Waiting for papers
day-state-sent_to_district = Sent to the district
day-state-closed = Closed without a certificate
day-state-filed = Not decided yet
day-all-children = All children
day-children-filed = On forms of this day
day-timely-of = Registered or sent to the district
day-in-time = Of these, within 30 days of birth
day-late = Of these, later than 30 days
day-not-exact = Of these, day of birth not known
day-written = Certificates written
day-handed = Certificates handed over
day-taken-back = Decided on an earlier day, taken back since
day-closed-for = Closed: { $reason }
day-part-receipts = Receipts
day-blank-before = Blank from before
day-minted = Numbers made
day-bound = Given to a child
day-spoilt = Spoilt
day-blank = Blank now
day-all-receipts = All numbers of the event
day-all-receipts-are = { $all } = { $bound } with a child + { $blank } blank + { $spoilt } spoilt
day-printed = Printed
day-again = Again, sheet spoilt
day-by-hand = Written by hand
day-receipts-skipped = Numbers left out after a restore
day-anew = Issued anew after a correction
day-copies = Copies: { $reason }
day-unprinted = Not noted as printed
day-part-books = Register books
day-no-entries = Nothing was entered in a register book.
day-column-book = Book / year
day-column-range = Entries
day-column-entries = How many
day-column-missing = Without a child
day-column-left = Left
day-part-forms = Certificate forms
day-forms-opening = Here at opening
day-forms-brought = Came during the day
day-forms-used = Used
day-forms-before = Of these, before they were counted
day-forms-spoilt = Spoilt
day-forms-left = Left, counted
day-forms-should-be = Should be left now
day-to-write = Still to be written
day-forms-needed = Forms needed
day-part-talks = Talks with families
day-no-talks = No talk was noted.
day-talks-all = All talks: { $count }
day-part-adds-up = Does it add up?
day-adds-up = Everything adds up.
day-adds-up-so-far = So far everything adds up. Forms and blank receipts are counted at closing.
day-explanation = Said to it
day-part-journal = Journal
day-journal-entries = Entries
day-journal-mark = Mark of the last entry

## Talks
talk-title = Talks with families
talk-lead = Who listened to why a birth certificate matters: how many, never who.
talk-time = Time
talk-topic = About
talk-women = Women
talk-men = Men
talk-note = Note the talk
talk-correct = Correct
talk-save = Save
talk-remove = Take off the list
talk-removed = Off the list: { $topic }, { $time }.
talk-undo = Put it back
talk-topic-why = Why a birth certificate matters
talk-topic-thirty_days = Reporting a birth within 30 days
talk-topic-papers = Which papers help
talk-topic-school_health = School and health care
talk-topic-protection = Protection of children
talk-topic-other = Something else
mistake-talk-time = Write the time as hours and minutes, for example 08:30
mistake-talk-count = Write how many women and how many men listened, whole numbers up to 2,000
mistake-talk-nobody = Somebody must have listened
mistake-talk-topic = Choose what it was about

## Closing the event, opening the next
event-end-title = Close the event
event-end-lead = After this nobody can begin a new form. Certificates are handed over, receipts checked and families found as before.
event-end-day-open = A day is still open. Close the day first.
event-end-open-things = This is still open
event-end-unserved = { $count ->
    [one] { $count-shown } family was not served: { $list }.
   *[other] { $count-shown } families were not served: { $list }.
  }
event-end-undecided = { $count ->
    [one] { $count-shown } child is not decided.
   *[other] { $count-shown } children are not decided.
  }
event-end-awaiting = { $count ->
    [one] { $count-shown } child waits for papers.
   *[other] { $count-shown } children wait for papers.
  }
event-end-blanks = { $count ->
    [one] { $count-shown } blank receipt is out: { $list }.
   *[other] { $count-shown } blank receipts are out: { $list }.
  }
event-end-drafts = { $count ->
    [one] { $count-shown } form was begun and not sent. It can no longer be sent.
   *[other] { $count-shown } forms were begun and not sent. They can no longer be sent.
  }
event-end-nothing = Nothing is open.
event-end-do = Close the event
event-reopen = Open this event again
event-reopen-means = If it was closed by mistake. Possible until the next event is opened.
event-closed = Closed
event-part-days = The days
event-column-day = Day
event-column-receipts = Receipts
event-column-listeners = Women + men listening
event-adds-up = Every closed day adds up.
event-of-day = Day { $number }:
event-clock-mark = * The laptop's clock said another day.
next-title = Open the next event
next-lead = The same kit in another place: a new event with its own tickets and receipt numbers. The last event stays as it is.
next-part-people = Who works there
events-choose = Another event
events-earlier = This is an earlier event:
next-people-hint = Everybody keeps their name, PIN and the roles they had last. Tick whoever comes.
next-you = You stay: an administrator is needed.
next-part-focal = Child protection
next-focal-hint = Whoever reads notes on child protection types their own passphrase, while the others look away. Without it nobody looks after child protection at the next event, and the start page says so every day.
next-focal-of = Passphrase of { $name }
next-focal-new = Somebody else takes this on
next-focal-new-who = Who?
next-focal-new-nobody = nobody else
next-focal-new-passphrase = Their own new passphrase
next-recovery = Code of the recovery sheet
next-recovery-hint = May be left blank. With it the sheet opens the notes of the next event too.
next-do = Open the next event
mistake-next-focal = This is not the passphrase of this person. Type it again, or leave it blank
mistake-next-recovery = This code does not open this kit. Compare it with the sheet, or leave it blank
mistake-next-focal-who = Choose who it is
mistake-next-focal-passphrase = Type the passphrase of this person

## In the journal
act-open_day = opened the day
act-redate_day = changed the date of the day
act-recount_day = changed what was counted
act-close_day = closed the day
act-reopen_day = opened the day again
act-keep_member = keeps a role at the next event
act-reopen_event = opened the event again
act-day_sheet = printed a day sheet
act-event_sheet = printed the sheet of the event
act-note_talk = noted a talk
act-correct_talk = corrected a talk
act-remove_talk = took a talk off the list
act-put_talk_back = put a talk back on the list

# Forgetting: how long each kind of record stays, what was handed over, what was wiped.

admin-forget = Forget
forget-title = What is not needed any more
forget-lead = Nothing goes by itself. What is due can be wiped here, for good: from the data, from what was deleted before, and from the backups that can be reached.
forget-kind-registration = Families and children
forget-kind-phones = Phone numbers
forget-kind-as_typed = Words as they were typed
forget-kind-photos = Pictures of papers
forget-kind-drafts = Forms begun and never sent
forget-kind-stub = What handing a certificate over needs
forget-kind-sealed = Sealed boxes of the focal’s room, with notes in them or empty
forget-kind-journal = Journal: numbers and codes, no names of families
forget-after-closed = { $days ->
        [one] { $days-shown } day after the event was closed
       *[other] { $days-shown } days after the event was closed
    }
forget-after-registration = { $days ->
        [one] { $days-shown } day after the register was handed over
       *[other] { $days-shown } days after the register was handed over
    }
forget-after-safeguarding = { $days ->
        [one] { $days-shown } day after whoever takes the focal’s room over has said so
       *[other] { $days-shown } days after whoever takes the focal’s room over has said so
    }
forget-after-never = Stays.
forget-from-closed = Days after the event was closed
forget-from-registration = Days after the register was handed over
forget-from-safeguarding = Days after whoever takes the focal’s room over has said so
forget-days = { $days ->
        [one] { $days-shown } day
       *[other] { $days-shown } days
    }
forget-held-open = Stays: the event is open.
forget-held-not-handed-over = Stays: nobody has said yet that it was handed over.
forget-held-room = Stays: the focal’s room of this event is in use here. Its cases stay with whoever follows them.
forget-held-always = Stays: it says who did what, and names families by number only.
forget-due-on = Due on { $day }.
forget-due-since = Due since { $day }.
forget-goes = { $count ->
        [0] none
        [one] { $count-shown } goes
       *[other] { $count-shown } go
    }
forget-reduced = { $count ->
        [one] { $count-shown } family keeps what handing its certificate over needs: ticket, names of child and mother, birth, village, who may come.
       *[other] { $count-shown } families keep what handing their certificates over needs: ticket, names of child and mother, birth, village, who may come.
    }
forget-nothing-due = Nothing is due today.
forget-now-title = Wipe what is due
forget-now-means = This cannot be taken back. The register book and what was handed over are not touched.
forget-now = Wipe now
forget-handed-title = Handed over
forget-handed-means = The terms begin when whoever received the data has said that they have them.
forget-uncopied = { $count ->
        [one] { $count-shown } child that is to stand in the register book was not ticked off as copied.
       *[other] { $count-shown } children who are to stand in the register book were not ticked off as copied.
    }
forget-handed-sure = The commune has the register book and the lists, and has said so.
forget-handed-do = Write down that it was handed over
forget-handed-registration = The register was handed over: { $when }.
forget-handed-safeguarding = The focal’s room was handed over: { $when }.
forget-handed-room = The focal’s room counts as handed over when the focal has read in the answer of whoever takes it over.
forget-what-registration = register
forget-what-safeguarding = focal’s room
forget-done-title = Wiped before
forget-unfinished = copies are left
forget-terms-title = How long each kind stays
forget-terms-means = The owner of the data decides: the commune, and the organisation for what it was given.
forget-terms-save = Save the days
forget-said-handed = Written down. The terms count from today.
forget-said-terms = Saved.
forget-said-not-sure = Please tick that the commune has said so. Nothing was written down.
forget-said-days-wrong = A number of days is missing, or more than 3650. Nothing else was changed.
forget-said-stale = Something else is due now than this page showed. Nothing was wiped. Please read again.

## The record
forget-record-title = Record of what was wiped
forget-record-lead = Please print it, sign it, and keep it with the event’s papers.
forget-record-print = Open the record to print
forget-record-number = Act { $id }
forget-record-when = Wiped
forget-record-who = By
forget-record-handed-registration = Register handed over
forget-record-handed-safeguarding = Focal’s room handed over
forget-part-act = The act
forget-part-kinds = What was due
forget-part-counts = What went
forget-part-copies = Copies
forget-part-stays = What stays
forget-count-families = Families
forget-count-children = Children
forget-count-reduced = Families of whom the part for handing over stays
forget-count-phones = Phone numbers
forget-count-as_typed = Words as typed
forget-count-photos = Pictures
forget-count-drafts = Forms never sent
forget-count-boxes = Sealed boxes
forget-column-place = Place
forget-column-what = There
forget-column-removed = Removed
forget-column-left = Left
forget-place-new = a new backup, without what was wiped
forget-place-old-only = old copies
forget-place-not-reached = not reached
forget-copies-clean = The data were written anew; what was deleted is in no page of the file and in no log beside it.
forget-copies-not-clean = The data could not be written anew, since somebody was reading. Please do it once more.
forget-copies-no-new = No new backup could be made, so the old ones stay. They still hold what was wiped.
forget-copies-elsewhere = Backups that somebody carried elsewhere, or that lie in a place that was not reached, still hold what was wiped. They open only with a passphrase of this kit.
forget-copies-unfinished = The program was stopped before it came to the copies. Please do it once more.
forget-stays = Receipt numbers without a name, counts of the event, the journal without names of families, and for certificates that were not fetched what handing them over needs.
forget-sign-who = Wiped by
forget-sign-witness = Witness
forget-whole = Gone from the data and from every backup that the kit knows of.
forget-not-whole = Gone from the data. Not every copy could be removed: put the stick in and do it once more, or destroy it.
forget-finish = Copies once more

act-forget = wiped what was due
act-handed_over = wrote down a hand-over
act-set_term = set how long a kind of record stays

## The desk
collect-word-forgotten = Wiped after its term
collect-forgotten = This receipt is genuine. What belonged to it was wiped on { $day }; the case stood at “{ $state }” then. Ask for the commune’s register book.
ready-forgotten = This receipt is genuine, but what belonged to it was wiped after its term.
verify-state-forgotten = What belonged to it was wiped on { $when }, after its term.

## The event report
report-title = Event report
report-lead = What the event comes to, in counts. Small numbers of an age band are hidden.
report-print = Open the report to print
report-csv = Table for a spreadsheet
report-part-children = Families and children
report-part-bands = By age on the first day
report-part-timely = Registered in time
report-part-missing = Papers that were missing
report-part-focal = Support and follow-up
report-part-data = The data themselves
report-part-made = Made with
report-families = Families whose form was sent
report-filed = Children on the forms
report-registered = Registered
report-queued = Not decided yet
report-incomplete = Waiting for papers
report-referred = Sent to the district
report-receipts = Receipts
report-collected = Certificates fetched
report-in-time-30 = Within 30 days
report-late = Later
report-not-exact = Day of birth not known exactly
report-missing-none = No child waits for a paper.
report-other-paper = Another paper
report-focal-apart = The focal gives these counts on a sheet of their own, by level, with small numbers hidden.
report-band = Age
report-all = All
report-band-days30 = up to 30 days
report-band-months11 = 31 days to 11 months
report-band-to4 = 1 to 4 years
report-band-at5 = 5 years
report-band-to9 = 6 to 9 years
report-band-to11 = 10 and 11 years
report-band-at12 = 12 years
report-band-to14 = 13 and 14 years
report-band-to17 = 15 to 17 years
report-band-to59 = 18 to 59 years
report-band-from60 = 60 years and older
report-band-unknown = not known exactly
report-hidden = <5 stands for 1 to 4. A dash stands for a number that was left out, so that no small one can be worked out.
report-level = Level
report-referred-level = Children
report-in-time = Contacted within its time
report-percent = { $share-shown } %
report-handed = Handed over
report-deleted = Wiped
report-not-yet = not yet
report-not-stated = not stated yet
report-rules = Rules of noticing (draft)
report-program = Program
report-incidents-title = Incidents
report-incidents = Incidents with the data
report-breaches = Of these, data that came to somebody they were not meant for
report-breaches-hint = A lost laptop or paper, a page left open, a name said aloud. If there was none, write 0.
report-incidents-save = Save
report-incidents-ask = Nobody has stated yet how many incidents there were. None is stated as well: write 0.
report-incidents-wrong = Please write two numbers; the second is a part of the first.
act-state_incidents = stated how many incidents there were

## A stolen or lost laptop
lost-title = If the laptop is stolen or lost
lost-lead = Print this card now, fill the numbers in, and keep it where the laptop is not.
lost-print = Open the card to print
lost-print-affected = List of tickets on this kit
lost-part-whom = Whom to call first
lost-part-steps = What to do
lost-part-safe = What can be read on it, and what cannot
lost-part-affected = Tickets
lost-whom-lead = Team lead of the organisation
lost-whom-focal = Focal for child protection
lost-whom-commune = Commune clerk
lost-whom-helpline = Helpline of the event
lost-call = 1. Call the team lead and the focal, whatever the hour. Say when and where the laptop was last seen, and whether it was open.
lost-police = 2. Report the theft to the police post. Say that it is a laptop of the commune and the organisation; say nothing about families.
lost-backup = 3. Put the newest backup stick into another laptop with this program and restore it there. Print the list of tickets from it.
lost-keys = 4. On the restored kit: new passphrases for every keyholder, a new recovery sheet, new PINs for everybody, a new passphrase for the focal. If a passphrase was written down beside the laptop, count everything as read.
lost-codes = 5. Printed receipts stay good. If somebody shows one that the restored kit does not know, ask in the register book.
lost-write = 6. Write down what happened and when, as an incident of the event report. The organisation and the commune decide together how the families are told.
lost-safe-locked = Switched off or locked: the data and every backup are locked. Without a passphrase or the recovery sheet nothing can be read.
lost-safe-room = The focal’s room is sealed a second time: even who can open the kit cannot open it without the focal’s own passphrase.
lost-safe-open = Switched on and open: whoever has it could read names and villages for as long as somebody is signed in. Say so when you call.
lost-safe-papers = Papers that lay with it, lists and counterfoils, are not locked: anybody can read them. Count them.
lost-affected-title = Tickets on this kit
lost-affected-means = Whose papers were on the laptop, by number and village. Tell them together, village by village, and never by a letter to one house.
lost-ticket = Ticket
lost-children = Children
lost-village = Village
lost-told = Told on

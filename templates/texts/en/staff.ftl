## The bar of every staff page
staff-day = day { $day }
staff-desk = Desk { $desk }
staff-sign-out = Sign out
staff-rooms = Rooms
staff-lost = The laptop does not answer just now. What you see may be old. This page looks again by itself.
room-start = Start
room-desk = Desk
room-entry = Entry
room-collect = Collect
room-receipts = Receipts
room-search = Search
room-event = Event
room-board = Board
state-waiting = Waiting
state-last = Last form
state-disk = Disk
state-disk-free = { $free } GB free
state-backup = Backup
state-backup-failed = failed
state-backup-none = none yet
state-backup-being-made = being made now
state-minutes-ago = { $minutes ->
    [0] just now
   *[other] { $minutes-shown } min ago
  }
state-battery = Battery
state-percent = { $percent } %
state-charging = charging
state-phones = Phones seen
state-families = Families
state-children = Children

## The first page on the laptop, and the poster
home-title = Birth registration
home-no-event-title = No event is open
home-no-event-next = Nothing new can be sent. What was sent before is kept, and certificates can still be handed over.
home-no-focal-title = Nobody is named for child protection
home-no-focal-next = Agree now who looks after children who need help. An administrator adds that person under Keys, “Who opens the sealed notes”.
home-wifi-title = Wi-Fi
home-wifi-next = First join this Wi-Fi. Turn mobile data off.
home-wifi-none = The name of the Wi-Fi is not written down yet. An administrator adds it under “Event”.
home-wifi-password = Password
home-form-title = The form
home-form-next = Then open this address in Chrome or Safari.
home-no-address = This laptop is on no network yet. Connect it to the router, then open this page again.
home-print = Print
home-desk = Desk
home-entry = Entry, for those without a phone
home-collect = Hand certificates over
home-board = Board for the screen
home-signed-in = Signed in as
home-no-room = You are signed in, and no work is given to you at this event yet. Ask the administrator: work at the desk is given under Staff, reading the sealed notes under Keys, “Who opens the sealed notes”.
home-disk-title = The laptop’s disk is almost full
home-disk-next = When it is full, nothing more can be saved. Take files that are not needed off it (videos, downloads).
home-sign-in = Sign in
home-event = Event and settings
home-poster = Print the poster
home-laptop = Leave the lid open and the charger plugged in, so that the laptop does not fall asleep.
home-program = Version { $number }, built { $day }
home-no-phones = No phone has reached this laptop yet. If phones are here already, look under “Something wrong?”.
home-wrong = Something wrong?
home-addresses = Other addresses of this laptop
home-addresses-hint = Choose the one that phones reach. The poster then shows it.
home-seen-by = { $count ->
    [0] no phone seen here
    [one] { $count-shown } phone seen here
   *[other] { $count-shown } phones seen here
  }
home-address-down = not connected
home-address-shown = on the poster
home-show-code = Show its code
home-show-this = Show this one
poster-title = Register your child's birth here
poster-free = You need no internet. No phone? Come to the desk: a helper writes for you.
cause-wifi-title = Wrong Wi-Fi.
cause-wifi = The phone has left the network or is on another one. Scan code 1 again and stay, even if the phone says “no internet”.
cause-data-title = Mobile data is on.
cause-data = The phone looks on the internet instead of here. Turn mobile data off.
cause-apart-title = The router keeps phones apart.
cause-apart = Turn “AP isolation” or “guest network” off on the router, or use another router.
cause-firewall-title = The laptop's firewall.
cause-firewall = Allow this program in the firewall, for private and public networks.
cause-vpn-title = A VPN is on.
cause-vpn = Turn the VPN off, on the phone and on the laptop.
cause-browser-title = A browser that cannot do it.
cause-browser = Open the address in Chrome or Safari, not inside Facebook, Telegram or Opera Mini.

## Signing in, opening the kit
sign-in-title = Who are you?
sign-in-name = Your name
sign-in-pin = PIN
sign-in-enter = Sign in
sign-in-home = To the first page
sign-in-nobody = Nobody is on the list of staff. An administrator adds people under “Event”.
sign-in-forgot = Forgotten the PIN? An administrator gives you a new one.
sign-in-who = Choose your name first.
sign-in-wrong = This PIN is not the one of this name. Look at the name and type the PIN again.
sign-in-slow = Too many tries for this name. Wait one minute, then try again.
unlock-title = The kit is locked
unlock-lead = Everything is kept safe in it. A keyholder opens it.
unlock-passphrase = Passphrase
unlock-hint = A keyholder's passphrase, or the code of the recovery sheet
unlock-open = Open the kit
unlock-wait = Opening takes a few seconds.
unlock-empty = Type the passphrase first.
unlock-wrong = No key opens with this. Look at Caps Lock and the keyboard's language, then type it again.
unlock-groups = This is a recovery code with a slip. Compare group { $groups } with the sheet.
unlock-slow = Too many tries. Wait one minute, then try again.
unlock-newer = A newer program wrote this kit. Start the newer program.
unlock-damaged = The data cannot be read whole. Do not change anything. Restore the latest backup with the restore command.
unlock-unfinished = This kit was not set up to the end. Move the data folder away, start the program again and set it up anew.
unlock-failed = The kit did not open. Look whether the disk is there and has room, then try again.

## The line
line-title = The line
line-next = Call the next
line-take-desk = Take a desk first
line-beside = Also at this desk: { $names }
line-called = Called
line-at-desk = At a desk
line-waiting = Waiting
line-parked = Set aside
line-missed = Did not come
line-done = Finished
line-children = { $count ->
    [one] { $count-shown } child
   *[other] { $count-shown } children
  }
line-yesterday = yesterday
line-minutes = { $count-shown } min
ticket-state-waiting = Waiting
ticket-state-called = Called, not here yet
ticket-state-at_desk = At the desk
ticket-state-missed = Did not come
ticket-state-parked = Set aside
ticket-state-done = Finished
park-reason-fetch_paper = fetches a paper
park-reason-fetch_person = fetches somebody
park-reason-rest = rests
park-reason-another_counter = is at another counter
park-reason-other = another reason
priority-reason-newborn = newborn
priority-reason-pregnant = pregnant
priority-reason-elderly = elderly
priority-reason-ill = ill
priority-reason-far_away = long way home
priority-reason-team = the team's decision

## The desk
desk-take-title = At which desk do you sit?
desk-take-hint = The board sends families to this number.
desk-occupied = Somebody sits at desk { $desk } already
desk-own = This morning desk { $desk } was given to you. Somebody sits there now.
desk-seen-at = last seen at { $time }
desk-occupied-next = Ask them. Two people can work at one desk; both then see it on their screen. Otherwise take another desk.
desk-sit-beside = Sit at desk { $desk } with { $names }
desk-change = Change to another desk
desk-nobody = Nobody is waiting. New families appear on the left by themselves.
desk-empty = Nobody is waiting
desk-empty-hint = New families appear on the left by themselves.
desk-choose = Call the next family, or choose one on the left
desk-choose-hint = A scanned receipt opens from every page.
desk-no-name = No name yet
desk-stale = Somebody has changed this in the meantime. This is how it stands now. Look, then decide again.
desk-on-the-way = Still on the way to this desk: { $numbers }
desk-on-the-way-next = Nobody else was called. Wait, or press the number in the line to call again or to say that nobody came.
desk-call-too = Call { $number } too
desk-name-stale = Not saved: somebody has changed this family’s form in the meantime. The name as it stands now is on the card; yours is in the boxes below it. Compare, then save again.
desk-name-missing = The child has no name yet. Write the name first, then enter it in the register.
desk-already-collected = The certificate was already handed over. The first time counts.
desk-not-ready = The certificate is not ready yet. Mark it ready first.
desk-entry-taken = This number in the book belongs to another child. Look at book, year and number.
desk-entry-taken-by = Number { $number } of this book belongs to a child of ticket { $ticket }. The next free number stands below: compare it with the book.
desk-entry-blank = Something is missing or cannot be so. Write book, year and number as they stand in the book: the year with four digits, the number in digits alone. If the certificate is handed over now, write who takes it.
desk-papers-unnamed = Nothing was decided: no missing paper is ticked. Tick what the family has to bring, then decide again.
desk-reason-blank = Choose why this is closed.
desk-nothing-to-undo = There is nothing to take back.
desk-still-blank = Not entered yet: something the register book asks for is blank. Fill it in, or enter all the same.
blank-still = Still blank: { $what }.
blank-fill-in = Fill it in
blank-or-enter = or press “{ $button }” again to leave it blank.
blank-left = Left blank: { $what }.
desk-missing-blank = Which papers are missing? Tick them under "Papers that count as missing", then press again. The receipt names them.
desk-filed-also = Not entered: this child was sent under another number as well. Close one of the two as sent twice, or take "the same child" back.
desk-pair-open = Not entered yet: perhaps this child was sent twice. Compare the two on the card and answer, or tick that you looked and it is another child.
desk-not-seated = Nothing was decided: the family is not at a desk. Call them and seat them first.

## What may be done with a number
move-call = Call
move-call-again = Call again
move-seat = They are here
move-seat-again = Open again at my desk
move-miss = Not here
move-park = Set aside
move-park-hint = They keep their place. Why?
move-return = Back into the line
move-transfer = To another desk
move-finish = Finish
move-priority = Call earlier
move-priority-hint = The board shows no reason. Why?
move-priority-none = No longer earlier
move-undo-this = Undo
finish-undecided = Nobody has decided yet about:
finish-comes-back = They come back: set the number aside
finish-anyway = Finish all the same, because
finish-reason-gone_home = they go home and do not want to go on
finish-reason-other_commune = another commune has to decide
finish-reason-other_form = the child is on another form
finish-reason-other = another reason
desk-undecided = Not finished: nobody has decided about every child. Decide, set the number aside, or say why it is finished all the same.
move-undo = Undo the last move

## One family
visit-title = Number { $number }
visit-filed = sent { $time }
visit-photos = { $count ->
    [one] { $count-shown } photo of papers
   *[other] { $count-shown } photos of papers
  }
visit-corrected = { $count ->
    [one] { $count-shown } correction
   *[other] { $count-shown } corrections
  }
visit-correct = Correct the whole form
visit-printed = Printed { $time }. Finish.
visit-all-decided = { $count ->
    [one] The child is decided. Print the receipt, then finish.
   *[other] All { $count-shown } children are decided. Print the receipts, then finish.
  }
papers-title = Papers
papers-hint = Tick what you have seen yourself.
papers-family = Of the family
papers-save = Save what I have seen
paper-said-have = family said: brought
paper-said-dont_have = family said: has none
paper-said-lost = family said: lost
paper-said-not_asked = not asked
paper-other = Another paper

## One child
card-name = Name
card-lives = Residence
card-entry = In the register:
card-missing = Still missing:
card-missing-ask = Papers that count as missing
card-closed = Closed:
card-correct = Correct
card-correct-save = Save the name
card-was = Before
card-ask = Please ask
card-moon-chosen = The family chose this day by the Khmer date
card-moon-unsure = The family knows the Khmer date and is not sure which day it was
card-moon-none = The family says that it is none of the days of this Khmer date
card-moon-open = Please ask which of the days of this Khmer date it was
card-moon-fits = It fits the Khmer date that the family said
card-moon-differs = It is not the Khmer date that the family said. Please ask again
card-moon-unread = The family's words could not be read as a Khmer date. Please ask
card-same-mother = The same mother as child { $number }
card-same-father = The same father as child { $number }
card-certificate = Certificate and hand-over
card-undo = Take the last decision back
card-undone = taken back
card-steps = What was done
case-state-filed = Not decided
case-state-entered = In the register
case-state-awaiting_papers = Waiting for papers
case-state-sent_to_district = At the district
case-state-closed = Closed
case-state-certificate_ready = Certificate ready
case-state-collected = Handed over
case-step-enter = Entered in the register
case-step-await_papers = Left waiting for papers
case-step-send_to_district = Sent to the district
case-step-close = Closed
case-step-mark_ready = Certificate marked ready
case-step-hand_over = Certificate handed over
case-step-enter_and_hand_over = Entered and handed over at once
close-reason-already_registered = already registered
close-reason-other_commune = belongs to another commune
close-reason-filed_twice = sent twice
close-reason-family_withdrew = the family does not want it now
close-reason-other = another reason

## The same child twice?
pair-title = Perhaps sent twice
pair-ticket = number { $number }
pair-this = This child
pair-other = The other one
pair-name-khmer = Name, Khmer
pair-name-latin = Name, Latin
pair-same = The same child
pair-twins = Twins
pair-different = Two different children
pair-open = Open the other family
pair-said-same = The same child as in number { $number }:
pair-said-twins = Twins with a child of number { $number }:
pair-said-different = Another child than in number { $number }:
pair-close-this = Close this one: sent twice
pair-undo = Take this answer back
pair-differs = (differs)
pair-unwritten = not written
pair-again = Asked again, since one of the two was corrected. The answer before: { $answer }
pair-looked = I looked: another child than in number { $number }:

## Deciding
decide-for = Child { $number } of { $of }
decide-this = Decide about this child now
decide-enter = Enter in register
decide-await = Wait for papers
decide-other = Other decisions
decide-seat-first = Call and seat the family first, then decide.
decide-hand-over-title = Entered and handed over now
decide-hand-over-means = Only if the certificate is written and given here and now.
decide-hand-over = Enter and hand over
decide-district-title = The district decides
decide-district-means = For example a late registration that the commune may not enter itself.
decide-district = Send to the district
decide-close-title = Close without a certificate
decide-close-means = Only if nothing more is done here. It can be taken back.
decide-close-reason = Why?
decide-close = Close

## The register book at hand
book-full = Book { $book } is full by this morning's count
book-full-next = Book { $book }, which was counted this morning, goes on; its next number is proposed.
book-full-type = Type the number of the next book, its year and the number of its first entry. They are proposed from then on.
book-full-room = If there is still room in book { $book }, type its number again and go on.
book-full-count = Count the next book
entry-book = Book
entry-year = Year
entry-number = Number
hand-taker = Who takes it? Full name
hand-relation = What are they to the child?
hand-paper = Which paper?
certificate-certificate = Birth certificate
certificate-attestation = Birth attestation

## Receipts
receipt-make = Issue the receipt
receipt-all = Receipts of this family
receipt-open = Receipt
receipt-anew = Issue the receipt anew
receipt-outdated = Corrected since the receipt was issued. Issue it anew and take the old paper back.
receipt-page-title = Receipt
receipt-page-several = { $count ->
    [one] { $count-shown } receipt
   *[other] { $count-shown } receipts
  }
receipt-page-copy = Copy { $number }: the paper says so.
receipt-page-edition = Version { $number }, issued after a correction. Take the old paper back.
receipt-print = Print
receipt-came-out = It came out
receipt-jam = Paper jam? Print once more: it is the same paper, not a copy. Press “It came out” when the family has it.
receipt-size = Size of the paper
receipt-size-a5 = A5
receipt-size-a4 = A4 with counterfoil
receipt-size-two = Two on A4, to cut apart
receipt-copy-title = A further copy
receipt-copy-means = A copy has COPY and its number printed on it. It is written down who made it and why.
receipt-copy-why = Why?
receipt-copy-make = Make the copy
copy-reason-lost = lost
copy-reason-damaged = damaged
copy-reason-for_office = for the office
copy-reason-other = another reason
receipts-title = Receipts of today
receipts-none = No receipt was issued today
receipts-none-hint = Receipts are issued at the desk, one for each child.
receipts-time = Time
receipts-copies = Printed
receipts-not-printed = not printed
receipts-open = Open
receipts-tick = Tick number { $number }
receipts-ticked = Print those that are ticked
receipts-all = { $count ->
    [one] Print { $count-shown } in one file
   *[other] Print all { $count-shown } in one file
  }

## Searching
search-title = Find a family
search-label = Number, name or phone
search-hint = A waiting number, a receipt's number or code, a phone number, or parts of names and of the village, in Khmer or Latin letters
search-keys = The arrows go to what was found, Enter opens it.
search-find = Search
search-found = { $count ->
    [one] { $count-shown } child
   *[other] { $count-shown } children
  }
search-none = Nothing was found
search-none-hint = Try fewer words, another spelling, or the waiting number.
search-too-many = There are more. Add the village or another name.
found-informant = applied for by { $name }
found-mother = mother { $name }
found-father = father { $name }

## Handing certificates over
collect-label = Scan the receipt, or type its code
collect-check = Check
collect-without = Without the receipt
collect-photo-title = No scanner?
collect-photo-label = A photo of the receipt
collect-photo-hint = The whole square code, sharp and in good light
collect-photo-read = Read the photo
collect-sum-ready = certificates ready
collect-sum-collected = handed over
collect-mark-ready = Mark finished certificates ready
collect-word-ready = Ready
collect-word-not-ready = Not ready yet
collect-word-collected = Already handed over
collect-word-handed-now = Handed over now
collect-word-unbound = Not given to a child yet
collect-word-unknown = Not in this kit's list
collect-word-other-event = From another event
collect-word-training = Training and real do not mix
collect-word-damaged = The code is damaged
collect-word-not-ours = Not one of our numbers
collect-ready = The certificate lies ready. Look who has come, then hand it over.
collect-unbound = This receipt number is genuine, but no child has it yet. Search by name instead.
collect-unknown = The number is genuine, but this laptop does not know it: it was made after the backup this kit was restored from. Search by name and keep the paper beside.
collect-other-event = This receipt is from another event. It is handed over where that event's kit is.
collect-training = Either this paper or this kit is for training only. A real receipt is looked up on a real kit.
collect-damaged = A character is not the one that was printed. Compare the code with the paper, or search by name.
collect-damaged-group = Compare group { $group } with the paper, correct it and check again.
collect-not-ours = This is no code of our receipts. Look whether it was read whole, or search by name.
collect-because-filed = Nobody has decided yet. Bring the family to a desk.
collect-because-entered = The child is in the register, but the certificate is not finished.
collect-because-awaiting_papers = Papers are still missing. Bring the family to a desk.
collect-because-sent_to_district = The district has not finished it yet.
collect-because-closed = It was closed without a certificate. The desk knows why.
collect-collected-when = Handed over on { $when }
collect-collected-whom = to { $taker } ({ $relation }),
collect-collected-by = by { $officer }.
collect-mended = One character was misread or mistyped and has been put right. The code on the paper is genuine.
collect-informant = Applied for by
collect-may = Who may collect it
collect-may-nobody = Nobody was named. The officer decides, and says who vouches.
collect-hand-title = Hand over
collect-vouched = Who vouches for them?
collect-hand-over = Hand over
collect-taker-blank = Write the name of the person who takes it, and choose what they are to the child.
collect-vouched-blank = Without the receipt somebody has to vouch. Write who does.
collect-undo-title = Not handed over after all?
collect-undo-means = The certificate then lies ready again. It is written down who took it back.
collect-undo = Take the hand-over back
collect-finish-title = Is the certificate here?
collect-finish = The certificate is finished: mark it ready
collect-open-family = Open the family

## A pile of finished certificates
ready-title = Finished certificates
ready-lead = Scan the counterfoil that lies with each certificate, one after another.
ready-lead-electronic = For each certificate: first the unique code of the district, then scan its counterfoil.
ready-unique = Unique code (UIC)
ready-unique-code = This is no unique code. It has letters and digits, at most 40.
ready-mark = Mark ready
ready-marked = Marked ready. Scan the next one.
ready-already = This one is marked ready already. Scan the next one.
ready-choose = Which child is it? Look at name and ticket, then mark it ready.
ready-nobody = Nobody here has this number or name. Look at the receipt, or type the name of the child or the informant.
ready-not-entered = This child is not in the register yet, or the certificate was handed over. Look at the case.
ready-to-collect = Hand certificates over

## Entry, for those without a phone
entry-start-title = A family without a phone
entry-start-lead = One page, keyboard only. Ask, type, press Enter for the next box.
entry-start-new = New family
entry-start-papers = Missing answers are no obstacle: the officer asks at the desk.
entry-page-title = A family's form
entry-page-keys = Enter: next box. A number picks a choice. Ctrl + Enter: send.
entry-page-send = Send
entry-read-title = Read the names to the family, letter by letter
entry-read-hint = All right? Press “{ $button }” again. A slip? Correct it below; changed names are read once more.
entry-page-save = Save and go on
entry-part-informant = The informant and the family
entry-part-papers = Papers and collection
entry-older = Another window saved this form meanwhile
entry-older-next = Nothing is lost, and what you typed here is not saved yet. Put right below what is to stand, then save or send again.
entry-older-there = Saved there
entry-older-here = Typed here
entry-late = Another window sent this form already
entry-late-next = What you typed here is not in it. Write it down, or let the desk correct the form.
entry-late-sent = Sent
entry-done-label = Waiting number
entry-done-next = Write the number on a slip and give it to the family. They wait until it is called.
entry-done-new = Next family
entry-done-open = Open at the desk

## Correcting the whole form
correct-title = Correct the form
correct-lead = What stood there before is kept, with your name and the time.
correct-save = Save the corrections
correct-leave = Back without saving
correct-stale-title = Not saved: somebody has changed this form in the meantime
correct-stale-next = Your words are below. Look at them and save again; they then replace the other change.

## Places
place-unlisted = not on the list
place-neither-here = The child was not born in this commune and the family does not live here. By law the commune of birth or of residence registers. Check before you decide.
place-ask-where = Ask in which commune the child was born and where the family lives: one of the two is another commune.

## The journal

journal-older = Earlier entries
journal-mark-title = Compare with a printed mark
journal-mark-box = The mark of the last entry, as it stands on a day sheet
journal-mark-look = Look
journal-mark-there = This is the mark of entry { $number }, written { $when }. Everything that stood there then stands there now.
journal-mark-gone = No entry has this mark. Compare the sixteen signs once more, and look whether the sheet is from this laptop. If they are right, entries were cut off since: keep this laptop and the backups as they are, and tell the person responsible for the data.
journal-mark-unreadable = A mark has sixteen signs: digits, and letters from a to f.
journal-broken-bar = journal broken at { $number }
act-sealed = was in the sealed room
act-sign_out = signed out
act-choose_address = chose the address for phones
act-backup_by_itself = makes a backup by itself
act-backup_failed = a backup failed
act-drill = tried a backup and a restore out
act-doubt_clock = date and time looked wrong from here
act-confirm_clock = said that date and time are right
state-rest-reading = photos are still being read
state-rest-damaged = photos damaged
rest-damaged-title = Some photos on this disk cannot be read
rest-damaged-next = Everything else was read and is whole: go on with the families who are here. Then close the program and open the kit again: it reads every page and offers the newest good backup. Change nothing else.
act-read_rest = read the photos to the last page: they are whole
act-found_damage = found that photos cannot be read
act-export_report_csv = saved the event's report as a table
act-print_report = made the event's report as a paper
act-print_lost_card = made the card for a lost laptop
act-print_lost_tickets = made the list of the families to be told after a lost laptop

## The clock

clock-not-sure = time not sure
clock-shows = This laptop shows:
clock-meanwhile = You can go on working; numbers keep their order. Times written down until then are marked as not sure.
clock-set-it = If that is wrong, set date and time of the laptop first and open this page again. If it is right, say so.
clock-right = Date and time are right
clock-ask = An administrator has to look at it.
clock-forgotten-title = The laptop has forgotten date and time
clock-behind-title = The laptop's clock is behind what is written down here
clock-far-title = The laptop's clock is very far ahead of what is written down here
clock-back-title = The laptop's clock went back
clock-forward-title = The laptop's clock went far ahead

## One device, several people

staff-next-person = Hand over
staff-unsent = Words on this page were not sent yet. Go all the same?
staff-covered-title = Words of { $name } were not sent yet
staff-covered-next = They are covered while somebody else has this device, or because nobody touched this page for long. Once { $name } signs in here again, they are shown as they were.
staff-covered-drop = Throw the words away
sign-in-here = Signed in here today
sign-in-others = Somebody else
act-hand_on = handed the screen over to the next person

## One's own PIN again

own-pin-title = Your PIN, please
own-pin-why = Not done yet. What you sent is kept; it goes on as soon as you have typed your own PIN.
own-pin-wrong = This is not your PIN. Type it again; what you sent is still kept.
own-pin-go-on = Go on
own-pin-back = Back, without doing it

## A role is taken off

staff-take-role = Take off: { $role }
staff-last-administrator = Somebody has to administer this event. Give that role to somebody else first.
act-take_role = took a role off

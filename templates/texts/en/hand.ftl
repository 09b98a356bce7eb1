# The focal's room leaves in a file; the referral slip. Never shown on the family door.

hand-not-ours = This is not a file that this program made. Choose another file.
hand-newer = The file was made by a newer version of this program. Use the newer version on this laptop.
hand-damaged = The file is damaged or was not copied whole. Copy it again from the first laptop.
hand-not-for-you = This passphrase does not open the file. Try the focal's passphrase or the recovery sheet. A file of records for another program is not taken in here: its office opens it.
hand-not-an-ack = This does not confirm that a file of this laptop was received.
hand-own-event = This event is this laptop's own. There is nothing to take in.
hand-other-key = This file was sealed anew since the last one. That is so after somebody was taken off the list, here or there, and it is so when the file is a stranger's. Ask whoever made it. Then take it in once more and say that you asked.
hand-key-changed = I asked whoever made the file: somebody was taken off.
hand-not-open-here = The passphrase does not open this list here. Open the list first, then take the file in from there.
hand-followed-here = Somebody follows this list here already. They let you in at the laptop, under “Who opens the sealed notes”; after that the file can be taken in.
hand-file-made = The file was made { $when }.
hand-weak-passphrase = The passphrase for this laptop is too short or too easy to guess.
hand-by-another = Another focal of this event has to make this file.
hand-failed = That did not work, and nothing was changed. Try again.

hand-title = Hand over
hand-own-again = Your own passphrase, once more
hand-passphrase-missing = Type your own passphrase as well: nothing leaves or comes in without it.
hand-no-file = No file was chosen. Choose it, then send again.
hand-save = Save the file
hand-where = The browser puts it into its folder for downloads. Copy it onto a stick and carry it yourself. Its name says nothing:
hand-ready-room = The file is ready
hand-next-room = Next: on the other laptop, open this same page and choose “Take in a list from another laptop”. It gives you an answer file: bring that back here and read it in below. Until then nothing here is ever wiped.
hand-ready-records = The records are ready
hand-next-records = Next: give the file to whoever sends the records, and tell them its passphrase by another way. They open it with this program; nobody else can.
hand-ready-receipt = The list is here now
hand-next-receipt = Next: save this answer and bring it back to the first laptop. It says that the file arrived, and nothing about anybody. The list itself stands below, among those you can open.
hand-leaving = { $count ->
    [one] One record leaves
   *[other] { $count-shown } records leave
}
hand-held = { $count ->
    [one] One stays, for this reason
   *[other] { $count-shown } stay, for these reasons
}
hand-nothing = No record may leave yet
hand-nothing-noted = Nothing was noted about anybody. A record leaves once a level is set and the family agreed.
hand-new-families = { $count ->
    [one] One new family
   *[other] { $count-shown } new families
}
hand-new-children = { $count ->
    [one] one new child
   *[other] { $count-shown } new children
}
hand-new-notes = { $count ->
    [one] one new note
   *[other] { $count-shown } new notes
}

hand-room-title = Take this list to another laptop
hand-room-means = Everything that was noted goes into one sealed file, and it goes on on the other laptop. Nothing is taken away here.
hand-room-opens = It opens with the passphrase of:
hand-room-make = Make the file
hand-answer-title = Read in the answer of the other laptop
hand-answer-means = The other laptop gave you a file that ends in “received”. It says that everything arrived.
hand-file-answer = Answer file
hand-answer-read = Read it in
hand-received = The other laptop has everything. From now on this laptop may forget it, when its time is over.
hand-received-since = The file arrived, but since it was made something was noted, opened, filed or corrected here. Make another file, so that nothing is missing there.
hand-received-elsewhere = The file arrived, and that is written down. It was another event’s list.
hand-received-records = The records arrived.

hand-left-title = Files that left
hand-left-none = No file has left yet.
hand-left-read = arrived { $when }
hand-left-open = no answer yet
hand-kind-room = This list, for another laptop
hand-kind-mosvy = Records for Primero of the ministry
hand-kind-primero = Records for Primero
hand-kind-oscar = Records for OSCaR

hand-records-title = Records for another program
hand-records-means = Only children whose level a person set, and only what was agreed to or is vital.
hand-records-choose = Choose a program
hand-program = For which program
hand-oscar-needs = OSCaR refuses a record without the three that follow; Primero does not need them.
hand-no-referrer = OSCaR needs the organisation, the person who refers and a phone number. Write them, then send again.
hand-file-passphrase = A new passphrase for this file
hand-file-passphrase-means = Whoever gets the file opens it with this. Write it on paper, and never send it along with the file.
hand-records-make = Make the records

hand-take-title = Take in a list from another laptop
hand-take-means = Somebody who follows children elsewhere gave you a sealed file. From then on you follow them here.
hand-take-choose = Choose the file
hand-file-room = Sealed file
hand-take-opens = Passphrase that opens the file: that of the person who had it there, or the code of their recovery sheet
hand-take-do = Take it in
hand-rooms-title = Lists you can open
hand-rooms-here = open now
hand-rooms-open = Lock this one and open that

hand-report-means = The event’s report with one part more: how many were referred, by level, and how many of them were spoken with in time. Small numbers are hidden; kinds and places are not told.
hand-report-print = Print the report
hand-report-table = As a table

slip-means = A sheet for the office that takes over. It says only what the family agreed to, or the least that a vital reason needs. It is noted that you made it.
slip-for = The family must have agreed to
slip-to-hint = The office or organisation, in words.
slip-referrer-hint = Leave it empty if you are not to be named.
slip-make = Make the slip
slip-ready = The slip is ready. It goes when this list is locked.
slip-open = Open and print it

held-not-confirmed = no focal has set the level yet
held-no-action = no action
held-not-agreed = sharing was not agreed to, and no vital reason is ticked under Refer
held-only-agreed = sharing was not agreed to, and this program takes every record for agreed to: hand the office a referral slip

act-file_leaves = made a sealed file to hand over
act-file_acknowledged = another laptop confirmed that it received a file
act-file_taken_in = took in a sealed file from another laptop

slip-title = Referral slip
slip-confidential = Confidential: only for the recipient named below
slip-date = Date (ddmmyy)
slip-village = Village code
slip-number = Our number
slip-child-code = Child code (filled in by the office)
slip-part-parties = Who refers, and to whom
slip-to = To
slip-referrer = Referred by
slip-not-named = not named
slip-organisation = Organisation
slip-referrer-phone = Phone of the referrer
slip-part-child = Child
slip-name = Name
slip-sex = Sex
slip-birth = Born
slip-age = Age (years)
slip-part-family = Family
slip-address = Lives at
slip-lives-with = Child lives with
slip-reporter = Who reported the birth
slip-phone = Phone (safe to call)
slip-part-level = How soon to make contact
slip-level = Level
slip-concerns = What it is about
slip-due = Contact before
slip-reasons = Reasons
slip-part-help = Help given or planned
slip-part-ground = Ground for sharing
slip-agreed = Agreed to
slip-ground = Ground
slip-ground-vital = the child's vital interest, without consent
slip-vital-rule = Vital reason
slip-vital = Reason recorded
slip-focal = Safeguarding focal
slip-part-received = Handing over
slip-sign-referrer = Referrer, date and signature
slip-sign-receiver = Recipient, date and signature
slip-foot = Made on { $made }

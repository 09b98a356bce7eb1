# The focal's room leaves in a file; the referral slip. Never shown on the family door.

hand-not-ours = This is not a file that this program made. Choose another file.
hand-newer = The file was made by a newer version of this program. Use the newer version on this laptop.
hand-damaged = The file is damaged or was not copied whole. Copy it again from the first laptop.
hand-not-for-you = This passphrase does not open the file. Try the focal's passphrase or the recovery sheet.
hand-not-an-ack = This does not confirm that a file of this laptop was received.
hand-own-event = This event is this laptop's own. There is nothing to take in.
hand-weak-passphrase = The passphrase for this laptop is too short or too easy to guess.
hand-failed = That did not work, and nothing was changed. Try again.

held-not-confirmed = no focal has set the level yet
held-no-action = no action
held-not-agreed = sharing was not agreed to, and no vital reason is written down

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
slip-due = Contact before
slip-reasons = Reasons
slip-part-help = Help given or planned
slip-part-ground = Ground for sharing
slip-agreed = Agreed to
slip-ground = Ground
slip-ground-vital = the child's vital interest, without consent
slip-vital = Reason recorded
slip-focal = Safeguarding focal
slip-part-received = Handing over
slip-sign-referrer = Referrer, date and signature
slip-sign-receiver = Recipient, date and signature
slip-foot = Made on { $made }

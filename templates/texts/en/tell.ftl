# Telling the focal, asking for the team lead, the card that says whom to call.
# DRAFT: the script and what may be ticked wait for the sign-off of the organisation's safeguarding lead.

call-lead = Call the team lead
call-called = Called.
call-close = You can close this window.
room-lead = Bell
lead-title = The team lead's bell
lead-quiet = Nobody asks for the team lead
lead-quiet-hint = This page rings when somebody does. Leave it open, also when nobody is signed in.
lead-desk-asks = Desk { $desk } asks for the team lead
lead-somebody-asks = Somebody asks for the team lead
lead-coming = I am coming
lead-try = Try the sound

tell-open = Pass on a note
tell-title = A note for the focal
tell-lead = Only ticks. Only a focal can read it; it is never shown here again.
tell-number = The family's number
tell-number-unknown = There is no family with this number. Look at the ticket again.
tell-go-on = Go on
tell-who = Number { $number }: about whom?
tell-all = All the children
tell-who-missing = Choose about whom.
tell-seen = What did you see?
tell-seen-hint = Tick only what you saw or heard yourself. Ask nothing.
tell-nothing-ticked = Tick what you saw.
tell-here-title = Also
tell-here = The child is here now
tell-disclosed = Somebody told me something
tell-safe = Is the child safe right now?
tell-told = Who was called?
tell-send = Send
tell-leave = Leave
tell-noted = Noted.
tell-back = Go on with the work
tell-other = That was about another child

tell-script-title = What you say
tell-script-1 = Listen.
tell-script-2 = "You did right to tell me. It is not your fault."
tell-script-3 = Ask nothing more.
tell-script-4 = "I get the person who can help, now."
tell-script-draft = Draft, waiting to be signed off.

contacts-title = Whom to call
contacts-when = When no focal is here, or when it concerns the focal.
contacts-lead = This card stands beside every note for the focal. Nobody on it is told anything by the kit itself.
contacts-who = Name or office
contacts-phone = Phone
contacts-saved = Saved. The card shows it from now on.
mistake-contacts-phone = Write a number that can be rung
told-province = The provincial department of social affairs (DoSVY)

act-ring = the team lead was called
act-answer_ring = the team lead came
act-change_contacts = changed the card that says whom to call

focals-title = Who opens the sealed notes
focals-lead = Only these people read notes on child protection, each with their own passphrase. The recovery sheet opens them when all are lost.
focals-again = The same once more
focals-present = The passphrase of a focal who is here, or the code of the recovery sheet
focals-present-focal = The passphrase of a focal who is here
focals-present-sheet = The code of the recovery sheet
focals-first = Nobody opens the notes of this event yet, so no other passphrase is asked. What was told before is never read by anybody.
focals-nobody-any-more = Nobody opens the notes of this event any more, and nobody can be added.
focals-back = Back to the event at hand
focals-back-room = Back to the list
focals-add-title = Add a focal
focals-who = Who?
focals-own-hands = The new focal types their own passphrase, while everybody else looks away.
focals-add = Add this focal
focals-change-title = Change my passphrase
focals-remove = Take off…
focals-remove-means = The notes are sealed anew: this person reads nothing that is written from now on, and opens nothing on this laptop any more. Older backups still open with their passphrase.
focals-remove-last = Nobody else opens these notes. First add another focal, or make a recovery sheet that opens them.
focals-remove-sure = Take this focal off
focals-open-title = A new recovery sheet, or a key of an earlier version
focals-open-means = A focal types their passphrase: a recovery sheet that waits opens the notes from then on, and an old key becomes a new one.
focals-open = Go on
focals-is-old = Key of an earlier version: its owner types the passphrase below once.
focals-sheet-opens = Opens the notes.
focals-sheet-shut = Does not open the notes of this event.
focals-sheet-waits = The new recovery sheet does not open the sealed notes yet
focals-sheet-waits-next = It does as soon as a focal has typed their passphrase. Until then keep the sheet before it.
focals-wrong = Nothing opens with this. Type it again.
focals-differ = The two new passphrases are not the same. Type both again.
focals-stale = Somebody changed the keys meanwhile. Look again, then repeat it.
focals-unknown = Choose who it is.
focals-already = This person opens the notes already. They change their passphrase themselves; if it is forgotten, take them off first.
focals-no-sheet = One focal would be left alone, and the recovery sheet does not open these notes. Let the sheet in below first, or add another focal.
focals-rooms-title = Other events
focals-old = First these have to type their passphrase once, under “a key of an earlier version”: { $names }.
focals-added = The focal is added.
focals-changed = The new passphrase counts from now on.
focals-changed-left = { $count ->
    [one] The new passphrase counts from now on. { $count-shown } earlier event keeps its own.
   *[other] The new passphrase counts from now on. { $count-shown } earlier events keep their own.
}
focals-opened = Done.
focals-removed = This person is no longer a focal here.
keys-sheet-focal = A focal’s passphrase, if one is here
keys-sheet-focal-hint = With it the new sheet opens the sealed notes at once. Without it a focal has to do that later.
recovery-room-waits = This sheet does not open the sealed notes yet: a focal types their passphrase under “Who opens the sealed notes”.
recovery-room-opens = This sheet opens the sealed notes, too.

act-add_focal = added a focal
act-change_focal_passphrase = changed their passphrase for the sealed notes
act-remove_focal = took a focal off
act-sheet_opens_room = let the recovery sheet open the sealed notes

## Pictures: what people call them
picture-fish = fish
picture-umbrella = umbrella
picture-key = key
picture-palm = palm tree
picture-moon = moon
picture-pot = cooking pot
picture-bicycle = bicycle
picture-leaf = leaf
picture-drum = drum
picture-duck = duck
picture-sun = sun
picture-ladder = ladder
picture-elephant = elephant
picture-kite = kite
picture-bowl = rice bowl
picture-butterfly = butterfly
picture-bell = bell
picture-pineapple = pineapple
picture-house = house
picture-comb = comb
picture-boat = boat
picture-lotus = lotus
picture-hat = hat
picture-lamp = lamp
ticket-pictures = Each child has its picture. The same picture stands on its receipt.
card-picture = Picture on ticket and receipt

## Handing over: what is known of a code
collect-other-event-known = This kit does not know the event with the code { $event }. The paper comes from laptop { $laptop }, number { $number }. Ask the commune or organisation named on top of the paper: their kit has the record.
collect-unknown-number = Number { $number } is genuine, but this laptop does not know it: it was made after the backup this kit was restored from. Search by name and keep the paper beside.
collect-unbound-number = Receipt number { $number } is genuine, but no child has it yet. Search by name instead.
collect-damaged-else = Or type the receipt's number, such as 00042, into the field above.
collect-event-of = This receipt is from “{ $event }”, which is closed or not the open event. The record is here; handing over goes on as usual.
collect-on-list = The certificate is on list { $number } of { $when }. The village chief may have it.
collect-on-list-open = Open the list
collect-by-number = Receipt number { $number }
collect-search-hint = Receipt number such as 00042 alone or with a name, a waiting number, a phone, or parts of names and of the village
collect-keys = The scanner reads from any page. A name or a number typed here is looked for as well.
collect-none-next = Try fewer words, another spelling, the mother's name or the village. Still nothing: the family may have applied at another event; look in its printed list, or ask the commune office.
collect-nothing-yet = No certificate has come yet. When they come from the office, mark each one as ready; then families can be told.
collect-ready-ask = The certificate lies ready. The receipt was not read: ask first, then hand over.

## Handing over: what is shown and asked
shown-title = What do they show?
shown-receipt = With the receipt
shown-worn = With a wet or torn receipt
shown-worn-means = its number can be read: one right answer is enough
shown-nothing = Without receipt
shown-nothing-means = two right answers, somebody who vouches, a thumbprint
shown-list = Handed out in the village
shown-number = The number on the paper
facts-title = Ask, listen, then look
facts-hint = Ask one question. Let the person answer. Only then open the line, compare, and tick what was right. Do not read the answer out.
facts-right = The answer was right
facts-none = The register knows nothing that could be asked. Whoever vouches decides.
facts-confirmed = Answered right
fact-mother = mother's name
fact-birth = date of birth
fact-village = village
fact-phone = phone number
fact-reporter = who applied
fact-sibling = receipt of a brother or sister
ask-mother = What is the mother's name?
ask-birth = When was the child born?
ask-village = In which village does the family live?
ask-phone = Which phone number did you give?
ask-reporter = Who applied for the child?
ask-sibling = Do they have the receipt of a brother or sister? Compare the number.
standing-label = Who are they in the village?
standing-village-chief = village chief, deputy or member
standing-council = commune council
standing-neighbour = neighbour
standing-teacher = teacher
standing-health-worker = health worker
standing-other = somebody else the officer knows
thumb-title = Where is the thumbprint?
thumb-list = On a collection list
thumb-book = In the book
thumb-counterfoil = On the counterfoil
thumb-list-number = Number of the list
collected-vouched = vouched for by { $name }
collected-on-list = list { $number }
lack-shown = Say what they show: a worn receipt or none.
lack-number = The number is not the one on this child's receipt. Compare it with the paper, or choose “without receipt”.
lack-facts = Too few answers were right. With a worn receipt one is needed, without a receipt two.
lack-standing = Say who the person who vouches is in the village.
lack-thumb = Without a receipt a thumbprint is needed. Say where it is.
lack-list-number = Write the number of the list with the thumbprint.

## Brothers and sisters
siblings-ready = Another certificate of this family lies ready. Take the right one by its picture.
siblings-next = Next of this family: also ready
siblings-also = Also ready for this family
siblings-other = Other children of this family

## Collection lists
lists-title = Collection lists by village
lists-lead = For certificates that lie ready: a list the village chief carries home, with room for thumbprints.
lists-village = Village
lists-village-none = No village given
lists-ready = Ready
lists-collected = Handed over
lists-waiting = Not written yet
lists-together = One list for all ticked: families wrote the same village in several ways
lists-print-chosen = Make lists for those ticked
lists-print-all = { $count ->
    [one] Make lists for all ({ $count-shown } certificate)
   *[other] Make lists for all ({ $count-shown } certificates)
  }
lists-none-chosen = No list was made: tick a village in which a certificate lies ready.
lists-empty = No family has been registered yet
lists-made = { $count ->
    [one] { $count-shown } list is ready to print
   *[other] { $count-shown } lists are ready to print
  }
lists-open-file = Open the file to print
lists-made-title = Lists made
lists-made-none = No list has been made yet
lists-of = { $collected } of { $children } handed over
lists-new = new
lists-open-one = Print again
lists-take-back = Take back

## A list that came back
back-title = List { $number }
back-hint = Go through the paper from top to bottom. Tick each certificate with a thumbprint and write who took it. What is not ticked stays ready.
back-took = Taken, thumbprint is there
back-save = Note everything that is ticked
back-wrong = Row { $row }: write who took it, and what they are to the child
back-noted = { $count ->
    [0] Nothing new was ticked.
    [one] { $count-shown } certificate was noted as handed over.
   *[other] { $count-shown } certificates were noted as handed over.
  }
back-taken = { $when }: { $taker } ({ $relation })
back-undo = Undo
back-undone = { $count ->
    [one] { $count-shown } hand-over was taken back. The certificate is ready again.
   *[other] { $count-shown } hand-overs were taken back. The certificates are ready again.
  }

## The list as paper
list-title = Collection list { $number }
list-how = Hand each certificate only to who may collect it. Look at their receipt: its picture is the one in the row. Write who took it and what they are to the child, and let them press their thumb. Bring the list and what was not collected back to the office.
list-column-row = No.
list-column-picture = Picture
list-column-name = Child
list-column-household = Ask for
list-column-receipt = Receipt
list-column-taker = Taken by, relation
list-column-thumb = Thumbprint
list-collected = Already handed over, { $when }
list-given = Certificates given to the chief
list-brought-back = Certificates brought back
list-sign-officer = Officer who gave them out, date
list-sign-chief = Village chief, date
list-sign-back = Officer who took the list back, date
list-foot = Made { $made }

## The journal
act-collection_list = made a collection list
act-collection_list_row = put a certificate on a collection list
act-print_list = opened a collection list to print
act-list_taken_back = took a collection list back
act-list_undone = undid what was noted from a collection list

## verify
verify-genuine = Genuine: number { $number } of the event { $event }.
verify-mended = Genuine, with one character put right: { $code }. Number { $number } of the event { $event }.
verify-state-unbound = No child has this number yet.
verify-state-filed = Nobody has decided about the child yet.
verify-state-entered = The child is in the register; the certificate is not finished.
verify-state-awaiting_papers = Papers are still missing.
verify-state-sent_to_district = The district has not finished it yet.
verify-state-closed = It was closed without a certificate.
verify-state-certificate_ready = The certificate lies ready.
verify-state-collected = The certificate was handed over on { $when }.
verify-unknown = Number { $number } of the event { $event } is genuine, but this register does not have it: it was made after the backup this kit was restored from. Look in the newest backup.
verify-other-event = This kit does not know the event with the code { $event }. The paper says laptop { $laptop }, number { $number }: ask the commune or organisation named on it.
verify-training = Either this code or this kit is for training only.
verify-damaged-group = Damaged: compare group { $group } with the paper.
verify-damaged = Damaged: compare the code with the paper.
verify-not-ours = This is no code of our receipts.

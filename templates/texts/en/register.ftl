# The register copy and papers numbered beforehand.

## The register book
room-register = Register
register-title = Copy into the register book
register-of = of { $total } copied
register-lead = Write each child into the book by hand, line by line, then tick it off here.
register-which = Which children
register-which-open = Not yet copied
register-which-today = Decided today
register-which-all = All of the event
register-print = { $count ->
    [one] Print the copy sheet ({ $count-shown } child)
   *[other] Print the copy sheet ({ $count-shown } children)
  }
register-csv = File for the certificates (CSV)
register-csv-columns = What is in the file
register-csv-means = One line a child, UTF-8, digits 0 to 9. For the commune's own template of the certificate. The file holds names and nationalities: delete it when the certificates are printed. These are its columns:
register-none-open = No child waits to be copied
register-none-today = Nothing was decided today
register-none-all = Nobody is to be copied yet
register-none-hint = A child stands here when a desk has entered it in the register, or sent it to the district.
receipt-ticket-number = Ticket { $number }
register-done = Ticket { $ticket } is copied under number { $number }.
register-undo = Not copied after all
register-apart = Number { $number } stands apart from the other numbers of this book. Look once more. If the book says so, it is right.
register-gap = Book { $book }: nobody has the numbers { $numbers }. Look whether they are spoilt or left out.
register-withdrawn = This child was copied, but the decision has been taken back since. Ask the registrar what is to be done in the book.
register-withdrawn-seen = It is put right in the book
register-changed = Corrected since it was copied on { $when } by { $who }. What is marked is new: put it right in the book, then tick it again.
register-copied = Copied
register-copied-by = Copied { $when }, { $who }
register-tick = Copied into the book
register-tick-again = Put right in the book
register-pages = Pages
register-earlier = Earlier
register-later = Next
register-entry-blank = Write book, year and number as they stand in the book: the year with four digits, the number in digits alone.
register-entry-taken = This number belongs to ticket { $ticket } already. Look at book, year and number.
register-other-number = Ticket { $ticket } stands in the book under { $stands } already, and you typed { $typed }. Look in the book which is right. If the one that stands is wrong, take the decision back at the desk and enter the child anew.
register-ticked-again = This child was ticked off again on { $when } by { $who }. Look at it once more before you take that back.
register-not-to-be-entered = This child is no longer to be entered. Look at the case at the desk.

## Fields of the book
register-child = Child
register-foot = Reporter and residence
register-parents = Parents
register-commune = Commune
register-surname = Surname
register-given = Given name
register-latin = Latin letters
register-lunar-label = Lunar date
register-lunar = { $weekday }, { $day } { $phase } of { $month }, year of the { $animal }, { $sak }, B.E. { $era }
register-lunar-said = The family says: { $words }
register-sex-female = Female
register-sex-male = Male
register-nationality-open = Not determined
register-parent-said = Now
register-relation = Reporter is the
register-informant = Reporter's name
register-home = Parents' residence
register-ticket = Ticket
register-not-stated = Not stated
register-unknown = Not known
register-sheet-title = Copy for the birth register book
register-made = { $when }, { $who }

## Papers printed beforehand
room-papers = Papers for power cuts
register-papers-title = Papers for power cuts
register-papers-lead = Print before the trip and keep them dry. When the power fails, families fill in forms by hand and get receipts by hand. Nothing is lost: all of it is typed in later, under the same numbers.
register-how-many = How many? At most { $most }
register-count-wrong = Write a number from 1 to { $most }.
register-forms-few = Only { $left } numbers for forms are left in this event.
register-printings = Printings
register-printed = Printed
register-numbers = Numbers
register-out = Nobody has them yet
register-given-away = Given
register-typed-in = Typed in
register-spoilt = Spoilt
register-open = Open
register-take-back = Take it back
register-spoil = Spoilt
register-again-title = Paper jam? Print some of them again
register-again-means = The same numbers on the same papers. Tear up what came out badly.
register-again = Print again
register-from = From
register-to = to
register-blanks-title = Blank receipts
register-blanks-means = Each has its own number and code, and lines to write on. At the desk its number is given to the child.
register-blanks-print = Number and print
register-blanks-out = { $count ->
    [one] { $count-shown } blank receipt is out
   *[other] { $count-shown } blank receipts are out
  }
register-blanks-next = Keep them together, in the order of their numbers. Whoever takes some signs for them.
register-spoil-receipt = Torn, wet, wrongly filled in? Scan it or type its number
register-spoilt-done = Receipt { $number } is put aside as spoilt.
register-forms-title = Application forms to fill in by hand
register-forms-means = The number on the form is the family's waiting number. It is called and shown on the board like every other.
register-forms-print = Number and print
register-forms-further = Sheet for further children
register-forms-further-means = A form is one leaf, printed on both sides, and asks about one child. A sheet has room for two more; it carries no number of its own. Print as many as you may need and write the form's number on each.
register-forms-out = { $count ->
    [one] { $count-shown } form is out
   *[other] { $count-shown } forms are out
  }
register-forms-next = Print both sides. When a family hands a form in, write the time and the last number on the board on it; the family keeps the stub.
register-spoil-form = Torn or wrongly filled in? Type its number
register-form-spoilt-done = Form { $number } is put aside as spoilt.
register-form-unknown = No form with this number was printed. Look at the number at the top of the form: it begins with 9.
register-form-in-use = Somebody has typed this form in or is typing it. It is not put aside.
register-form-typed = This form was typed in already. Search for its number to see the family.
register-form-spoilt = This form was put aside as spoilt. Take that back under “Papers for power cuts” first, if it is a mistake.
register-form-after-unknown = The highest number of a phone so far is { $highest }. Write that or a smaller one, or 0.
register-form-release = Begun by mistake
register-form-has-words = Something is typed in this form already. Go on typing it.
register-form-begun = Form { $number }: go on typing
register-poster-title = Poster

## Typing forms in
register-entry-title = A form filled in on paper
register-entry-means = Type it in as it is written. It keeps its number and its place.
register-entry-number = Number of the form
register-entry-after = It came after ticket
register-entry-after-hint = It stands on the form, where staff write. 0 means before everybody. Left empty, the form comes last; one that was begun keeps its place.
register-entry-begin = Type it in
register-entry-out = Not typed in yet:
register-entry-form = Paper form { $number }
register-entry-came-after = came after ticket { $number }
register-entry-done = The family has this number on its stub. Put the paper form aside and keep it.
register-entry-next = Next paper form
register-on-paper = filled in on paper

## The form itself
register-form-title = Application for birth registration · number { $number }
register-form-staff = Staff write here
register-form-handed-in = Handed in at
register-form-after = Last number on the board
register-form-keep = Tear off and keep this. When your number is called, come to the desk with it.
register-form-not-certificate = This slip is not a birth certificate
register-form-if-parent = If you are the mother or father:
register-form-lives = Residence, if not with you
register-form-family-name = Family name
register-form-given-name = Given name
register-form-khmer = Khmer letters
register-form-latin = Latin letters
register-form-further-title = Application for birth registration · further child
register-form-further-child = Number of the child

## Receipts written by hand
register-by-hand = written by hand
register-by-hand-means = The family holds this receipt already: it was printed blank and written by hand. If they need another, make a copy.
register-first-by-hand = the first was written by hand
register-bind-title = The family holds a paper receipt
register-bind-open = This family already holds a paper receipt
register-bind-label = Scan it, or type its code or number
register-bind-hint = The number stands at the top of the receipt, such as 00042
register-bind-instead = Receipt { $number } was made for this child and never noted as printed. If you give another, { $number } is put aside as spoilt: tear it up if it came out after all.
register-bind = This is the one
register-bind-this = Give it to this child
register-unbind = It is another child's receipt
register-bind-blank = Scan the receipt, or type its number.
register-bind-not-ours = This is no number of our receipts. Look at the paper and type it again.
register-bind-short = Type the receipt's number as it stands at its top, such as 00042: five digits. A shorter number may be a ticket's.
register-bind-damaged = A character is not the one that was printed. Compare the code with the paper, or type the number at the top.
register-bind-training = Either this paper or this kit is for training only. They do not mix.
register-bind-other-event = This receipt is of another event. Give the family one of this event.
register-bind-other-laptop = This receipt was printed by another laptop. It is given to a child there.
register-bind-no-such-number = No receipt of this event has this number. Look at the number again, or scan the code.
register-bind-bound = This receipt belongs to a child of ticket { $ticket } already. Look which paper is whose.
register-bind-spoilt = This receipt was put aside as spoilt. If it is good after all, take that back first.
register-bind-child-has = This child has receipt { $number } already. Compare it with the paper in the family's hand.
register-bind-closed = This case is closed, so it gets no receipt.
register-bind-printed = A paper was printed for this child under this number, so it stays.
register-blank-title = A blank receipt
register-blank-word = Blank receipt { $number }
register-blank-means = It was printed on { $when } to be filled in by hand, and no child has it yet.
register-blank-bound = A child of ticket { $ticket } has it now.
register-blank-whose = Whose is it?
register-blank-ticket = Ticket of the family
register-blank-look = Show the children
register-blank-no-ticket = Nobody has this ticket number. If the family filled in a paper form, type that in first.
register-blank-spoilt-ask = Torn, wet or wrongly filled in?
register-has-receipt = has a receipt

## The journal
register-journal-range = numbers { $first } to { $last }
register-journal-children = { $count ->
    [one] { $count-shown } child
   *[other] { $count-shown } children
  }
act-print_blanks = printed blank receipts
act-print_forms = printed blank forms
act-print_again = printed papers of a printing again
act-spoil_blank = put a blank receipt aside as spoilt
act-unspoil_blank = took back that a receipt is spoilt
act-release_receipt = put a receipt aside that was never printed
act-release_form = let go of a form begun by mistake
act-spoil_form = put a form aside as spoilt
act-unspoil_form = took back that a form is spoilt
act-bind_blank = gave a child a receipt written by hand
act-unbind_blank = took a receipt written by hand back from a child
act-copy_register = ticked a child off as copied into the book
act-undo_copy_register = took back that a child was copied
act-export_register_sheet = made the copy sheet of the register
act-export_register_csv = made the file for the certificates

## The first page
start-title = Register a child's birth
start-place = At { $place }
start-ticket = The form is sent. Your number is { $number }.
start-ticket-see = See when it is your turn
start-ticket-open = See your number
start-point-questions = First: answer questions about your family and the child. It takes about ten minutes.
start-point-number = Then: you get a waiting number.
start-point-desk = When it is your turn: an officer looks at everything with you.
start-begin = Begin
start-begun = A form was begun on this phone. Its answers are kept.
start-go-on = Continue where you stopped
start-begin-another = Begin a new form
start-kept = Your answers are kept on the laptop here. You do not need the internet.
start-resume-title = Begun on another phone?
start-code = The form's code
start-code-hint = Six letters and digits, at the bottom of each page of the form
start-resume = Take the form up again
start-code-wrong = A code has six letters and digits. Please compare it with what you wrote down
start-code-unknown = There is no form with this code here. Please compare each letter, or ask a helper
start-in-app-title = This page was opened inside another app
start-in-app-next = Answers may get lost there. Please open the page in Chrome: press the three dots on top, then “Open in Chrome”.
start-board = See which number is being served

## The form
form-progress = Question { $number } of { $of }
form-back-to-check = Back to all answers
form-saved = Saved on the laptop, { $time }
form-saved-before = Last saved at { $time }
form-not-saved = Not saved yet
form-not-saved-busy = The laptop is busy just now. Your words are still on this page. Wait a moment, then press the button again.
form-not-saved-full = The laptop has no room left. Your words are still on this page: leave it open and call a helper.
form-code = Your form's code:
form-code-for = Write it down. With it you can go on with this form on another phone.

## Reading everything back
check-title = Is everything right?
check-hint = Please read it all. Press “Change” where something is not right.
check-about-you = About you
check-rest = Papers and collection
check-same-as = the same as of child { $number }
check-lunar-unread = These words could not be read as a Khmer date. Choose from the lists, or the desk will ask you
check-change = Change
check-after = After sending, you get a waiting number. Changes are then made with the officer at the desk.
check-send = Send
check-not-sent = Not sent yet

## The ticket
ticket-title = Number { $number }
ticket-label = Your waiting number
ticket-before = { $count ->
    [one] { $count-shown } family is before you,
   *[other] { $count-shown } families are before you,
  }
ticket-wait = about { $low } to { $high } minutes.
ticket-sent = We have received your form
ticket-next = You are next. Please stay close by.
ticket-called = It is your turn. Please come to desk
ticket-at-desk = You are at the desk. An officer is looking at everything with you.
ticket-missed-title = We called your number
ticket-missed-next = You were not there. Your place is kept: please show this number to a helper.
ticket-parked-title = Your number is kept for you
ticket-parked-next = When you are ready or back, please show this number to a helper. You keep your place.
ticket-done-title = Finished here today
ticket-done-next = Keep your receipt safe. It says when and where to collect the birth certificate. The receipt is not a birth certificate.
ticket-children = { $count ->
    [one] For { $count-shown } child
   *[other] For { $count-shown } children
  }
ticket-keep = Write the number down, or take a picture of this page.
ticket-bring = Please hold ready, if you have them
ticket-bring-none = Stay in the line even if you have no papers. The officer tells you what to do.
ticket-fresh = This page looks again by itself. Last looked at { $time }
ticket-next-family-hint = Does someone else want to use this phone?
ticket-next-family = Next family

## The board
board-title = Now serving
board-desk = Desk { $number }
board-next = Next
board-next-none = Nobody is waiting
board-empty = Please wait
board-lost = Not up to date since { $time }

## Photos of papers
photos-title = Photos of your papers
photos-hint = Your answers are saved. Photos help the officer, but you may go on without them.
photos-paper = Which paper?
photos-photo = The photo
photos-photo-hint = Lay the paper flat in good light, so that the letters can be read
photos-add = Add this photo
photos-taken = { $count ->
    [0] No photo yet
    [one] { $count-shown } photo is saved
   *[other] { $count-shown } photos are saved
  }
photos-remove = Remove
photo-none = Please choose the paper and take a photo first
photo-too-large = This photo is too large. Please take it again from a little further away
photo-not-a-picture = This is not a photo we can open. Please take a photo with the camera
photo-enough = There are enough photos. Remove one if you want to add another
photo-wait = Many photos are arriving just now. Please wait a moment and add this one again, or go on without it
photo-later = Very many photos came from here. Please wait a few minutes and add this one again, or go on without it
photo-no-room = No more photos can be kept just now. Please go on without this one, and show the paper at the desk

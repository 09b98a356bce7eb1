## The questions, one a page
intake-step-who = What are you to the child or children?
intake-hint-who = Choose one
intake-step-name = What is your name?
intake-hint-name = If you have one name only, write it in either box
intake-step-phone = Which number can we call?
intake-hint-phone = A neighbour's number is fine. You may skip this
intake-step-home = Where does the family live?
intake-step-home-where = In which commune and village does the family live?
intake-hint-where = If you do not know, go on without choosing
intake-step-own-details = About you: when and where were you born?
intake-step-own-where = In which commune were you born?
intake-hint-skip = If you do not know, you may skip this
intake-step-count = How many children do you want to register today?
intake-hint-count = Count babies too. Twins are two
intake-step-child-name = What is the child's name?
intake-hint-child-name = Write it as on a paper, if there is one. A child with one name only: write it as the given name
intake-step-child-sex = Is this child a girl or a boy?
intake-step-child-birth = When was the child born?
intake-hint-child-birth = Write only what you know. The year alone is fine
intake-step-child-place = Where was the child born?
intake-step-child-where = In which commune was that?
intake-step-child-found = Where was the child found?
intake-step-child-nationality = What is the child's nationality?
intake-step-child-mother = Who is the child's mother?
intake-step-mother-details = What is the mother's name?
intake-step-mother-birth = When and where was the mother born?
intake-step-mother-where = In which commune was the mother born?
intake-step-child-father = Who is the child's father?
intake-step-father-details = What is the father's name?
intake-step-father-birth = When and where was the father born?
intake-step-father-where = In which commune was the father born?
intake-step-papers = Which papers did you bring today?
intake-hint-papers = You can send the form without papers
intake-step-collect = Who may collect the birth certificate?
intake-hint-collect = You may leave this blank

## Headings of rows of boxes
intake-group-khmer-name = Khmer letters
intake-group-latin-name = Latin letters, if there are any
intake-group-birth-date = Date of birth
intake-group-home-elsewhere = If you live in another commune
intake-group-papers-family = The family's papers
intake-group-papers-child = The child's papers
intake-group-collector-1 = First person
intake-group-collector-2 = Second person

## Labels and help at the boxes
intake-label-relation = You are the
intake-label-relation-words = If something else, what are you to them?
intake-label-khmer-family = Family name (Khmer letters)
intake-label-khmer-given = Given name (Khmer letters)
intake-label-latin-family = Family name (Latin letters)
intake-label-latin-given = Given name (Latin letters)
intake-label-no-name = The child has no name yet
intake-label-unnamed = I do not know the name
intake-label-phone = Phone number
intake-label-phone-owner = Whose phone is it?
intake-label-home = You live
intake-label-home-village = Village
intake-label-home-village-words = Name of the village
intake-label-home-village-unlisted = Name of the village, if it is not on the list
intake-label-where = From the list
intake-label-find = Find commune or village (Khmer or Latin letters)
intake-hint-nothing-found = Nothing like it is on the list. Write the name in the box below
intake-label-home-commune = Commune or sangkat
intake-label-home-district = District, municipality or khan
intake-label-home-province = Province or capital
intake-label-count = Number of children
intake-label-sex = Sex
intake-label-birth-day = Day
intake-label-birth-month = Month
intake-label-birth-year = Year
intake-label-birth-about = If you do not know the date: about how old, in years or months?
intake-hint-birth-about = For example 9, or 5 months
intake-label-birth-lunar = Lunar date, if you know it
intake-hint-birth-lunar = For example ១០កើត ខែចេត្រ ឆ្នាំជូត
intake-label-birth-unknown = I do not know the date of birth
intake-label-place = Place of birth
intake-label-place-words = Name of the village, commune or place
intake-hint-place-words = Write it if it was elsewhere, or if you know the name of the place
intake-label-place-kind = What kind of place?
intake-label-nationality = Nationality
intake-label-nationality-words = Which nationality?
intake-label-mother = Mother
intake-label-father = Father
intake-label-person-birth-place = Place of birth
intake-label-collect-self = I will collect it myself
intake-label-collector-name = Full name
intake-label-collector-relation = What are they to the child?

## Choices
intake-choice-this-commune = Here, in { $of }
intake-choice-village = { $of }
intake-choice-village-other = Another village
intake-choice-place = { $of }
intake-choice-wider-commune = In another commune or sangkat
intake-choice-wider-district = In another district, municipality or khan
intake-choice-wider-province = In another province or the capital
intake-choice-not-listed = Not on the list, or in another country
intake-choice-none-of-these = None of these
intake-choice-mother-me = I am the mother
intake-choice-mother-same = Same mother as { $of }
intake-choice-mother-same-numbered = Same mother as child { $of }
intake-choice-mother-named = I will give the mother's name
intake-choice-mother-other = Another woman
intake-choice-mother-dead = The mother has died
intake-choice-mother-away = The mother lives away
intake-choice-mother-unknown = I do not know the mother
intake-choice-father-me = I am the father
intake-choice-father-same = Same father as { $of }
intake-choice-father-same-numbered = Same father as child { $of }
intake-choice-father-named = I will give the father's name
intake-choice-father-other = Another man
intake-choice-father-dead = The father has died
intake-choice-father-away = The father lives away
intake-choice-father-unknown = I do not know the father
intake-choice-parent-not-stated = I would rather not say now

relation-mother = Mother
relation-father = Father
relation-grandmother = Grandmother
relation-grandfather = Grandfather
relation-relative = Relative
relation-guardian = Guardian
relation-health-worker = Health worker
relation-village-chief = Village chief
relation-finder = Person who found the child
relation-other = Someone else

phone-owner-own = Mine
phone-owner-family = My family's
phone-owner-neighbour = A neighbour's
phone-owner-none = There is no phone
phone-owner-not-stated = Not said

residence-here = In this commune
residence-elsewhere = In another commune
residence-not-stated = Not said

sex-female = Girl
sex-male = Boy
sex-officer = Leave it to the officer

spot-here = In this commune
spot-elsewhere = Somewhere else
spot-found = The child was found
spot-unknown = I do not know
spot-not-stated = Not said

place-kind-facility = Health centre or hospital
place-kind-home = At home
place-kind-elsewhere = Another place
place-kind-unknown = I do not know
place-kind-not-stated = Not said

nationality-khmer = Khmer
nationality-other = Another nationality
nationality-officer = Leave it to the officer

life-here = Lives with the family
life-away = Lives away
life-dead = Has died

parent-dead = Has died
parent-away = Lives away
parent-unknown = Not known
parent-not-stated = Not said

## Papers
paper-birth-letter = Birth letter of the hospital, health centre or village chief
paper-yellow-card = Yellow card
paper-postnatal-certificate = Letter of the check after birth
paper-family-book = Family book or residence book
paper-marriage-certificate = Marriage certificate
paper-id-cards = The parents' identity cards
paper-witnesses = Two witnesses
paper-state-have = Have it
paper-state-dont-have = Don't have it
paper-state-lost = Lost
paper-state-not-asked = Not asked

birth-precision-exact = Day known
birth-precision-month = Month and year known
birth-precision-year = Only the year known
birth-precision-about = Age known, roughly
birth-precision-lunar = Lunar date known

## Reading back
intake-read-informant-name = Your name
intake-read-child-name = The child's name
intake-read-birth = Date of birth
intake-read-mother-nationality = The mother's nationality
intake-read-father-nationality = The father's nationality
intake-read-collect = May collect the birth certificate

## What has to be put right
mistake-choose-one = Choose one of the answers
mistake-relation-choose = Choose what you are to the child
mistake-informant-name = Write your name
mistake-name-blank = Write a name
mistake-name-too-long = This name is too long. Write at most { $of } letters
mistake-name-unprintable = This name holds something that cannot be seen. Delete it and type the name again
mistake-name-letters = A name has letters only. Delete the digits and signs
mistake-name-khmer = This box is for Khmer letters. Write Latin letters in the box for Latin letters
mistake-name-latin = This box is for Latin letters. Write Khmer letters in the box for Khmer letters
mistake-words-too-long = This is too long. Write less than { $of } letters
mistake-words-unprintable = This holds something that cannot be seen. Delete it and type it again
mistake-phone-blank = Write the phone number
mistake-phone-digits = A phone number has digits only. Delete the letters
mistake-phone-length = A phone number has 9 or 10 digits. Count them again
mistake-phone-several = Write one phone number only
mistake-phone-none = You chose that there is no phone, but there is a number. Delete the number, or choose whose phone it is
mistake-count = Write how many children, as a number from 1
mistake-count-too-many = One form holds { $of } children. Send { $of } first, then fill the form again for the others
mistake-child-name = Write the child's given name, or tick that the child has no name yet
mistake-sex-choose = Choose girl or boy, or leave it to the officer
mistake-birth-missing = Write the year of birth or about how old the child is, or tick that you do not know
mistake-birth-day = The day is a number from 1 to 31. Leave it blank if you do not know it
mistake-birth-day-of-month = This month has only { $of } days. Check the day and the month
mistake-birth-month = The month is a number from 1 to 12, or its name, such as January
mistake-birth-month-missing = Write the month, or delete the day if you do not know the month
mistake-birth-year-missing = Write the year. If you do not know it, delete the day and month and write about how old
mistake-birth-year-digits = Write the year with four digits, such as 2016
mistake-birth-year-range = This year is too long ago. Check it
mistake-birth-future = This day has not come yet. Check the day, the month and the year
mistake-birth-about = Write the age as a number, such as 9, or 5 months
mistake-birth-about-against-date = The age and the year of birth do not agree. Check them, or keep only one
mistake-birth-lunar = This is too long. Write only the lunar date
mistake-birth-both = You wrote a date and ticked that you do not know it. Delete the date, or take the tick away
mistake-birth-mother-after-child = By these years the mother was born after the child. Check both years
mistake-birth-father-after-child = By these years the father was born after the child. Check both years

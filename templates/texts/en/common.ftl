## The product
kit-name = Birth registration kit
skip = Go to the content
training = TRAINING

## Buttons and words every page shares
continue = Continue
back = Back
not-answered = Not answered
said-of = { $who }: { $what }
prefs-language = Language
prefs-large = Large text
prefs-sun = Easier to read in the sun

## Children
child-number = Child { $number }
child-number-colon = Child { $number }:

## Mistakes
mistakes-title = { $count ->
    [one] Please look at this
   *[other] Please look at these { $count-shown } places
  }

## Dates
date-full = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-about = { $years ->
    [one] About { $years-shown } year old on { $on }
   *[other] About { $years-shown } years old on { $on }
  }
date-about-months = { $months ->
    [one] About { $months-shown } month old on { $on }
   *[other] About { $months-shown } months old on { $on }
  }
date-about-baby = Under one year old on { $on }
date-about-newborn = Less than one month old on { $on }
date-lunar = { $words } (lunar date)
date-lunar-unread = { $words } (in the family's own words)
date-lunar-days = { $words } (lunar date; { $first } to { $last })
date-possible = { $weekday } { $date } · { $age }
date-possible-days = From { $first } to { $last } · { $age }
date-age-years = { $years ->
    [one] { $years-shown } year
   *[other] { $years-shown } years
  }
date-age-months = { $months ->
    [one] { $months-shown } month
   *[other] { $months-shown } months
  }
date-age-newborn = less than one month
date-age-about = about { $years } old
date-age = { $age } old
date-possible-new-year = a day of New Year: it may count to the year before or to the new one
date-possible-first-asadh = in the first Asadh of that year
date-possible-second-asadh = in the second Asadh of that year
date-possible-after = soon after New Year
date-possible-before = shortly before the next New Year
date-possible-animal = does not lie in the year of that animal, but it is the nearest day
date-possible-sak = the sak is another one
date-possible-era = the Buddhist year is another one
date-possible-weekday-near = the day of the week is one day off
date-possible-weekday = the day of the week is another one
date-possible-age = the age is another one
date-possible-year = the year is another one
birth-unknown = Date of birth not known
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## A spelling that looks wrong: a question, never a refusal
doubt-title = Please look at what is marked once more
doubt-next = It may be a slip. Is it right as it stands? Then press “{ $button }” again.
doubt-here = Look here:
doubt-look-alike = Look here. This looks like { $letter } and is typed with other letters:
doubt-no-name-child = This seems to be no name. Has the child none yet? Leave the name blank and tick “The child has no name yet”.
doubt-no-name-parent = This seems to be no name. Is it not known? Leave it blank and tick “I do not know the name”.
doubt-no-name = This seems to be no name. Please write the name as on the identity card.
name-family = Family name
name-given = Given name
half-khmer = Only the family name stands in Khmer letters. Add the given name.
half-latin = Only the family name stands in Latin letters. Add the given name.
era-which = { $year } of the Buddhist Era may be two years: one is counted from January, the other from Visak. Which one is meant?
doubt-typed-as = Typed as:
doubt-desk = Ask the family, and correct it before you enter the child; or enter it if it is right.
doubt-desk-short = look at the spelling
doubt-respelt-short = typed otherwise

## A name in the other letters: an offer, never filled in by itself
offer-ask = Show how it may be spelt in the other letters
offer-perhaps = perhaps:

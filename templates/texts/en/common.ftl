## The product
kit-name = Birth registration kit
skip = Go to the content
training = TRAINING

## Buttons and words every page shares
continue = Continue
back = Back
not-answered = Not answered
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

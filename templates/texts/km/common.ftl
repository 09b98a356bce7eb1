# UNREVIEWED: no native reader has checked these texts yet.

## The product
kit-name = ប្រអប់ចុះបញ្ជីកំណើត
skip = ទៅកាន់ខ្លឹមសារ
training = ការហ្វឹកហាត់

## Buttons and words every page shares
continue = បន្ត
back = ត្រឡប់ក្រោយ
not-answered = មិនបានឆ្លើយ
prefs-language = ភាសា
prefs-large = អក្សរធំ
prefs-sun = ងាយមើលក្រោមពន្លឺថ្ងៃ

## Children
child-number = កុមារទី { $number }
child-number-colon = កុមារទី { $number }៖

## Mistakes
mistakes-title = { $count ->
    [1] សូមពិនិត្យកន្លែងនេះ
   *[other] សូមពិនិត្យ { $count-shown } កន្លែងនេះ
  }

## Dates
date-full = ថ្ងៃទី { $day } ខែ { $month } ឆ្នាំ { $year }
date-month = ខែ { $month } ឆ្នាំ { $year }
date-year = ឆ្នាំ { $year }
date-about = អាយុប្រហែល { $years-shown } ឆ្នាំ នៅ{ $on }
date-about-months = អាយុប្រហែល { $months-shown } ខែ នៅ{ $on }
date-about-baby = អាយុមិនទាន់បានមួយឆ្នាំ នៅ{ $on }
date-about-newborn = អាយុមិនទាន់បានមួយខែ នៅ{ $on }
date-lunar = { $words } (ថ្ងៃខែចន្ទគតិ)
birth-unknown = មិនដឹងថ្ងៃកំណើត
month-1 = មករា
month-2 = កុម្ភៈ
month-3 = មីនា
month-4 = មេសា
month-5 = ឧសភា
month-6 = មិថុនា
month-7 = កក្កដា
month-8 = សីហា
month-9 = កញ្ញា
month-10 = តុលា
month-11 = វិច្ឆិកា
month-12 = ធ្នូ

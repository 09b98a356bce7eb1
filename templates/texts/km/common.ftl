# UNREVIEWED: no native reader has checked these texts yet.

## The product
kit-name = ប្រអប់ចុះបញ្ជីកំណើត
skip = ទៅកាន់ខ្លឹមសារ
training = ការហ្វឹកហាត់

## Buttons and words every page shares
continue = បន្ត
back = ត្រឡប់ក្រោយ
not-answered = មិនបានឆ្លើយ
said-of = { $who }៖ { $what }
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
date-lunar-unread = { $words } (ពាក្យរបស់គ្រួសារ)
date-lunar-days = { $words } (ថ្ងៃខែចន្ទគតិ ពី{ $first } ដល់{ $last })
date-possible = { $weekday } { $date } · { $age }
date-possible-days = ពី{ $first } ដល់{ $last } · { $age }
date-age-years = { $years-shown } ឆ្នាំ
date-age-months = { $months-shown } ខែ
date-age-newborn = មិនទាន់បានមួយខែ
date-age-about = អាយុប្រហែល { $years }
date-age = អាយុ { $age }
date-possible-new-year = ក្នុងថ្ងៃចូលឆ្នាំ អាចរាប់ជាឆ្នាំចាស់ ឬឆ្នាំថ្មី
date-possible-first-asadh = ក្នុងខែបឋមាសាឍ
date-possible-second-asadh = ក្នុងខែទុតិយាសាឍ
date-possible-after = ក្រោយចូលឆ្នាំបន្តិច
date-possible-before = មុនចូលឆ្នាំបន្ទាប់បន្តិច
date-possible-animal = មិននៅក្នុងឆ្នាំនេះទេ តែជាថ្ងៃជិតបំផុត
date-possible-sak = ស័កផ្សេង
date-possible-era = ព.ស. ផ្សេង
date-possible-weekday-near = ថ្ងៃក្នុងសប្តាហ៍ខុសមួយថ្ងៃ
date-possible-weekday = ថ្ងៃក្នុងសប្តាហ៍ផ្សេង
date-possible-age = អាយុផ្សេង
date-possible-year = ឆ្នាំផ្សេង
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

## A spelling that looks wrong: a question, never a refusal
doubt-title = សូមមើលកន្លែងដែលមានសញ្ញាម្តងទៀត
doubt-next = ប្រហែលជាវាយច្រឡំ។ បើត្រឹមត្រូវហើយ សូមចុច «{ $button }» ម្តងទៀត។
doubt-here = សូមមើលត្រង់នេះ៖
doubt-look-alike = សូមមើលត្រង់នេះ។ មើលទៅដូច { $letter } តែបានវាយជាអក្សរផ្សេង៖
doubt-no-name-child = នេះហាក់ដូចមិនមែនជាឈ្មោះទេ។ បើកុមារមិនទាន់មានឈ្មោះ សូមទុកឈ្មោះឱ្យនៅទំនេរ រួចគូស «កុមារមិនទាន់មានឈ្មោះ»។
doubt-no-name-parent = នេះហាក់ដូចមិនមែនជាឈ្មោះទេ។ បើមិនដឹងឈ្មោះ សូមទុកឱ្យនៅទំនេរ រួចគូស «មិនដឹងឈ្មោះ»។
doubt-no-name = នេះហាក់ដូចមិនមែនជាឈ្មោះទេ។ សូមសរសេរឈ្មោះតាមអត្តសញ្ញាណប័ណ្ណ។
name-family = នាមត្រកូល
name-given = នាមខ្លួន
half-khmer = មានតែនាមត្រកូលជាអក្សរខ្មែរ។ សូមបន្ថែមនាមខ្លួន។
half-latin = មានតែនាមត្រកូលជាអក្សរឡាតាំង។ សូមបន្ថែមនាមខ្លួន។
era-which = ព.ស. { $year } អាចជាឆ្នាំពីរ៖ មួយរាប់ពីខែមករា មួយទៀតរាប់ពីវិសាខបូជា។ តើឆ្នាំណា?
doubt-typed-as = បានវាយថា៖
doubt-desk = សូមសួរគ្រួសារ រួចកែមុនចុះបញ្ជី ឬចុះបញ្ជីបើត្រឹមត្រូវហើយ។
doubt-desk-short = សូមមើលអក្ខរាវិរុទ្ធ
doubt-respelt-short = បានវាយខុសពីនេះ

## A name in the other letters: an offer, never filled in by itself
offer-ask = បង្ហាញរបៀបសរសេរជាអក្សរម្ខាងទៀត
offer-perhaps = ប្រហែលជា៖

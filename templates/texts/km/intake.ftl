# UNREVIEWED: no native reader has checked these texts yet.

## The questions, one a page
intake-step-who = តើអ្នកត្រូវជាអ្វីនឹងកុមារ?
intake-hint-who = ជ្រើសរើសមួយ
intake-step-name = តើអ្នកឈ្មោះអ្វី?
intake-hint-name = បើមានឈ្មោះតែមួយ សូមសរសេរក្នុងប្រអប់ណាមួយក៏បាន
intake-step-phone = តើយើងអាចទូរស័ព្ទទៅលេខណា?
intake-hint-phone = លេខរបស់អ្នកជិតខាងក៏បាន។ បើគ្មាន អាចរំលងបាន
intake-step-home = តើគ្រួសាររស់នៅទីណា?
intake-step-home-where = តើគ្រួសាររស់នៅឃុំ និងភូមិណា?
intake-hint-where = បើមិនដឹង អាចបន្តដោយមិនជ្រើសរើស
intake-step-own-details = អំពីអ្នកផ្ទាល់៖ កើតនៅពេលណា និងនៅទីណា?
intake-step-own-where = តើអ្នកកើតនៅឃុំណា?
intake-hint-skip = បើមិនដឹង អាចរំលងបាន
intake-step-count = តើថ្ងៃនេះ សុំចុះបញ្ជីកំណើតឱ្យកុមារប៉ុន្មាននាក់?
intake-hint-count = រាប់ទាំងទារក។ កូនភ្លោះរាប់ជាពីរនាក់
intake-step-child-name = តើកុមារឈ្មោះអ្វី?
intake-hint-child-name = សរសេរតាមឯកសារ បើមាន។ បើមានឈ្មោះតែមួយ សូមសរសេរក្នុងប្រអប់នាមខ្លួន
intake-step-child-sex = តើកុមារនេះជាស្រី ឬប្រុស?
intake-step-child-birth = តើកុមារកើតនៅថ្ងៃណា?
intake-hint-child-birth = សរសេរតែអ្វីដែលដឹង។ ដឹងតែឆ្នាំក៏បាន
intake-step-which = តើកើតនៅថ្ងៃណាក្នុងចំណោមថ្ងៃទាំងនេះ?
intake-hint-which = ថ្ងៃទាំងនេះត្រូវនឹងអ្វីដែលអ្នកប្រាប់។ សូមជ្រើសរើសមួយ
intake-hint-which-more = មានថ្ងៃច្រើនទៀត។ បើថ្ងៃពិតមិននៅទីនេះ សូមត្រឡប់ក្រោយ ប្រាប់ឆ្នាំសត្វ ឬអាយុប្រហែល
intake-step-child-place = តើកុមារកើតនៅទីណា?
intake-step-child-where = តើនៅឃុំ ឬសង្កាត់ណា?
intake-step-child-found = តើរកឃើញកុមារនៅទីណា?
intake-step-child-nationality = តើកុមារមានសញ្ជាតិអ្វី?
intake-step-child-mother = តើម្តាយរបស់កុមារជានរណា?
intake-step-mother-details = តើម្តាយឈ្មោះអ្វី?
intake-step-mother-birth = តើម្តាយកើតនៅពេលណា និងនៅទីណា?
intake-step-mother-where = តើម្តាយកើតនៅឃុំណា?
intake-step-child-father = តើឪពុករបស់កុមារជានរណា?
intake-step-father-details = តើឪពុកឈ្មោះអ្វី?
intake-step-father-birth = តើឪពុកកើតនៅពេលណា និងនៅទីណា?
intake-step-father-where = តើឪពុកកើតនៅឃុំណា?
intake-step-papers = តើថ្ងៃនេះ មានឯកសារអ្វីមកជាមួយ?
intake-hint-papers = គ្មានឯកសារក៏ដាក់ស្នើបានដែរ
intake-step-collect = តើនរណាអាចមកយកសំបុត្រកំណើត?
intake-hint-collect = មិនបំពេញក៏បាន

## Headings of rows of boxes
intake-group-khmer-name = អក្សរខ្មែរ
intake-group-latin-name = អក្សរឡាតាំង បើមាន
intake-group-birth-date = ថ្ងៃខែឆ្នាំកំណើត
intake-group-lunar = ខ្ញុំដឹងថ្ងៃខែខ្មែរ (ចន្ទគតិ)
intake-group-home-elsewhere = បើរស់នៅឃុំផ្សេង
intake-group-papers-family = ឯកសាររបស់គ្រួសារ
intake-group-papers-child = ឯកសាររបស់កុមារ
intake-group-papers-other = ឯកសារផ្សេងទៀត
intake-group-collector-1 = អ្នកទីមួយ
intake-group-collector-2 = អ្នកទីពីរ

## Labels and help at the boxes
intake-label-relation = អ្នកត្រូវជា
intake-label-relation-words = បើផ្សេងពីនេះ តើត្រូវជាអ្វី?
intake-label-khmer-family = នាមត្រកូល (អក្សរខ្មែរ)
intake-label-khmer-given = នាមខ្លួន (អក្សរខ្មែរ)
intake-label-latin-family = នាមត្រកូល (អក្សរឡាតាំង)
intake-label-latin-given = នាមខ្លួន (អក្សរឡាតាំង)
intake-label-no-name = កុមារមិនទាន់មានឈ្មោះ
intake-label-unnamed = មិនដឹងឈ្មោះ
intake-label-phone = លេខទូរស័ព្ទ
intake-label-phone-owner = ទូរស័ព្ទរបស់នរណា?
intake-label-home = រស់នៅ
intake-label-home-village = ភូមិ
intake-label-home-village-words = ឈ្មោះភូមិ
intake-label-home-village-unlisted = ឈ្មោះភូមិ បើមិនមានក្នុងបញ្ជី
intake-label-where = ជ្រើសរើសពីបញ្ជី
intake-label-find = រកឃុំ ឬភូមិ (អក្សរខ្មែរ ឬឡាតាំង)
intake-hint-nothing-found = រកមិនឃើញក្នុងបញ្ជី។ សូមសរសេរឈ្មោះក្នុងប្រអប់ខាងក្រោម
intake-label-home-commune = ឃុំ/សង្កាត់
intake-label-home-district = ក្រុង/ស្រុក/ខណ្ឌ
intake-label-home-province = រាជធានី/ខេត្ត
intake-label-count = ចំនួនកុមារ
intake-label-sex = ភេទ
intake-label-birth-day = ថ្ងៃទី
intake-label-birth-month = ខែ
intake-label-birth-year = ឆ្នាំ
intake-label-birth-about = បើមិនដឹងថ្ងៃ តើអាយុប្រហែលប៉ុន្មានឆ្នាំ ឬប៉ុន្មានខែ?
intake-hint-birth-about = ឧទាហរណ៍ ៩ ឬ ៥ ខែ
intake-label-animal = ឆ្នាំសត្វ
intake-label-lunar-month = ខែ
intake-label-lunar-day = ថ្ងៃទី (១ ដល់ ១៥)
intake-label-lunar-phase = កើត ឬរោច
intake-label-weekday = ថ្ងៃក្នុងសប្តាហ៍
intake-label-sak = ស័ក
intake-label-era = ព.ស.
intake-label-day-chosen = ថ្ងៃកំណើតក្នុងចំណោមថ្ងៃដែលអាច
intake-label-birth-lunar = ថ្ងៃខែចន្ទគតិ បើដឹង
intake-hint-birth-lunar = ឧទាហរណ៍ ១០កើត ខែចេត្រ ឆ្នាំជូត
intake-label-birth-unknown = មិនដឹងថ្ងៃកំណើត
intake-label-place = ទីកន្លែងកំណើត
intake-label-place-words = ឈ្មោះភូមិ ឃុំ ឬកន្លែង
intake-hint-place-words = សរសេរបើនៅកន្លែងផ្សេង ឬបើដឹងឈ្មោះកន្លែង
intake-label-place-kind = កន្លែងបែបណា?
intake-label-nationality = សញ្ជាតិ
intake-label-nationality-words = សញ្ជាតិអ្វី?
intake-label-mother = ម្តាយ
intake-label-father = ឪពុក
intake-label-person-birth-place = ទីកន្លែងកំណើត
intake-label-collect-self = ខ្ញុំនឹងមកយកដោយខ្លួនឯង
intake-label-collector-name = ឈ្មោះពេញ
intake-label-collector-relation = ត្រូវជាអ្វីនឹងកុមារ?

## Choices
intake-choice-this-commune = នៅទីនេះ៖ { $of }
intake-choice-village = { $of }
intake-choice-village-other = ភូមិផ្សេង
intake-choice-place = { $of }
intake-choice-wider-commune = ឃុំ ឬសង្កាត់ផ្សេង
intake-choice-wider-district = ស្រុក ក្រុង ឬខណ្ឌផ្សេង
intake-choice-wider-province = ខេត្តផ្សេង ឬរាជធានី
intake-choice-not-listed = មិនមានក្នុងបញ្ជី ឬនៅប្រទេសផ្សេង
intake-choice-none-of-these = មិនមែនទាំងនេះទេ
intake-choice-number = { $of }
intake-choice-animal = ឆ្នាំ{ $of }
intake-choice-lunar-month = { $of }
intake-choice-phase = { $of }
intake-choice-weekday = ថ្ងៃ{ $of }
intake-choice-day = { $of }
intake-choice-day-unsure = ខ្ញុំមិនប្រាកដ
intake-choice-day-none = មិនមែនថ្ងៃទាំងនេះទេ
intake-choice-mother-me = ខ្ញុំជាម្តាយ
intake-choice-mother-same = ម្តាយតែមួយជាមួយ { $of }
intake-choice-mother-same-numbered = ម្តាយតែមួយជាមួយកុមារទី { $of }
intake-choice-mother-named = ខ្ញុំនឹងប្រាប់ឈ្មោះម្តាយ
intake-choice-mother-other = ស្ត្រីម្នាក់ទៀត
intake-choice-mother-dead = ម្តាយបានទទួលមរណភាព
intake-choice-mother-away = ម្តាយរស់នៅឆ្ងាយ
intake-choice-mother-unknown = មិនស្គាល់ម្តាយ
intake-choice-father-me = ខ្ញុំជាឪពុក
intake-choice-father-same = ឪពុកតែមួយជាមួយ { $of }
intake-choice-father-same-numbered = ឪពុកតែមួយជាមួយកុមារទី { $of }
intake-choice-father-named = ខ្ញុំនឹងប្រាប់ឈ្មោះឪពុក
intake-choice-father-other = បុរសម្នាក់ទៀត
intake-choice-father-dead = ឪពុកបានទទួលមរណភាព
intake-choice-father-away = ឪពុករស់នៅឆ្ងាយ
intake-choice-father-unknown = មិនស្គាល់ឪពុក
intake-choice-parent-not-stated = មិនចង់ប្រាប់ឥឡូវនេះ

relation-mother = ម្តាយ
relation-father = ឪពុក
relation-grandmother = ជីដូន
relation-grandfather = ជីតា
relation-relative = សាច់ញាតិ
relation-guardian = អាណាព្យាបាល
relation-health-worker = បុគ្គលិកសុខាភិបាល
relation-village-chief = មេភូមិ
relation-finder = អ្នករកឃើញកុមារ
relation-other = ផ្សេងៗ

phone-owner-own = របស់ខ្ញុំ
phone-owner-family = របស់គ្រួសារ
phone-owner-neighbour = របស់អ្នកជិតខាង
phone-owner-none = គ្មានទូរស័ព្ទ
phone-owner-not-stated = មិនបានប្រាប់

residence-here = ក្នុងឃុំនេះ
residence-elsewhere = ឃុំផ្សេង
residence-not-stated = មិនបានប្រាប់

sex-female = ស្រី
sex-male = ប្រុស
sex-officer = ទុកឱ្យមន្ត្រីសួរ

spot-here = ក្នុងឃុំនេះ
spot-elsewhere = កន្លែងផ្សេង
spot-found = រកឃើញកុមារ
spot-unknown = មិនដឹង
spot-not-stated = មិនបានប្រាប់

place-kind-facility = មណ្ឌលសុខភាព ឬមន្ទីរពេទ្យ
place-kind-home = នៅផ្ទះ
place-kind-elsewhere = កន្លែងផ្សេង
place-kind-unknown = មិនដឹង
place-kind-not-stated = មិនបានប្រាប់

nationality-khmer = ខ្មែរ
nationality-other = សញ្ជាតិផ្សេង
nationality-officer = ទុកឱ្យមន្ត្រីសួរ

life-here = រស់នៅជាមួយគ្រួសារ
life-away = រស់នៅឆ្ងាយ
life-dead = បានទទួលមរណភាព

parent-dead = បានទទួលមរណភាព
parent-away = រស់នៅឆ្ងាយ
parent-unknown = មិនស្គាល់
parent-not-stated = មិនបានប្រាប់

## Papers
paper-birth-letter = លិខិតបញ្ជាក់កំណើតពីមន្ទីរពេទ្យ មណ្ឌលសុខភាព ឬមេភូមិ
paper-yellow-card = ប័ណ្ណលឿង
paper-postnatal-certificate = លិខិតពិនិត្យក្រោយសម្រាល
paper-family-book = សៀវភៅគ្រួសារ ឬសៀវភៅស្នាក់នៅ
paper-marriage-certificate = សំបុត្រអាពាហ៍ពិពាហ៍
paper-id-cards = អត្តសញ្ញាណប័ណ្ណរបស់ឪពុកម្តាយ
paper-witnesses = សាក្សីពីរនាក់
paper-state-have = មាន
paper-state-dont-have = គ្មាន
paper-state-lost = បាត់
paper-state-not-asked = មិនបានសួរ

birth-precision-exact = ដឹងថ្ងៃ
birth-precision-month = ដឹងខែ និងឆ្នាំ
birth-precision-year = ដឹងតែឆ្នាំ
birth-precision-about = ដឹងអាយុប្រហែល
birth-precision-lunar = ដឹងថ្ងៃខែចន្ទគតិ

## Reading back
intake-read-informant-name = ឈ្មោះរបស់អ្នក
intake-read-child-name = ឈ្មោះកុមារ
intake-read-birth = ថ្ងៃខែឆ្នាំកំណើត
intake-read-mother-nationality = សញ្ជាតិម្តាយ
intake-read-father-nationality = សញ្ជាតិឪពុក
intake-read-collect = អ្នកអាចមកយកសំបុត្រកំណើត

## What has to be put right
mistake-choose-one = សូមជ្រើសរើសចម្លើយមួយក្នុងបញ្ជី
mistake-relation-choose = សូមជ្រើសរើសថាអ្នកត្រូវជាអ្វីនឹងកុមារ
mistake-informant-name = សូមសរសេរឈ្មោះរបស់អ្នក
mistake-name-blank = សូមសរសេរឈ្មោះ
mistake-name-too-long = ឈ្មោះនេះវែងពេក។ សូមសរសេរមិនឱ្យលើស { $of } តួ
mistake-name-unprintable = ក្នុងឈ្មោះនេះមានតួដែលមើលមិនឃើញ។ សូមលុបចេញ រួចវាយឡើងវិញ
mistake-name-letters = ឈ្មោះសរសេរដោយអក្សរតែប៉ុណ្ណោះ។ សូមលុបលេខ និងសញ្ញាចេញ
mistake-name-khmer = ប្រអប់នេះសម្រាប់អក្សរខ្មែរ។ សូមសរសេរអក្សរឡាតាំងក្នុងប្រអប់អក្សរឡាតាំង
mistake-name-latin = ប្រអប់នេះសម្រាប់អក្សរឡាតាំង។ សូមសរសេរអក្សរខ្មែរក្នុងប្រអប់អក្សរខ្មែរ
mistake-words-too-long = សរសេរវែងពេក។ សូមសរសេរឱ្យខ្លីជាង { $of } តួ
mistake-words-unprintable = ក្នុងពាក្យនេះមានតួដែលមើលមិនឃើញ។ សូមលុបចេញ រួចវាយឡើងវិញ
mistake-phone-blank = សូមសរសេរលេខទូរស័ព្ទ
mistake-phone-digits = លេខទូរស័ព្ទមានតែលេខ។ សូមលុបអក្សរចេញ
mistake-phone-length = លេខទូរស័ព្ទមាន ៩ ឬ ១០ ខ្ទង់។ សូមរាប់ម្តងទៀត
mistake-phone-several = សូមសរសេរលេខទូរស័ព្ទតែមួយ
mistake-phone-none = បានជ្រើសរើសថាគ្មានទូរស័ព្ទ តែមានលេខ។ សូមលុបលេខចេញ ឬជ្រើសរើសថាទូរស័ព្ទរបស់នរណា
mistake-count = សូមសរសេរចំនួនកុមារជាលេខ ចាប់ពី ១
mistake-count-too-many = ម្តងដាក់បាន { $of } នាក់។ សូមដាក់ { $of } នាក់សិន រួចបំពេញម្តងទៀតសម្រាប់អ្នកនៅសល់
mistake-child-name = សូមសរសេរនាមខ្លួនរបស់កុមារ ឬគូសថាកុមារមិនទាន់មានឈ្មោះ
mistake-sex-choose = សូមជ្រើសរើស ស្រី ឬប្រុស ឬទុកឱ្យមន្ត្រីសួរ
mistake-birth-missing = សូមសរសេរឆ្នាំកំណើត ឬអាយុប្រហែល ឬគូសថាមិនដឹងថ្ងៃកំណើត
mistake-birth-day = ថ្ងៃទីគឺលេខពី ១ ដល់ ៣១។ បើមិនដឹង សូមទុកឱ្យទទេ
mistake-birth-day-of-month = ខែនេះមានតែ { $of } ថ្ងៃ។ សូមពិនិត្យថ្ងៃ និងខែម្តងទៀត
mistake-birth-month = ខែគឺលេខពី ១ ដល់ ១២ ឬឈ្មោះខែ ដូចជា មករា
mistake-birth-month-missing = សូមសរសេរខែ ឬលុបថ្ងៃចេញបើមិនដឹងខែ
mistake-birth-year-missing = សូមសរសេរឆ្នាំ។ បើមិនដឹង សូមលុបថ្ងៃខែចេញ រួចសរសេរអាយុប្រហែល
mistake-birth-year-digits = សូមសរសេរឆ្នាំជាលេខបួនខ្ទង់ ដូចជា ២០១៦
mistake-birth-year-range = ឆ្នាំនេះយូរពេក។ សូមពិនិត្យម្តងទៀត
mistake-birth-future = ថ្ងៃនេះមិនទាន់មកដល់។ សូមពិនិត្យថ្ងៃ ខែ និងឆ្នាំម្តងទៀត
mistake-birth-about = សូមសរសេរអាយុជាលេខ ដូចជា ៩ ឬ ៥ ខែ
mistake-birth-about-against-date = អាយុ និងឆ្នាំកំណើតមិនត្រូវគ្នា។ សូមពិនិត្យម្តងទៀត ឬទុកតែមួយ
mistake-birth-lunar = សរសេរវែងពេក។ សូមសរសេរតែថ្ងៃខែចន្ទគតិ
mistake-day-choose = សូមជ្រើសរើសថ្ងៃមួយ ឬប្រាប់ថាមិនប្រាកដ
mistake-birth-both = មានសរសេរថ្ងៃកំណើត ហើយក៏គូសថាមិនដឹងដែរ។ សូមលុបថ្ងៃខែឆ្នាំ ឬដកសញ្ញាគូសចេញ
mistake-birth-mother-after-child = តាមឆ្នាំទាំងនេះ ម្តាយកើតក្រោយកូន។ សូមពិនិត្យឆ្នាំកំណើតទាំងពីរ
mistake-birth-father-after-child = តាមឆ្នាំទាំងនេះ ឪពុកកើតក្រោយកូន។ សូមពិនិត្យឆ្នាំកំណើតទាំងពីរ

# UNREVIEWED: no native reader has checked these texts yet.

## The first page
start-title = សុំចុះបញ្ជីកំណើតឱ្យកុមារ
start-place = នៅ{ $place }
start-ticket = បានផ្ញើពាក្យសុំហើយ។ លេខរបស់អ្នកគឺ { $number }។
start-ticket-see = មើលថាដល់វេនអ្នកនៅពេលណា
start-point-questions = ដំបូង៖ ឆ្លើយសំណួរអំពីគ្រួសារ និងកុមារ ប្រហែលដប់នាទី។
start-point-number = បន្ទាប់មក៖ អ្នកទទួលបានលេខរង់ចាំ។
start-point-desk = ពេលដល់វេន៖ មន្ត្រីពិនិត្យអ្វីៗទាំងអស់ជាមួយអ្នក។
start-begin = ចាប់ផ្តើម
start-begun = មានពាក្យសុំដែលបានចាប់ផ្តើមលើទូរស័ព្ទនេះ។ ចម្លើយនៅដដែល។
start-go-on = បន្តពីកន្លែងដែលបានឈប់
start-begin-another = ចាប់ផ្តើមពាក្យសុំថ្មី
start-kept = ចម្លើយរបស់អ្នករក្សាទុកក្នុងកុំព្យូទ័រនៅទីនេះ។ មិនត្រូវការអ៊ីនធឺណិតទេ។
start-resume-title = បានចាប់ផ្តើមលើទូរស័ព្ទផ្សេង?
start-code = លេខកូដពាក្យសុំ
start-code-hint = អក្សរ និងលេខ ៦ តួ នៅខាងក្រោមទំព័រនីមួយៗនៃពាក្យសុំ
start-resume = បើកពាក្យសុំនោះ
start-code-wrong = លេខកូដមានអក្សរ និងលេខសរុប ៦ តួ។ សូមផ្ទៀងជាមួយលេខកូដដែលអ្នកបានកត់ទុក
start-code-unknown = រកពាក្យសុំដែលមានលេខកូដនេះមិនឃើញ។ សូមផ្ទៀងតួម្តងមួយៗ ឬសួរអ្នកជួយ
start-in-app-title = ទំព័រនេះបើកនៅក្នុងកម្មវិធីផ្សេង
start-in-app-next = ចម្លើយអាចបាត់។ សូមបើកទំព័រក្នុង Chrome៖ ចុចសញ្ញាចំណុចបីនៅខាងលើ រួចជ្រើសរើស «Open in Chrome»។
start-board = មើលថាកំពុងបម្រើលេខប៉ុន្មាន

## The form
form-progress = សំណួរ { $number } ក្នុង { $of }
form-back-to-check = ត្រឡប់ទៅចម្លើយទាំងអស់
form-saved = បានរក្សាទុកក្នុងកុំព្យូទ័រ ម៉ោង { $time }
form-saved-before = រក្សាទុកចុងក្រោយ ម៉ោង { $time }
form-not-saved = មិនទាន់រក្សាទុកទេ
form-not-saved-busy = កុំព្យូទ័រកំពុងរវល់។ អ្វីដែលអ្នកសរសេរនៅលើទំព័រនេះដដែល។ សូមរង់ចាំបន្តិច រួចចុចប៊ូតុងម្តងទៀត។
form-not-saved-full = កុំព្យូទ័រអស់កន្លែងទុក។ អ្វីដែលអ្នកសរសេរនៅលើទំព័រនេះដដែល។ សូមកុំបិទទំព័រ រួចហៅអ្នកជួយ។
form-code = លេខកូដពាក្យសុំរបស់អ្នក៖
form-code-for = សូមកត់ទុក។ មានលេខកូដនេះ អ្នកអាចបន្តលើទូរស័ព្ទផ្សេងបាន។

## Reading everything back
check-title = តើត្រឹមត្រូវទាំងអស់ទេ?
check-hint = សូមអានទាំងអស់។ បើមានកន្លែងមិនត្រូវ សូមចុច «កែ»។
check-about-you = អំពីអ្នក
check-rest = ឯកសារ និងការមកយក
check-same-as = ដូចគ្នានឹងកុមារទី { $number }
check-lunar-unread = អានពាក្យនេះជាថ្ងៃខែខ្មែរមិនបានទេ។ សូមជ្រើសរើសពីបញ្ជី ឬមន្ត្រីនឹងសួរអ្នក
check-change = កែ
check-after = ក្រោយដាក់ស្នើ អ្នកទទួលបានលេខរង់ចាំ។ បើត្រូវកែ សូមប្រាប់មន្ត្រីនៅតុ។
check-send = ដាក់ស្នើ
check-not-sent = មិនទាន់ដាក់ស្នើទេ

## The ticket
ticket-title = លេខ { $number }
ticket-label = លេខរង់ចាំរបស់អ្នក
ticket-before = មាន { $count-shown } គ្រួសារនៅមុខអ្នក
ticket-wait = ប្រហែល { $low } ទៅ { $high } នាទី
ticket-sent = យើងបានទទួលពាក្យសុំរបស់អ្នកហើយ
ticket-next = បន្ទាប់គឺលេខរបស់អ្នក។ សូមនៅជិតៗនេះ។
ticket-called = ដល់វេនអ្នកហើយ សូមមកតុលេខ
ticket-at-desk = អ្នកនៅតុហើយ។ មន្ត្រីកំពុងពិនិត្យជាមួយអ្នក។
ticket-missed-title = យើងបានហៅលេខរបស់អ្នក
ticket-missed-next = ពេលហៅ អ្នកមិននៅ។ វេនរបស់អ្នកនៅដដែល៖ សូមបង្ហាញលេខនេះដល់អ្នកជួយ។
ticket-parked-title = លេខរបស់អ្នកទុកមួយអន្លើសិន
ticket-parked-next = ពេលអ្នកត្រឡប់មកវិញ ឬត្រៀមរួច សូមបង្ហាញលេខនេះដល់អ្នកជួយ។ វេនរបស់អ្នកនៅដដែល។
ticket-done-title = ថ្ងៃនេះរួចរាល់ហើយ
ticket-done-next = សូមរក្សាទុកបង្កាន់ដៃ។ បង្កាន់ដៃប្រាប់ថា មកយកសំបុត្រកំណើតនៅពេលណា និងនៅទីណា។ បង្កាន់ដៃមិនមែនជាសំបុត្រកំណើតទេ។
ticket-children = សម្រាប់កុមារ { $count-shown } នាក់
ticket-keep = សូមកត់លេខនេះទុក ឬថតរូបទំព័រនេះ។
ticket-bring = សូមត្រៀម បើមាន
ticket-bring-none = គ្មានឯកសារក៏សូមរង់ចាំដែរ។ មន្ត្រីនឹងប្រាប់ថាត្រូវធ្វើអ្វី។
ticket-fresh = ទំព័រនេះមើលជួរម្តងទៀតដោយខ្លួនឯង។ មើលចុងក្រោយ ម៉ោង { $time }
ticket-next-family-hint = មានគ្រួសារផ្សេងចង់ប្រើទូរស័ព្ទនេះ?
ticket-next-family = គ្រួសារបន្ទាប់

## The board
board-title = កំពុងបម្រើលេខ
board-desk = តុ { $number }
board-next = បន្ទាប់
board-next-none = គ្មាននរណារង់ចាំទេ
board-empty = សូមរង់ចាំ

## Photos of papers
photos-title = រូបថតឯកសារ
photos-hint = ចម្លើយបានរក្សាទុកហើយ។ រូបថតជួយមន្ត្រី ប៉ុន្តែគ្មានរូបក៏បន្តបានដែរ។
photos-paper = ឯកសារអ្វី?
photos-photo = រូបថត
photos-photo-hint = ដាក់ឯកសារឱ្យរាបស្មើ នៅកន្លែងភ្លឺ ឱ្យមើលអក្សរឃើញ
photos-add = ដាក់រូបនេះ
photos-taken = { $count ->
    [0] មិនទាន់មានរូបទេ
   *[other] បានរក្សាទុក { $count-shown } រូប
  }
photos-remove = ដករូបចេញ
photo-none = សូមជ្រើសរើសឯកសារ រួចថតរូបសិន
photo-too-large = រូបនេះធំពេក។ សូមថតម្តងទៀតពីចម្ងាយបន្តិច
photo-not-a-picture = បើករូបនេះមិនបាន។ សូមថតដោយកាមេរ៉ា
photo-enough = រូបថតគ្រប់ហើយ។ បើចង់ដាក់រូបថ្មី សូមដករូបមួយចេញសិន

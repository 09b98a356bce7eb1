# UNREVIEWED: no native reader has checked these texts yet.
# Opening and closing a day and an event, the day sheet.

## The bar, the start page, the desk
admin-day = ថ្ងៃធ្វើការ
room-day = ថ្ងៃធ្វើការ
date-weekday = ថ្ងៃ{ $day }
bar-day-open = ថ្ងៃទី { $number }
bar-day-not-opened = មិនទាន់បើកថ្ងៃ
bar-day-closed = ថ្ងៃនេះបិទហើយ
bar-forms-left = សំបុត្រទទេនៅសល់៖ { $count-shown }
bar-book-left = សៀវភៅលេខ { $book }៖ នៅសល់ { $count-shown } កន្លែង
bar-event-closed = ព្រឹត្តិការណ៍បិទហើយ
day-missing-not_opened-title = មិនទាន់បើកថ្ងៃធ្វើការទេ
day-missing-not_opened-next = ពាក្យសុំ និងលេខរង់ចាំនៅតែបន្ត។ ពេលបើកថ្ងៃ សូមរាប់សំបុត្រទទេ និងសៀវភៅ ដើម្បីឱ្យពេលល្ងាចត្រូវគ្នាទាំងអស់។
day-missing-closed-title = ថ្ងៃនេះបិទហើយ
day-missing-closed-next = ពាក្យសុំដែលមកឥឡូវនេះ រក្សាវេនសម្រាប់ថ្ងៃបន្ទាប់។ គ្មានអ្វីបាត់ទេ។
day-missing-event-title = ព្រឹត្តិការណ៍នេះបិទហើយ
day-missing-event-next = នៅតែអាចប្រគល់សំបុត្រកំណើត ពិនិត្យបង្កាន់ដៃ និងស្វែងរកគ្រួសារ។ ពាក្យសុំថ្មីត្រូវការព្រឹត្តិការណ៍បន្ទាប់។
day-other-event = គ្រួសារនៃព្រឹត្តិការណ៍មុន
day-ask-administrator = អ្នកគ្រប់គ្រងជាអ្នកបើក។
day-open-now = បើកថ្ងៃធ្វើការ
day-next-event-now = បើកព្រឹត្តិការណ៍បន្ទាប់

## What families read when the desk is closed
family-closed-title = ថ្ងៃនេះតុបិទហើយ
family-closed-kept = វេនរបស់អ្នករក្សាទុកដដែល។ អ្នកដែលមិនទាន់បានបម្រើថ្ងៃនេះ នឹងបានមុនគេលើកក្រោយ។
family-closed-fill = អ្នកអាចបំពេញពាក្យសុំឥឡូវនេះ។ អ្នកនឹងទទួលបានលេខរង់ចាំសម្រាប់លើកក្រោយ។
family-closed-on = យើងបន្តនៅ{ $day }។
family-closed-somewhen = សូមសួរក្រុមការងារថាបន្តនៅថ្ងៃណា។
family-over-title = ការចុះបញ្ជីនៅទីនេះបានចប់ហើយ
family-over-next = សូមមកយកសំបុត្រកំណើតនៅ{ $place } ចាប់ពី{ $from }។
family-over-ticket = មិនទាន់បានបម្រើ? សូមទៅ{ $place } ហើយបង្ហាញលេខនេះ។
says-over-title = ការចុះបញ្ជីនៅទីនេះបានចប់ហើយ
says-over-next = មិនអាចចាប់ផ្តើមពាក្យសុំថ្មីបានទេ។ សូមសួរក្រុមការងារ ឬទៅសាលាឃុំ/សង្កាត់។

## The page of the day
day-title = ថ្ងៃទី { $number } នៃព្រឹត្តិការណ៍
day-title-none = មិនទាន់បានបើកថ្ងៃណាទេ
day-title-before = ចន្លោះថ្ងៃ
day-state-is-open = កំពុងបើក
day-state-is-closed = បិទហើយ
day-close = បិទថ្ងៃ
day-print = បោះពុម្ពសន្លឹកប្រចាំថ្ងៃ
day-print-so-far = បោះពុម្ពសន្លឹកមកដល់ពេលនេះ
day-print-event = សន្លឹកព្រឹត្តិការណ៍ទាំងមូល
day-reopen = បើកថ្ងៃនេះម្តងទៀត
day-reopen-means = បើបិទឆាប់ពេក។ អ្វីដែលបានរាប់ពេលបិទ នឹងសួរម្តងទៀត។
day-recount = រាប់ខុស? កែ
day-all-days = ថ្ងៃនៃព្រឹត្តិការណ៍នេះ
day-event-end = បិទព្រឹត្តិការណ៍
day-event-end-hint = ពេលថ្ងៃចុងក្រោយបិទរួច។
day-said-opened = ថ្ងៃធ្វើការបើកហើយ។ កំពុងបម្រុងទុក។
day-said-closed = ថ្ងៃបិទហើយ។ សូមបោះពុម្ពសន្លឹក ហើយឱ្យគេចុះហត្ថលេខា។ បានបម្រុងទុករួច។
day-said-closed-no-backup = ថ្ងៃបិទហើយ។ សូមបោះពុម្ពសន្លឹក ហើយឱ្យគេចុះហត្ថលេខា។ ការបម្រុងទុកមិនបានសម្រេច៖ សូមមើល «បម្រុងទុក»។
day-said-recounted = បានរក្សាទុក។
day-said-reopened = ថ្ងៃបើកម្តងទៀតហើយ។
day-said-noted = បានកត់ការពន្យល់។
day-said-corrected = បានកែការពន្យល់។
day-said-removed = បានដកការពន្យល់ចេញពីបញ្ជី។
day-said-back = បានដាក់ការពន្យល់ចូលបញ្ជីវិញ។
day-said-event-closed = ព្រឹត្តិការណ៍បិទហើយ។
day-said-event-reopened = ព្រឹត្តិការណ៍បើកម្តងទៀតហើយ។ សូមបើកថ្ងៃ ពេលបន្ត។
day-said-next = ព្រឹត្តិការណ៍បន្ទាប់បើកហើយ។ អាចបើកថ្ងៃដំបូងបាន។
day-stale = មានការផ្លាស់ប្តូររួចហើយ។ ឥឡូវវាដូច្នេះ។
day-forms-low = { $count ->
    [0] អស់សំបុត្រទទេហើយ។ នៅតែទទួលពាក្យ និងឱ្យបង្កាន់ដៃ។ សំបុត្រកំណើតសរសេរពេលក្រោយ។
   *[other] សំបុត្រទទេនៅសល់តែ { $count-shown } សន្លឹក។
  }
day-book-low = { $count ->
    [0] សៀវភៅលេខ { $book } ពេញហើយ។ សូមបើកសៀវភៅបន្ទាប់ ហើយសរសេរលេខរបស់វាពេលចុះបញ្ជីបន្ទាប់។
   *[other] សៀវភៅលេខ { $book } នៅសល់តែ { $count-shown } កន្លែង។
  }
day-look-first = សូមកែឱ្យត្រូវ ឬសរសេរហេតុផលពេលបិទ៖

## Opening
open-title = បើកថ្ងៃធ្វើការ
open-today = តើនេះជាថ្ងៃនេះមែនទេ?
open-clock-says = នាឡិកាកុំព្យូទ័រប្រាប់ថា
open-yes = បាទ/ចាស នេះជាថ្ងៃនេះ
open-no = ទេ។ ថ្ងៃនេះគឺ
open-date = កាលបរិច្ឆេទពិត
open-date-of-day = កាលបរិច្ឆេទនៃថ្ងៃនេះ
open-date-of-day-hint = សូមកែតែពេលបើកថ្ងៃដោយកាលបរិច្ឆេទខុស។
open-date-hint = តែពេលកាលបរិច្ឆេទកុំព្យូទ័រខុស។ បន្ទាប់មក សូមកែនាឡិកាកុំព្យូទ័រ៖ បង្កាន់ដៃទាំងអស់មានកាលបរិច្ឆេទនោះ។
open-stock = មានអ្វីខ្លះនៅទីនេះ?
open-stock-hint = សូមរាប់ម្តង។ កន្លែងទទេមានន័យថាមិនបានរាប់ ហើយពេលល្ងាចមិនប្រៀបធៀបទេ។
open-forms = សំបុត្រកំណើតទទេ
open-low = ប្រាប់ពេលនៅសល់តិចជាង
open-books = សៀវភៅបញ្ជីកំណើតដែលកំពុងប្រើ
open-book = លេខសៀវភៅ
open-book-next = លេខចុះបញ្ជីបន្ទាប់
open-book-left = កន្លែងនៅសល់
open-more-books = មានសៀវភៅលើសពីមួយ
open-desks = នរណានៅតុណា?
open-desk-of = តុរបស់ { $name }
open-desk-none = គ្មានតុ
open-do = បើកថ្ងៃធ្វើការ
open-save = រក្សាទុក
open-early = { $count ->
    [0] គ្មានអ្នកណាផ្ញើបែបបទមុនពេលបើកថ្ងៃនេះទេ។
   *[other] មាន { $count-shown } គ្រួសារបានផ្ញើបែបបទមុនពេលបើកថ្ងៃនេះ ហើយកំពុងរង់ចាំ តាមលំដាប់ដែលបានមកដល់។
  }
open-carried = { $count ->
    [0] គ្មានអ្នករង់ចាំពីមុនទេ។
   *[other] មាន { $count-shown } គ្រួសាររង់ចាំពីមុន ហើយបានមុនគេ តាមលំដាប់ដែលបានមកដល់។
  }
open-used-forms = { $count ->
    [0] គ្មានសំបុត្រកំណើតត្រូវបានសរសេរមុនពេលបើកថ្ងៃនេះទេ។
   *[other] បានសរសេរសំបុត្រកំណើត { $count-shown } សន្លឹក មុនពេលបើកថ្ងៃនេះ។
  }
open-used-entries = { $count ->
    [0] គ្មានការចុះបញ្ជីមុនពេលបើកថ្ងៃនេះទេ។
   *[other] បានចុះបញ្ជី { $count-shown } កន្លែង មុនពេលបើកថ្ងៃនេះ។
  }
open-used-count = សូមរាប់តែអ្វីដែលនៅសល់ឥឡូវនេះ។
mistake-day-date = សូមសរសេរថ្ងៃ ខែ និងឆ្នាំ ឬជ្រើសរើសថានាឡិកាត្រូវ
mistake-day-again-date = ថ្ងៃមួយទៀតនៃព្រឹត្តិការណ៍នេះមានកាលបរិច្ឆេទនេះហើយ។ សូមសរសេរកាលបរិច្ឆេទនៃថ្ងៃនេះ
mistake-day-confirm = សូមប្រាប់ថាកាលបរិច្ឆេទត្រូវឬទេ
mistake-day-again = ថ្ងៃនេះបានបើកពីមុនហើយ។ សូមបើកម្តងទៀតនៅទំព័ររបស់វា ឬសរសេរថ្ងៃផ្សេង
mistake-day-number = សូមសរសេរលេខគត់
mistake-day-book = សៀវភៅមួយត្រូវមានលេខ លេខចុះបញ្ជីបន្ទាប់ និងកន្លែងនៅសល់
mistake-day-desk-twice = មានពីរនាក់នៅតុនេះ

## Closing
close-title = បិទថ្ងៃធ្វើការ
close-lead = សូមរាប់អ្វីដែលនៅទីនេះ រួចមើលថាត្រូវគ្នាទាំងអស់ឬទេ។ គ្រួសារដែលមិនទាន់បានបម្រើ បានមុនគេលើកក្រោយ។
close-returned = { $count ->
   *[other] មាន { $count-shown } លេខបានហៅ នៅតុ ឬមិនបានមក៖ { $list }។ លេខទាំងនោះត្រឡប់ទៅវេនវិញ។
  }
close-forms = សំបុត្រកំណើតទទេ
close-used-before = ក្នុងនោះ { $count-shown } សន្លឹក បានសរសេរមុនពេលរាប់។
close-forms-opened = ពេលព្រឹកមាន { $count-shown } សន្លឹក។
close-brought = មកបន្ថែមពេលថ្ងៃ
close-used = បានសរសេរ
close-used-hint = កុំព្យូទ័រដឹង { $count-shown }៖ ប្រគល់ភ្លាម ឬកត់ថារួចរាល់។
close-spoilt = ខូច
close-left = នៅសល់ឥឡូវនេះ
close-blanks = បង្កាន់ដៃទទេនៅក្នុងដៃ
close-blanks-hint = កុំព្យូទ័រដឹង { $count-shown } ដែលមិនទាន់មានកុមារ។
close-papers = ពាក្យសុំលើក្រដាសទទេនៅក្នុងដៃ
close-papers-hint = កុំព្យូទ័រដឹង { $count-shown } ដែលមិនទាន់វាយបញ្ចូល។
close-no-count = ពេលព្រឹកគ្មាននរណារាប់សំបុត្រទទេទេ ដូច្នេះគ្មានអ្វីប្រៀបធៀប។
close-differences = កន្លែងដែលមិនត្រូវគ្នា
close-changed = មានការផ្លាស់ប្តូរក្រោយអ្នកមើល។ សូមមើលម្តងទៀត។
close-explain-first = សូមសរសេរហេតុផលមួយបន្ទាត់ ទើបអាចបិទថ្ងៃ។
close-explanation = តើមានអ្វីកើតឡើង?
close-explanation-hint = មួយបន្ទាត់ គ្មានឈ្មោះគ្រួសារ។ វានៅលើសន្លឹកដែលគេចុះហត្ថលេខា។
close-adds-up = ត្រូវគ្នាទាំងអស់។
close-look = មើលថាត្រូវគ្នាឬទេ
close-do = បិទថ្ងៃ
close-do-anyway = បិទថ្ងៃជាមួយហេតុផលនេះ
close-so-far = តួលេខទាំងអស់

## What does not add up
day-diff-undecided = { $count ->
   *[other] មានលេខដែលបានបញ្ចប់ { $count-shown } នៅមានកុមារមិនទាន់សម្រេច៖ { $list }។
  }
day-diff-no-receipt = { $count ->
   *[other] មានលេខដែលបានបញ្ចប់ { $count-shown } នៅមានកុមារគ្មានបង្កាន់ដៃ៖ { $list }។
  }
day-diff-unprinted = { $count ->
   *[other] បង្កាន់ដៃ { $count-shown } បានចេញ តែមិនទាន់កត់ថាបានបោះពុម្ព៖ { $list }។
  }
day-diff-tickets-skipped = { $count ->
   *[other] លេខរង់ចាំ { $count-shown } មិនបានចេញឱ្យនរណាទេ។
  }
day-diff-receipts-skipped = { $count ->
   *[other] លេខបង្កាន់ដៃ { $count-shown } មិនបានបង្កើតទេ។
  }
day-diff-book-gap = { $count ->
   *[other] ក្នុងសៀវភៅមាន { $count-shown } លេខគ្មានកុមារ។ សៀវភៅលេខ { $list }។
  }
day-diff-book-odd = { $count ->
   *[other] មាន { $count-shown } កន្លែងដែលមិនមែនជាលេខធម្មតា ឬមានលេខដដែលពីរដង។ សៀវភៅលេខ { $list }។
  }
day-diff-book-start = សៀវភៅត្រូវចាប់ផ្តើមពីលេខ { $count-shown } តែចាប់ផ្តើមពីលេខផ្សេង។ សៀវភៅលេខ { $list }។
day-diff-book-over = { $count ->
   *[other] ចុះបញ្ជីលើសកន្លែងដែលនៅសល់ { $count-shown }។ សៀវភៅលេខ { $list }។
  }
day-diff-book-unknown = { $count ->
   *[other] មាន { $count-shown } កន្លែងនៅក្នុងសៀវភៅដែលមិនបានរាប់ពេលព្រឹក។ សៀវភៅលេខ { $list }។
  }
day-diff-blanks-missing = { $count ->
   *[other] បង្កាន់ដៃ { $count-shown } រកមិនឃើញ។ បង្កាន់ដៃទទេគឺ៖ { $list }។
  }
day-diff-blanks-more = { $count ->
   *[other] បង្កាន់ដៃទទេក្នុងដៃលើស { $count-shown }។ កុំព្យូទ័រដឹងតែ៖ { $list }។
  }
day-diff-blanks-uncounted = { $count ->
   *[other] បង្កាន់ដៃទទេ { $count-shown } មិនបានរាប់៖ { $list }។
  }
day-diff-papers-out = { $count ->
   *[other] ពាក្យសុំលើក្រដាស { $count-shown } បានឱ្យគេ តែមិនទាន់វាយបញ្ចូល។ ដែលនៅទទេ ឬនៅគ្រួសារគឺ៖ { $list }។
  }
day-diff-papers-more = { $count ->
   *[other] ពាក្យសុំលើក្រដាសទទេក្នុងដៃលើស { $count-shown }។ កុំព្យូទ័រដឹងតែ៖ { $list }។
  }
day-diff-papers-uncounted = { $count ->
   *[other] ពាក្យសុំលើក្រដាស { $count-shown } មិនបានរាប់៖ { $list }។
  }
day-diff-forms-fewer-used = { $count ->
   *[other] សំបុត្រកំណើតបានសរសេរលើសសន្លឹកដែលបានប្រើ { $count-shown }។
  }
day-diff-forms-more-used = { $count ->
   *[other] សំបុត្រទទេបានប្រើលើសសំបុត្រកំណើតដែលបានកត់ថាសរសេរ ឬប្រគល់រួច { $count-shown } សន្លឹក។
  }
day-diff-forms-uncounted = ពេលល្ងាចមិនបានរាប់សំបុត្រទទេទេ។ ពេលព្រឹកមាន { $count-shown } សន្លឹក។
day-diff-forms-missing = { $count ->
   *[other] សំបុត្រទទេ { $count-shown } សន្លឹករកមិនឃើញ។
  }
day-diff-night-forms-fewer = { $count ->
   *[other] ពេលព្រឹក សំបុត្រទទេខ្វះ { $count-shown } សន្លឹក ធៀបនឹងល្ងាចមុន ({ $list })។
  }
day-diff-night-forms-more = { $count ->
   *[other] ពេលព្រឹក សំបុត្រទទេលើស { $count-shown } សន្លឹក ធៀបនឹងល្ងាចមុន ({ $list })។
  }
day-diff-night-book = សៀវភៅមួយមិនដូចល្ងាចមុនទេ៖ លេខបន្ទាប់ ហើយក្នុងវង់ក្រចកកន្លែងដែលនៅសល់។ សៀវភៅលេខ { $list }។
day-diff-forms-more = { $count ->
   *[other] សំបុត្រទទេលើស { $count-shown } សន្លឹក។
  }

## What the sheet says
day-sheet-title = សន្លឹកប្រចាំថ្ងៃ លេខ { $number }
day-sheet-so-far = សន្លឹកប្រចាំថ្ងៃ លេខ { $number } មកដល់ពេលនេះ (មិនទាន់បិទ)
day-sheet-before = សន្លឹកមុនថ្ងៃដំបូង
event-sheet-title = សន្លឹកព្រឹត្តិការណ៍ទាំងមូល
event-sheet-so-far = សន្លឹកព្រឹត្តិការណ៍ទាំងមូល មកដល់ពេលនេះ (មិនទាន់បិទ)
day-printed-at = បោះពុម្ព { $when }
day-sign-title = បានពិនិត្យ ហើយត្រូវតាមដែលសរសេរ
day-sign-organiser = អ្នករៀបចំ
day-date-and-lunar = { $lunar } ត្រូវនឹង{ $civil }
day-not-counted = មិនបានរាប់
day-not-closed = មិនទាន់បិទ
day-never-opened = មិនទាន់មាននរណាបើកថ្ងៃណាទេ។
day-part-opened = ការបើក និងបិទ
day-opened = បើក
day-closed = បិទ
day-clock-said = នាឡិកាកុំព្យូទ័រប្រាប់ថ្ងៃផ្សេង
day-desks = តុ
day-part-tickets = គ្រួសារ និងលេខរង់ចាំ
day-carried = មិនទាន់បានបម្រើពីមុន
day-given = លេខរង់ចាំដែលបានឱ្យ
day-done = បានបញ្ចប់
day-unserved = មិនទាន់បានបម្រើ
day-parked = ទុកមួយអន្លើ
day-came-back = ត្រឡប់មកវិញក្រោយបញ្ចប់
day-returned = ត្រឡប់ទៅវេនវិញ
day-channels = ពាក្យសុំមកតាម
day-channels-are = ទូរស័ព្ទ { $phone } អ្នកជួយបំពេញ { $entry } ក្រដាស { $paper }
day-all-tickets = លេខរង់ចាំទាំងអស់នៃព្រឹត្តិការណ៍
day-all-tickets-are = { $all } = បញ្ចប់ { $done } + រង់ចាំ { $waiting } + មិនបានមក { $missed } + ទុកមួយអន្លើ { $parked }
day-tickets-skipped = លេខរង់ចាំដែលរំលងក្រោយយកច្បាប់បម្រុងមកវិញ
day-drafts = មិនទាន់ដាក់ស្នើ
day-papers = ពាក្យសុំលើក្រដាស
day-papers-are = { $all } = បានវាយបញ្ចូល { $typed } + ខូច { $spoilt } + ទទេ ឬនៅគ្រួសារ { $out }
day-part-children = កុមារ
day-column-outcome = លទ្ធផល
day-column-day = ថ្ងៃនេះ
day-column-event = ព្រឹត្តិការណ៍
day-registered = បានចុះបញ្ជី
day-state-entered = – រង់ចាំសំបុត្រកំណើត
day-state-certificate_ready = – សំបុត្រកំណើតរួចរាល់
day-state-collected = – បានប្រគល់សំបុត្រកំណើត
day-state-awaiting_papers = រង់ចាំឯកសារ
day-state-sent_to_district = បានផ្ញើទៅថ្នាក់ស្រុក
day-state-closed = បិទដោយគ្មានសំបុត្រកំណើត
day-state-filed = មិនទាន់សម្រេច
day-all-children = កុមារទាំងអស់
day-children-filed = លើពាក្យសុំថ្ងៃនេះ
day-timely-of = បានចុះបញ្ជី ឬបានផ្ញើទៅស្រុក
day-in-time = ក្នុងនោះ ក្នុងរយៈពេល ៣០ថ្ងៃ
day-late = ក្នុងនោះ លើស ៣០ថ្ងៃ
day-not-exact = ក្នុងនោះ មិនដឹងថ្ងៃកំណើត
day-written = សំបុត្រកំណើតបានសរសេរ
day-handed = សំបុត្រកំណើតបានប្រគល់
day-taken-back = បានសម្រេចនៅថ្ងៃមុន តែត្រូវដកវិញ
day-closed-for = បិទ៖ { $reason }
day-part-receipts = បង្កាន់ដៃ
day-blank-before = ទទេពីមុន
day-minted = លេខដែលបានបង្កើត
day-bound = បានឱ្យកុមារ
day-spoilt = ខូច
day-blank = ទទេឥឡូវនេះ
day-all-receipts = លេខទាំងអស់នៃព្រឹត្តិការណ៍
day-all-receipts-are = { $all } = មានកុមារ { $bound } + ទទេ { $blank } + ខូច { $spoilt }
day-printed = បានបោះពុម្ព
day-again = បោះពុម្ពម្តងទៀត
day-by-hand = សរសេរដៃ
day-receipts-skipped = លេខដែលរំលងក្រោយយកច្បាប់បម្រុងមកវិញ
day-anew = ចេញថ្មីក្រោយកែ
day-copies = ច្បាប់ចម្លង៖ { $reason }
day-unprinted = មិនទាន់បោះពុម្ព
day-part-books = សៀវភៅបញ្ជីកំណើត
day-no-entries = គ្មានការចុះបញ្ជីក្នុងសៀវភៅទេ។
day-column-book = សៀវភៅ / ឆ្នាំ
day-column-range = លេខចុះបញ្ជី
day-column-entries = ចំនួន
day-column-missing = លេខគ្មានកុមារ
day-column-left = នៅសល់
day-part-forms = សំបុត្រកំណើតទទេ
day-forms-opening = មានពេលបើក
day-forms-brought = មកបន្ថែមពេលថ្ងៃ
day-forms-used = បានប្រើ
day-forms-before = ក្នុងនោះ មុនពេលរាប់
day-forms-spoilt = ខូច
day-forms-left = នៅសល់ តាមរាប់
day-forms-should-be = គួរនៅសល់ឥឡូវនេះ
day-to-write = ត្រូវសរសេរទៀត
day-forms-needed = ត្រូវការបន្ថែម
day-part-talks = ការពន្យល់ដល់គ្រួសារ
day-no-talks = មិនទាន់កត់ការពន្យល់ទេ។
day-talks-all = ការពន្យល់ទាំងអស់៖ { $count }
day-part-adds-up = តើត្រូវគ្នាទាំងអស់ទេ?
day-adds-up = ត្រូវគ្នាទាំងអស់។
day-adds-up-so-far = មកដល់ពេលនេះ ត្រូវគ្នាទាំងអស់។ សំបុត្រទទេ និងបង្កាន់ដៃទទេ រាប់ពេលបិទ។
day-explanation = ហេតុផល
day-part-journal = កំណត់ហេតុ
day-journal-entries = ចំនួន
day-journal-mark = សញ្ញានៃកំណត់ហេតុចុងក្រោយ

## Talks
talk-title = ការពន្យល់ដល់គ្រួសារ
talk-lead = មានមនុស្សប៉ុន្មាននាក់បានស្តាប់ថាហេតុអ្វីសំបុត្រកំណើតសំខាន់។ កត់តែចំនួន មិនកត់ឈ្មោះ។
talk-time = ម៉ោង
talk-topic = អំពី
talk-women = ស្រី
talk-men = ប្រុស
talk-note = កត់ការពន្យល់
talk-correct = កែ
talk-save = រក្សាទុក
talk-remove = ដកចេញពីបញ្ជី
talk-removed = បានដកចេញ៖ { $topic } ម៉ោង { $time }។
talk-undo = ដាក់វិញ
talk-topic-why = ហេតុអ្វីសំបុត្រកំណើតសំខាន់
talk-topic-thirty_days = រាយការណ៍កំណើតក្នុងរយៈពេល ៣០ថ្ងៃ
talk-topic-papers = ឯកសារដែលជួយ
talk-topic-school_health = សាលារៀន និងសុខភាព
talk-topic-protection = ការការពារកុមារ
talk-topic-other = ផ្សេងៗ
mistake-talk-time = សូមសរសេរម៉ោង និងនាទី ឧទាហរណ៍ ០៨:៣០
mistake-talk-count = សូមសរសេរចំនួនស្រី និងប្រុសដែលបានស្តាប់ ជាលេខគត់ មិនលើស ២០០០
mistake-talk-nobody = ត្រូវមានអ្នកស្តាប់យ៉ាងតិចម្នាក់
mistake-talk-topic = សូមជ្រើសរើសថាអំពីអ្វី

## Closing the event, opening the next
event-end-title = បិទព្រឹត្តិការណ៍
event-end-lead = បន្ទាប់ពីនេះ គ្មាននរណាអាចចាប់ផ្តើមពាក្យសុំថ្មីបានទេ។ ការប្រគល់សំបុត្រកំណើត ការពិនិត្យបង្កាន់ដៃ និងការស្វែងរក នៅដដែល។
event-end-day-open = មានថ្ងៃមួយកំពុងបើក។ សូមបិទថ្ងៃសិន។
event-end-open-things = អ្វីដែលមិនទាន់ចប់
event-end-unserved = { $count ->
   *[other] មាន { $count-shown } គ្រួសារមិនទាន់បានបម្រើ៖ { $list }។
  }
event-end-undecided = { $count ->
   *[other] កុមារ { $count-shown } នាក់មិនទាន់សម្រេច។
  }
event-end-awaiting = { $count ->
   *[other] កុមារ { $count-shown } នាក់រង់ចាំឯកសារ។
  }
event-end-blanks = { $count ->
   *[other] បង្កាន់ដៃទទេ { $count-shown } នៅខាងក្រៅ៖ { $list }។
  }
event-end-drafts = { $count ->
   *[other] ពាក្យសុំ { $count-shown } បានចាប់ផ្តើម តែមិនទាន់ដាក់ស្នើ។ លែងអាចដាក់ស្នើបាន។
  }
event-end-nothing = គ្មានអ្វីនៅសល់ទេ។
event-end-do = បិទព្រឹត្តិការណ៍
event-reopen = បើកព្រឹត្តិការណ៍នេះម្តងទៀត
event-reopen-means = បើបិទច្រឡំ។ អាចធ្វើបាន មុនពេលបើកព្រឹត្តិការណ៍បន្ទាប់។
event-closed = បិទ
event-part-days = ថ្ងៃទាំងអស់
event-column-day = ថ្ងៃ
event-column-receipts = បង្កាន់ដៃ
event-column-listeners = អ្នកស្តាប់ ស្រី + ប្រុស
event-adds-up = ថ្ងៃដែលបិទហើយ ត្រូវគ្នាទាំងអស់។
event-of-day = ថ្ងៃទី { $number }៖
event-clock-mark = * នាឡិកាកុំព្យូទ័រប្រាប់ថ្ងៃផ្សេង។
next-title = បើកព្រឹត្តិការណ៍បន្ទាប់
next-lead = ប្រអប់ដដែល នៅកន្លែងផ្សេង៖ ព្រឹត្តិការណ៍ថ្មីមានលេខរង់ចាំ និងលេខបង្កាន់ដៃផ្ទាល់ខ្លួន។ ព្រឹត្តិការណ៍មុននៅដដែល។
next-part-people = នរណាធ្វើការនៅទីនោះ
events-choose = ព្រឹត្តិការណ៍ផ្សេង
events-earlier = នេះជាព្រឹត្តិការណ៍មុន៖
next-people-hint = ម្នាក់ៗរក្សាឈ្មោះ លេខសម្ងាត់ និងការងារចុងក្រោយ។ សូមគូសអ្នកដែលមក។
next-you = អ្នកនៅ៖ ត្រូវមានអ្នកគ្រប់គ្រង។
next-part-focal = ការការពារកុមារ
next-focal-hint = អ្នកដែលអានដំណឹងអំពីការការពារកុមារ វាយឃ្លាសម្ងាត់ផ្ទាល់ខ្លួន ពេលអ្នកដទៃងាកចេញ។ បើគ្មាន ព្រឹត្តិការណ៍បន្ទាប់គ្មានអ្នកទទួលបន្ទុកការពារកុមារទេ ហើយទំព័រដើមប្រាប់រាល់ថ្ងៃ។
next-focal-of = ឃ្លាសម្ងាត់របស់ { $name }
next-focal-new = អ្នកផ្សេងទទួលបន្ទុកនេះ
next-focal-new-who = នរណា?
next-focal-new-nobody = គ្មានអ្នកផ្សេង
next-focal-new-passphrase = ឃ្លាសម្ងាត់ថ្មីរបស់គាត់ផ្ទាល់
next-recovery = លេខកូដលើសន្លឹកសង្គ្រោះ
next-recovery-hint = មិនបំពេញក៏បាន។ បើមាន សន្លឹកនោះបើកដំណឹងបិទត្រានៃព្រឹត្តិការណ៍បន្ទាប់ដែរ។
next-do = បើកព្រឹត្តិការណ៍បន្ទាប់
mistake-next-focal = នេះមិនមែនជាឃ្លាសម្ងាត់របស់អ្នកនេះទេ។ សូមវាយម្តងទៀត ឬទុកទទេ
mistake-next-recovery = លេខកូដនេះមិនបើកប្រអប់នេះទេ។ សូមផ្ទៀងជាមួយសន្លឹក ឬទុកទទេ
mistake-next-focal-who = សូមជ្រើសរើសថានរណា
mistake-next-focal-passphrase = សូមវាយឃ្លាសម្ងាត់របស់អ្នកនេះ

## In the journal
act-open_day = បានបើកថ្ងៃធ្វើការ
act-redate_day = បានកែកាលបរិច្ឆេទនៃថ្ងៃ
act-recount_day = បានកែអ្វីដែលបានរាប់
act-close_day = បានបិទថ្ងៃ
act-reopen_day = បានបើកថ្ងៃម្តងទៀត
act-keep_member = បន្តការងារនៅព្រឹត្តិការណ៍បន្ទាប់
act-reopen_event = បានបើកព្រឹត្តិការណ៍ម្តងទៀត
act-day_sheet = បានបោះពុម្ពសន្លឹកប្រចាំថ្ងៃ
act-event_sheet = បានបោះពុម្ពសន្លឹកព្រឹត្តិការណ៍
act-note_talk = បានកត់ការពន្យល់
act-correct_talk = បានកែការពន្យល់
act-remove_talk = បានដកការពន្យល់ចេញ
act-put_talk_back = បានដាក់ការពន្យល់វិញ

# The register copy and papers numbered beforehand.
# UNREVIEWED: no native reader has checked these texts yet.

## The register book
room-register = បញ្ជីកំណើត
register-title = ចម្លងចូលសៀវភៅបញ្ជីកំណើត
register-of = បានចម្លង ក្នុងចំណោម { $total }
register-lead = សូមសរសេរកុមារម្នាក់ៗចូលក្នុងសៀវភៅដោយដៃ មួយបន្ទាត់ម្តង រួចគូសនៅទីនេះ។
register-which = កុមារណាខ្លះ
register-which-open = មិនទាន់ចម្លង
register-which-today = សម្រេចថ្ងៃនេះ
register-which-all = ទាំងអស់ក្នុងកម្មវិធី
register-print = { $count ->
   *[other] បោះពុម្ពសន្លឹកចម្លង (កុមារ { $count-shown } នាក់)
  }
register-csv = ឯកសារសម្រាប់សំបុត្រកំណើត (CSV)
register-csv-columns = អ្វីខ្លះនៅក្នុងឯកសារ
register-csv-means = កុមារម្នាក់មួយបន្ទាត់ UTF-8 លេខ 0 ដល់ 9។ សម្រាប់គំរូសំបុត្រកំណើតរបស់ឃុំ។ ក្នុងឯកសារមានឈ្មោះ និងសញ្ជាតិ៖ សូមលុបវា ពេលបោះពុម្ពសំបុត្ររួច។ ជួរឈរទាំងនេះ៖
register-none-open = គ្មានកុមាររង់ចាំចម្លងទេ
register-none-today = ថ្ងៃនេះមិនទាន់សម្រេចអ្វីទេ
register-none-all = មិនទាន់មានកុមារត្រូវចម្លងទេ
register-none-hint = កុមារមានឈ្មោះនៅទីនេះ ពេលតុបានចុះក្នុងបញ្ជី ឬបានបញ្ជូនទៅស្រុក។
receipt-ticket-number = លេខរង់ចាំ { $number }
register-done = លេខរង់ចាំ { $ticket } បានចម្លងក្រោមលេខ { $number }។
register-undo = មិនទាន់ចម្លងទេ
register-apart = លេខ { $number } នៅឆ្ងាយពីលេខផ្សេងទៀតក្នុងសៀវភៅនេះ។ សូមមើលម្តងទៀត។ បើក្នុងសៀវភៅសរសេរដូច្នេះ គឺត្រឹមត្រូវហើយ។
register-gap = សៀវភៅ { $book }៖ គ្មានកុមារណាមានលេខ { $numbers } ទេ។ សូមមើលថាតើលេខនោះខូច ឬរំលង។
register-withdrawn = កុមារនេះបានចម្លងហើយ តែសេចក្តីសម្រេចត្រូវបានដកវិញ។ សូមសួរមន្ត្រីអត្រានុកូលដ្ឋានថាត្រូវធ្វើអ្វីក្នុងសៀវភៅ។
register-withdrawn-seen = បានកែក្នុងសៀវភៅហើយ
register-changed = បានកែ ក្រោយពេលចម្លងនៅ { $when } ដោយ { $who }។ អ្វីដែលគូសចំណាំជាអ្វីថ្មី៖ សូមកែក្នុងសៀវភៅ រួចគូសម្តងទៀត។
register-copied = បានចម្លង
register-copied-by = បានចម្លង { $when } ដោយ { $who }
register-tick = បានចម្លងចូលសៀវភៅ
register-tick-again = បានកែក្នុងសៀវភៅ
register-pages = ទំព័រ
register-earlier = មុន
register-later = បន្ទាប់
register-entry-blank = សូមសរសេរសៀវភៅ ឆ្នាំ និងលេខ ដូចក្នុងសៀវភៅ៖ ឆ្នាំមាន ៤ ខ្ទង់ លេខជាតួលេខសុទ្ធ។
register-entry-taken = លេខនេះជារបស់លេខរង់ចាំ { $ticket } រួចហើយ។ សូមមើលសៀវភៅ ឆ្នាំ និងលេខ។
register-other-number = លេខរង់ចាំ { $ticket } មានក្នុងសៀវភៅក្រោមលេខ { $stands } រួចហើយ ហើយអ្នកវាយ { $typed }។ សូមមើលក្នុងសៀវភៅថាលេខណាត្រឹមត្រូវ។ បើលេខដែលមានរួចខុស សូមដកសេចក្តីសម្រេចវិញនៅតុ រួចចុះកុមារម្តងទៀត។
register-ticked-again = កុមារនេះត្រូវបានគូសម្តងទៀតនៅ { $when } ដោយ { $who }។ សូមមើលម្តងទៀត មុនដកវិញ។
register-not-to-be-entered = កុមារនេះមិនត្រូវចុះក្នុងបញ្ជីទៀតទេ។ សូមមើលករណីនៅតុ។

## Fields of the book
register-child = កុមារ
register-foot = អ្នករាយការណ៍ និងទីលំនៅ
register-parents = ឪពុកម្តាយ
register-commune = ឃុំ/សង្កាត់
register-surname = នាមត្រកូល
register-given = នាមខ្លួន
register-latin = អក្សរឡាតាំង
register-lunar-label = ថ្ងៃខែចន្ទគតិ
register-lunar = ថ្ងៃ{ $weekday } { $day }{ $phase } ខែ{ $month } ឆ្នាំ{ $animal } { $sak } ព.ស. { $era }
register-lunar-said = គ្រួសារប្រាប់ថា៖ { $words }
register-sex-female = ស្រី
register-sex-male = ប្រុស
register-nationality-open = មិនទាន់កំណត់
register-parent-said = ឥឡូវនេះ
register-relation = អ្នករាយការណ៍ត្រូវជា
register-informant = ឈ្មោះអ្នករាយការណ៍
register-home = ទីលំនៅឪពុកម្តាយ
register-ticket = លេខរង់ចាំ
register-not-stated = មិនបានប្រាប់
register-unknown = មិនដឹង
register-sheet-title = សន្លឹកចម្លងសម្រាប់សៀវភៅបញ្ជីកំណើត
register-made = { $when } { $who }

## Papers printed beforehand
room-papers = ក្រដាសសម្រាប់ពេលដាច់ភ្លើង
register-papers-title = ក្រដាសសម្រាប់ពេលដាច់ភ្លើង
register-papers-lead = សូមបោះពុម្ពមុនចេញដំណើរ ហើយរក្សាទុកកុំឱ្យសើម។ ពេលដាច់ភ្លើង គ្រួសារបំពេញពាក្យដោយដៃ ហើយទទួលបង្កាន់ដៃដែលសរសេរដោយដៃ។ គ្មានអ្វីបាត់ទេ៖ ទាំងអស់នឹងវាយបញ្ចូលពេលក្រោយ ក្រោមលេខដដែល។
register-how-many = ប៉ុន្មានសន្លឹក? យ៉ាងច្រើន { $most }
register-count-wrong = សូមសរសេរលេខពី ១ ដល់ { $most }។
register-forms-few = កម្មវិធីនេះនៅសល់លេខសម្រាប់ពាក្យតែ { $left } ប៉ុណ្ណោះ។
register-printings = ការបោះពុម្ព
register-printed = បានបោះពុម្ព
register-numbers = លេខ
register-out = មិនទាន់មានម្ចាស់
register-given-away = បានផ្តល់
register-typed-in = បានវាយបញ្ចូល
register-spoilt = ខូច
register-open = បើក
register-take-back = ដកវិញ
register-spoil = ខូចហើយ
register-again-title = ក្រដាសកកស្ទះ? បោះពុម្ពខ្លះម្តងទៀត
register-again-means = លេខដដែល លើក្រដាសដដែល។ សូមហែកសន្លឹកដែលចេញមិនល្អ។
register-again = បោះពុម្ពម្តងទៀត
register-from = ពី
register-to = ដល់
register-blanks-title = បង្កាន់ដៃទទេ
register-blanks-means = សន្លឹកនីមួយៗមានលេខ និងកូដរបស់វា និងបន្ទាត់សម្រាប់សរសេរ។ នៅតុ លេខនោះត្រូវផ្តល់ឱ្យកុមារ។
register-blanks-print = ដាក់លេខ និងបោះពុម្ព
register-blanks-out = { $count ->
   *[other] បង្កាន់ដៃទទេ { $count-shown } សន្លឹកនៅខាងក្រៅ
  }
register-blanks-next = សូមរក្សាទុកជាមួយគ្នា តាមលំដាប់លេខ។ អ្នកដែលយក ត្រូវចុះហត្ថលេខា។
register-spoil-receipt = រហែក សើម ឬបំពេញខុស? សូមស្កេន ឬវាយលេខ
register-spoilt-done = បង្កាន់ដៃ { $number } ត្រូវបានទុកជាខូច។
register-forms-title = ពាក្យសុំសម្រាប់បំពេញដោយដៃ
register-forms-means = លេខលើពាក្យជាលេខរង់ចាំរបស់គ្រួសារ។ គេហៅ ហើយបង្ហាញលើក្តារដូចលេខផ្សេងទៀត។
register-forms-print = ដាក់លេខ និងបោះពុម្ព
register-forms-further = សន្លឹកសម្រាប់កុមារបន្ថែម
register-forms-further-means = ពាក្យមួយគឺក្រដាសមួយសន្លឹក បោះពុម្ពទាំងសងខាង សម្រាប់កុមារម្នាក់។ សន្លឹកបន្ថែមមានកន្លែងសម្រាប់កុមារពីរនាក់ទៀត និងគ្មានលេខទេ។ សូមបោះពុម្ពតាមចំនួនត្រូវការ ហើយសរសេរលេខពាក្យលើសន្លឹកនីមួយៗ។
register-forms-out = { $count ->
   *[other] ពាក្យ { $count-shown } សន្លឹកនៅខាងក្រៅ
  }
register-forms-next = បោះពុម្ពទាំងសងខាង។ ពេលគ្រួសារប្រគល់ពាក្យ សូមសរសេរម៉ោង និងលេខចុងក្រោយលើក្តារ។ គ្រួសាររក្សាទុកកន្ទុយ។
register-spoil-form = រហែក ឬបំពេញខុស? សូមវាយលេខ
register-form-spoilt-done = ពាក្យ { $number } ត្រូវបានទុកជាខូច។
register-form-unknown = គ្មានពាក្យណាបោះពុម្ពក្រោមលេខនេះទេ។ សូមមើលលេខនៅខាងលើពាក្យ៖ វាចាប់ផ្តើមដោយលេខ ៩។
register-form-in-use = មានគេបានវាយ ឬកំពុងវាយពាក្យនេះ។ មិនអាចទុកជាខូចទេ។
register-form-typed = ពាក្យនេះបានវាយបញ្ចូលរួចហើយ។ សូមស្វែងរកលេខនេះ ដើម្បីមើលគ្រួសារ។
register-form-spoilt = ពាក្យនេះត្រូវបានទុកជាខូច។ បើច្រឡំ សូមដកវិញសិននៅ “ក្រដាសសម្រាប់ពេលដាច់ភ្លើង”។
register-form-after-unknown = លេខទូរស័ព្ទខ្ពស់បំផុតមកទល់ពេលនេះគឺ { $highest }។ សូមសរសេរលេខនោះ ឬតូចជាងនេះ ឬ ០។
register-form-release = ចាប់ផ្ដើមខុស
register-form-has-words = ពាក្យនេះមានវាយបញ្ចូលខ្លះហើយ។ សូមវាយបន្ត។
register-form-begun = ពាក្យ { $number }៖ វាយបន្ត
register-poster-title = ផ្ទាំងប្រកាស

## Typing forms in
register-entry-title = ពាក្យដែលបំពេញលើក្រដាស
register-entry-means = សូមវាយបញ្ចូលតាមដែលបានសរសេរ។ វារក្សាលេខ និងវេនរបស់វា។
register-entry-number = លេខពាក្យ
register-entry-after = មកក្រោយលេខរង់ចាំ
register-entry-after-hint = មានលើពាក្យ ត្រង់កន្លែងបុគ្គលិកសរសេរ។ ០ មានន័យថាមុនគេទាំងអស់។ បើទុកទទេ ពាក្យនោះនៅក្រោយគេ ហើយពាក្យដែលបានចាប់ផ្ដើមវាយ រក្សាវេនរបស់វា។
register-entry-begin = វាយបញ្ចូល
register-entry-out = មិនទាន់វាយបញ្ចូល៖
register-entry-form = ពាក្យលើក្រដាស { $number }
register-entry-came-after = មកក្រោយលេខរង់ចាំ { $number }
register-entry-done = គ្រួសារមានលេខនេះលើកន្ទុយ។ សូមទុកពាក្យលើក្រដាសដោយឡែក ហើយរក្សាទុក។
register-entry-next = ពាក្យលើក្រដាសបន្ទាប់
register-on-paper = បំពេញលើក្រដាស

## The form itself
register-form-title = ពាក្យសុំចុះបញ្ជីកំណើត · លេខ { $number }
register-form-staff = បុគ្គលិកសរសេរនៅទីនេះ
register-form-handed-in = ប្រគល់នៅម៉ោង
register-form-after = លេខចុងក្រោយលើក្តារ
register-form-keep = សូមហែកយក ហើយរក្សាទុក។ ពេលគេហៅលេខនេះ សូមយកវាមកតុ។
register-form-not-certificate = កន្ទុយនេះមិនមែនជាសំបុត្រកំណើតទេ
register-form-if-parent = បើអ្នកជាម្តាយ ឬឪពុក៖
register-form-lives = ទីលំនៅ បើមិននៅជាមួយអ្នក
register-form-family-name = នាមត្រកូល
register-form-given-name = នាមខ្លួន
register-form-khmer = អក្សរខ្មែរ
register-form-latin = អក្សរឡាតាំង
register-form-further-title = ពាក្យសុំចុះបញ្ជីកំណើត · កុមារបន្ថែម
register-form-further-child = កុមារទី

## Receipts written by hand
register-by-hand = សរសេរដោយដៃ
register-by-hand-means = គ្រួសារមានបង្កាន់ដៃនេះហើយ៖ វាត្រូវបានបោះពុម្ពទទេ រួចសរសេរដោយដៃ។ បើត្រូវការមួយទៀត សូមធ្វើច្បាប់ចម្លង។
register-first-by-hand = ច្បាប់ទីមួយសរសេរដោយដៃ
register-bind-title = គ្រួសារមានបង្កាន់ដៃហើយ
register-bind-open = គ្រួសារនេះមានបង្កាន់ដៃក្រដាសហើយ
register-bind-label = សូមស្កេន ឬវាយកូដ ឬលេខ
register-bind-hint = លេខនៅខាងលើបង្កាន់ដៃ ដូចជា ០០០៤២
register-bind-instead = បង្កាន់ដៃ { $number } បានធ្វើសម្រាប់កុមារនេះ តែមិនទាន់កត់ថាបានបោះពុម្ពទេ។ បើអ្នកផ្តល់បង្កាន់ដៃផ្សេង { $number } នឹងទុកជាខូច៖ បើវាចេញពីម៉ាស៊ីនបោះពុម្ពហើយ សូមហែកវាចោល។
register-bind = គឺសន្លឹកនេះ
register-bind-this = ផ្តល់ឱ្យកុមារនេះ
register-unbind = ជាបង្កាន់ដៃរបស់កុមារផ្សេង
register-bind-blank = សូមស្កេនបង្កាន់ដៃ ឬវាយលេខ។
register-bind-not-ours = នេះមិនមែនជាលេខបង្កាន់ដៃរបស់យើងទេ។ សូមមើលក្រដាស រួចវាយម្តងទៀត។
register-bind-short = សូមវាយលេខបង្កាន់ដៃដូចនៅផ្នែកខាងលើ ដូចជា ០០០៤២៖ ប្រាំខ្ទង់។ លេខខ្លីជាងនេះអាចជាលេខរង់ចាំ។
register-bind-damaged = មានតួមួយមិនដូចដែលបានបោះពុម្ព។ សូមប្រៀបធៀបកូដជាមួយក្រដាស ឬវាយលេខនៅខាងលើ។
register-bind-training = ក្រដាសនេះ ឬឧបករណ៍នេះសម្រាប់ហាត់សាកល្បងតែប៉ុណ្ណោះ។ មិនអាចប្រើជាមួយគ្នាទេ។
register-bind-other-event = បង្កាន់ដៃនេះជារបស់កម្មវិធីផ្សេង។ សូមផ្តល់បង្កាន់ដៃរបស់កម្មវិធីនេះដល់គ្រួសារ។
register-bind-other-laptop = បង្កាន់ដៃនេះបោះពុម្ពដោយកុំព្យូទ័រផ្សេង។ សូមផ្តល់ឱ្យកុមារនៅទីនោះ។
register-bind-no-such-number = គ្មានបង្កាន់ដៃណារបស់កម្មវិធីនេះមានលេខនេះទេ។ សូមមើលលេខម្តងទៀត ឬស្កេនកូដ។
register-bind-bound = បង្កាន់ដៃនេះជារបស់កុមារម្នាក់នៃលេខរង់ចាំ { $ticket } រួចហើយ។ សូមមើលថាក្រដាសណាជារបស់នរណា។
register-bind-spoilt = បង្កាន់ដៃនេះត្រូវបានទុកជាខូច។ បើវានៅល្អ សូមដកវិញសិន។
register-bind-child-has = កុមារនេះមានបង្កាន់ដៃ { $number } រួចហើយ។ សូមប្រៀបធៀបជាមួយក្រដាសក្នុងដៃគ្រួសារ។
register-bind-closed = ករណីនេះបានបិទហើយ ដូច្នេះគ្មានបង្កាន់ដៃទេ។
register-bind-printed = បានបោះពុម្ពក្រដាសឱ្យកុមារនេះក្រោមលេខនេះហើយ ដូច្នេះលេខនៅដដែល។
register-blank-title = បង្កាន់ដៃទទេ
register-blank-word = បង្កាន់ដៃទទេ { $number }
register-blank-means = វាត្រូវបានបោះពុម្ពនៅ { $when } សម្រាប់បំពេញដោយដៃ ហើយមិនទាន់មានកុមារណាមានវាទេ។
register-blank-bound = ឥឡូវនេះកុមារម្នាក់នៃលេខរង់ចាំ { $ticket } មានវា។
register-blank-whose = ជារបស់នរណា?
register-blank-ticket = លេខរង់ចាំរបស់គ្រួសារ
register-blank-look = បង្ហាញកុមារ
register-blank-no-ticket = គ្មាននរណាមានលេខរង់ចាំនេះទេ។ បើគ្រួសារបានបំពេញពាក្យលើក្រដាស សូមវាយបញ្ចូលវាសិន។
register-blank-spoilt-ask = រហែក សើម ឬបំពេញខុស?
register-has-receipt = មានបង្កាន់ដៃហើយ

## The journal
register-journal-range = លេខ { $first } ដល់ { $last }
register-journal-children = { $count ->
   *[other] កុមារ { $count-shown } នាក់
  }
act-print_blanks = បានបោះពុម្ពបង្កាន់ដៃទទេ
act-print_forms = បានបោះពុម្ពពាក្យទទេ
act-print_again = បានបោះពុម្ពក្រដាសម្តងទៀត
act-spoil_blank = បានទុកបង្កាន់ដៃទទេជាខូច
act-unspoil_blank = បានដកវិញថាបង្កាន់ដៃខូច
act-release_receipt = បានទុកបង្កាន់ដៃដែលមិនទាន់បោះពុម្ពជាខូច
act-release_form = បានដោះលែងពាក្យដែលចាប់ផ្ដើមខុស
act-spoil_form = បានទុកពាក្យជាខូច
act-unspoil_form = បានដកវិញថាពាក្យខូច
act-bind_blank = បានផ្តល់បង្កាន់ដៃសរសេរដោយដៃឱ្យកុមារ
act-unbind_blank = បានដកបង្កាន់ដៃសរសេរដោយដៃពីកុមារវិញ
act-copy_register = បានគូសថាកុមារចម្លងចូលសៀវភៅ
act-undo_copy_register = បានដកវិញថាកុមារបានចម្លង
act-export_register_sheet = បានធ្វើសន្លឹកចម្លងបញ្ជីកំណើត
act-export_register_csv = បានធ្វើឯកសារសម្រាប់សំបុត្រកំណើត

# UNREVIEWED: no native reader has checked these texts yet.
# Pictures: ask a native reader whether any of these names is used to tease a child in the villages concerned.

## Pictures: what people call them
picture-fish = ត្រី
picture-umbrella = ឆ័ត្រ
picture-key = កូនសោ
picture-palm = ដើមត្នោត
picture-moon = ព្រះចន្ទ
picture-pot = ឆ្នាំង
picture-bicycle = កង់
picture-leaf = ស្លឹកឈើ
picture-drum = ស្គរ
picture-duck = ទា
picture-sun = ព្រះអាទិត្យ
picture-ladder = ជណ្តើរ
picture-elephant = ដំរី
picture-kite = ខ្លែង
picture-bowl = ចានបាយ
picture-butterfly = មេអំបៅ
picture-bell = កណ្តឹង
picture-pineapple = ម្នាស់
picture-house = ផ្ទះ
picture-comb = ក្រាស
picture-boat = ទូក
picture-lotus = ផ្កាឈូក
picture-hat = មួក
picture-lamp = ចង្កៀង
ticket-pictures = កុមារម្នាក់ៗមានរូបមួយ។ រូបដដែលនេះមាននៅលើបង្កាន់ដៃរបស់គេ។
card-picture = រូបលើលេខរង់ចាំ និងបង្កាន់ដៃ

## Handing over: what is known of a code
collect-other-event-known = ប្រអប់នេះមិនស្គាល់ព្រឹត្តិការណ៍ដែលមានលេខកូដ { $event } ទេ។ ក្រដាសនេះមកពីកុំព្យូទ័រលេខ { $laptop } លេខ { $number }។ សូមសួរឃុំ ឬអង្គការដែលមានឈ្មោះនៅខាងលើក្រដាស៖ ប្រអប់របស់គេមានកំណត់ត្រា។
collect-unknown-number = លេខ { $number } ត្រឹមត្រូវ តែកុំព្យូទ័រនេះមិនស្គាល់៖ វាចេញក្រោយច្បាប់បម្រុងដែលបានយកមកដាក់វិញ។ សូមស្វែងរកតាមឈ្មោះ ហើយទុកក្រដាសនៅជិត។
collect-unbound-number = លេខបង្កាន់ដៃ { $number } ត្រឹមត្រូវ តែមិនទាន់ជារបស់កុមារណាទេ។ សូមស្វែងរកតាមឈ្មោះ។
collect-damaged-else = ឬវាយលេខបង្កាន់ដៃ ដូចជា ០០០៤២ ក្នុងប្រអប់ខាងលើ។
collect-event-of = បង្កាន់ដៃនេះមកពី «{ $event }» ដែលបានបិទ ឬមិនមែនជាព្រឹត្តិការណ៍ដែលកំពុងបើក។ កំណត់ត្រានៅទីនេះ៖ ប្រគល់ជូនបានធម្មតា។
collect-on-list = សំបុត្រកំណើតមាននៅក្នុងតារាងលេខ { $number } ធ្វើ{ $when }។ ប្រហែលជានៅជាមួយមេភូមិ។
collect-on-list-open = បើកតារាង
collect-by-number = លេខបង្កាន់ដៃ { $number }
collect-search-hint = លេខបង្កាន់ដៃ ដូចជា ០០០៤២ តែមួយ ឬជាមួយឈ្មោះ លេខរង់ចាំ លេខទូរស័ព្ទ ឬផ្នែកខ្លះនៃឈ្មោះ និងភូមិ
collect-keys = ម៉ាស៊ីនស្កេនអានបានពីគ្រប់ទំព័រ។ ឈ្មោះ ឬលេខដែលវាយនៅទីនេះ ក៏ត្រូវស្វែងរកដែរ។
collect-none-next = សូមសាកពាក្យតិចជាងនេះ អក្ខរាវិរុទ្ធផ្សេង ឈ្មោះម្ដាយ ឬភូមិ។ បើនៅតែរកមិនឃើញ គ្រួសារអាចបានដាក់ពាក្យនៅព្រឹត្តិការណ៍ផ្សេង៖ សូមមើលតារាងរបស់ព្រឹត្តិការណ៍នោះ ឬសួរសាលាឃុំ។
collect-nothing-yet = មិនទាន់មានសំបុត្រកំណើតមកដល់ទេ។ ពេលសំបុត្រមកពីការិយាល័យ សូមកត់ថារួចរាល់ម្ដងមួយសន្លឹក ទើបអាចប្រាប់គ្រួសារបាន។
collect-ready-ask = សំបុត្រកំណើតរួចរាល់ហើយ។ មិនបានអានបង្កាន់ដៃទេ៖ សូមសួរសិន រួចប្រគល់ជូន។

## Handing over: what is shown and asked
shown-title = គេបង្ហាញអ្វី?
shown-receipt = មានបង្កាន់ដៃ
shown-worn = មានបង្កាន់ដៃទទឹក ឬរហែក
shown-worn-means = អានលេខឃើញ៖ ឆ្លើយត្រូវមួយគ្រប់គ្រាន់
shown-nothing = គ្មានបង្កាន់ដៃ
shown-nothing-means = ឆ្លើយត្រូវពីរ មានអ្នកធានា និងស្នាមមេដៃ
shown-list = ប្រគល់នៅភូមិ
shown-number = លេខនៅលើក្រដាស
facts-title = សួរ ស្តាប់ រួចទើបមើល
facts-hint = សូមសួរមួយសំណួរ ឱ្យគេឆ្លើយសិន។ បន្ទាប់មកទើបបើកបន្ទាត់ ផ្ទៀងមើល ហើយគូសអ្វីដែលត្រូវ។ កុំអានចម្លើយឱ្យគេឮ។
facts-right = ចម្លើយត្រឹមត្រូវ
facts-none = បញ្ជីគ្មានអ្វីអាចសួរបានទេ។ អ្នកធានាជាអ្នកបញ្ជាក់។
facts-confirmed = ឆ្លើយត្រូវ
fact-mother = ឈ្មោះម្តាយ
fact-birth = ថ្ងៃខែឆ្នាំកំណើត
fact-village = ភូមិ
fact-phone = លេខទូរស័ព្ទ
fact-reporter = អ្នកដាក់ពាក្យ
fact-sibling = បង្កាន់ដៃរបស់បងប្អូន
ask-mother = ម្តាយឈ្មោះអ្វី?
ask-birth = កុមារកើតថ្ងៃណា?
ask-village = គ្រួសាររស់នៅភូមិណា?
ask-phone = អ្នកបានឱ្យលេខទូរស័ព្ទប៉ុន្មាន?
ask-reporter = នរណាជាអ្នកដាក់ពាក្យឱ្យកុមារ?
ask-sibling = គេមានបង្កាន់ដៃរបស់បងប្អូនទេ? សូមផ្ទៀងលេខ។
standing-label = គាត់ជានរណានៅក្នុងភូមិ?
standing-village-chief = មេភូមិ អនុភូមិ ឬសមាជិកភូមិ
standing-council = ក្រុមប្រឹក្សាឃុំ
standing-neighbour = អ្នកជិតខាង
standing-teacher = គ្រូបង្រៀន
standing-health-worker = បុគ្គលិកសុខាភិបាល
standing-other = អ្នកផ្សេងដែលមន្ត្រីស្គាល់
thumb-title = ស្នាមមេដៃនៅឯណា?
thumb-list = លើតារាងប្រគល់
thumb-book = ក្នុងសៀវភៅ
thumb-counterfoil = លើផ្នែករក្សាទុក
thumb-list-number = លេខតារាង
collected-vouched = ធានាដោយ { $name }
collected-on-list = តារាងលេខ { $number }
lack-shown = សូមជ្រើសរើសថាគេបង្ហាញអ្វី៖ បង្កាន់ដៃខូច ឬគ្មានបង្កាន់ដៃ។
lack-number = លេខនេះមិនមែនជាលេខបង្កាន់ដៃរបស់កុមារនេះទេ។ សូមផ្ទៀងជាមួយក្រដាស ឬជ្រើសរើស «គ្មានបង្កាន់ដៃ»។
lack-facts = ឆ្លើយត្រូវមិនទាន់គ្រប់។ បង្កាន់ដៃខូចត្រូវការមួយ គ្មានបង្កាន់ដៃត្រូវការពីរ។
lack-standing = សូមជ្រើសរើសថាអ្នកធានាជានរណានៅក្នុងភូមិ។
lack-thumb = គ្មានបង្កាន់ដៃ ត្រូវមានស្នាមមេដៃ។ សូមប្រាប់ថានៅឯណា។
lack-list-number = សូមសរសេរលេខតារាងដែលមានស្នាមមេដៃ។

## Brothers and sisters
siblings-ready = សំបុត្រកំណើតមួយទៀតរបស់គ្រួសារនេះរួចរាល់ហើយ។ សូមយកឱ្យត្រូវតាមរូប។
siblings-next = បន្ទាប់ក្នុងគ្រួសារនេះ៖ រួចរាល់ដែរ
siblings-also = រួចរាល់ដែរ សម្រាប់គ្រួសារនេះ
siblings-other = កុមារផ្សេងទៀតក្នុងគ្រួសារនេះ

## Collection lists
lists-title = តារាងប្រគល់តាមភូមិ
lists-lead = សម្រាប់សំបុត្រកំណើតដែលរួចរាល់៖ តារាងដែលមេភូមិយកទៅភូមិ មានកន្លែងដាក់ស្នាមមេដៃ។
lists-village = ភូមិ
lists-village-none = មិនបានប្រាប់ភូមិ
lists-ready = រួចរាល់
lists-collected = បានប្រគល់
lists-waiting = មិនទាន់សរសេរ
lists-together = តារាងតែមួយសម្រាប់ទាំងអស់ដែលបានគូស៖ គ្រួសារសរសេរឈ្មោះភូមិតែមួយខុសៗគ្នា
lists-print-chosen = ធ្វើតារាងសម្រាប់ភូមិដែលបានគូស
lists-print-all = ធ្វើតារាងទាំងអស់ (សំបុត្រ { $count-shown })
lists-none-chosen = មិនបានធ្វើតារាងទេ៖ សូមគូសភូមិដែលមានសំបុត្រកំណើតរួចរាល់។
lists-empty = មិនទាន់មានគ្រួសារចុះឈ្មោះទេ
lists-made = តារាង { $count-shown } រួចរាល់សម្រាប់បោះពុម្ព
lists-open-file = បើកឯកសារដើម្បីបោះពុម្ព
lists-made-title = តារាងដែលបានធ្វើ
lists-made-none = មិនទាន់មានតារាងទេ
lists-of = បានប្រគល់ { $collected } ក្នុង { $children }
lists-new = ថ្មី
lists-open-one = បោះពុម្ពម្តងទៀត
lists-take-back = ទទួលមកវិញ

## A list that came back
back-title = តារាងលេខ { $number }
back-hint = សូមមើលក្រដាសពីលើចុះក្រោម។ គូសសំបុត្រណាដែលមានស្នាមមេដៃ ហើយសរសេរថានរណាទទួល។ អ្វីដែលមិនបានគូស នៅរួចរាល់ដដែល។
back-took = បានទទួល មានស្នាមមេដៃ
back-save = កត់អ្វីៗដែលបានគូស
back-wrong = ជួរទី { $row }៖ សូមសរសេរថានរណាទទួល និងត្រូវជាអ្វីនឹងកុមារ
back-noted = { $count ->
    [0] មិនមានអ្វីថ្មីទេ។
   *[other] បានកត់ថាប្រគល់សំបុត្រកំណើត { $count-shown }។
  }
back-taken = { $when }៖ { $taker } ({ $relation })
back-undo = យកមកវិញ
back-undone = បានយកការប្រគល់ { $count-shown } មកវិញ។ សំបុត្រកំណើតរួចរាល់រង់ចាំដដែល។

## The list as paper
list-title = តារាងប្រគល់សំបុត្រកំណើត លេខ { $number }
list-how = សូមប្រគល់ជូនតែអ្នកដែលអាចមកយក។ សូមមើលបង្កាន់ដៃរបស់គេ៖ រូបលើបង្កាន់ដៃត្រូវដូចរូបក្នុងជួរ។ សរសេរថានរណាទទួល ត្រូវជាអ្វីនឹងកុមារ ហើយឱ្យគេផ្តិតមេដៃ។ សូមយកតារាង និងសំបុត្រដែលគ្មានអ្នកយក មកការិយាល័យវិញ។
list-column-row = ល.រ
list-column-picture = រូប
list-column-name = កុមារ
list-column-household = សួររក
list-column-receipt = បង្កាន់ដៃ
list-column-taker = អ្នកទទួល ត្រូវជាអ្វី
list-column-thumb = ស្នាមមេដៃ
list-collected = បានប្រគល់រួចហើយ { $when }
list-given = សំបុត្រដែលប្រគល់ឱ្យមេភូមិ
list-brought-back = សំបុត្រដែលយកមកវិញ
list-sign-officer = មន្ត្រីអ្នកប្រគល់ ថ្ងៃទី
list-sign-chief = មេភូមិ ថ្ងៃទី
list-sign-back = មន្ត្រីអ្នកទទួលតារាងវិញ ថ្ងៃទី
list-foot = ធ្វើ{ $made }

## The journal
act-collection_list = បានធ្វើតារាងប្រគល់
act-collection_list_row = បានដាក់សំបុត្រកំណើតក្នុងតារាងប្រគល់
act-print_list = បានបើកតារាងប្រគល់ដើម្បីបោះពុម្ព
act-list_taken_back = បានទទួលតារាងប្រគល់មកវិញ
act-list_undone = បានយកអ្វីដែលកត់ពីតារាងប្រគល់មកវិញ

## verify
verify-genuine = ត្រឹមត្រូវ៖ លេខ { $number } នៃព្រឹត្តិការណ៍ { $event }។
verify-mended = ត្រឹមត្រូវ ដោយបានកែតួមួយ៖ { $code }។ លេខ { $number } នៃព្រឹត្តិការណ៍ { $event }។
verify-state-unbound = មិនទាន់មានកុមារណាមានលេខនេះទេ។
verify-state-filed = មិនទាន់មាននរណាសម្រេចអំពីកុមារទេ។
verify-state-entered = កុមារមានក្នុងបញ្ជីកំណើតហើយ តែសំបុត្រកំណើតមិនទាន់ធ្វើរួច។
verify-state-awaiting_papers = នៅខ្វះឯកសារ។
verify-state-sent_to_district = ថ្នាក់ស្រុកមិនទាន់ធ្វើរួច។
verify-state-closed = បានបិទដោយគ្មានសំបុត្រកំណើត។
verify-state-certificate_ready = សំបុត្រកំណើតរួចរាល់។
verify-state-collected = បានប្រគល់សំបុត្រកំណើតនៅ{ $when }។
verify-unknown = លេខ { $number } នៃព្រឹត្តិការណ៍ { $event } ត្រឹមត្រូវ តែគ្មានក្នុងបញ្ជីនេះ៖ វាចេញក្រោយច្បាប់បម្រុងដែលបានយកមកដាក់វិញ។ សូមមើលច្បាប់បម្រុងថ្មីបំផុត។
verify-other-event = ប្រអប់នេះមិនស្គាល់ព្រឹត្តិការណ៍ដែលមានលេខកូដ { $event } ទេ។ ក្រដាសប្រាប់ថា កុំព្យូទ័រលេខ { $laptop } លេខ { $number }៖ សូមសួរឃុំ ឬអង្គការដែលមានឈ្មោះលើក្រដាស។
verify-training = លេខកូដនេះ ឬប្រអប់នេះ មួយណាសម្រាប់ហ្វឹកហាត់ប៉ុណ្ណោះ។
verify-damaged-group = លេខកូដខូច៖ សូមផ្ទៀងក្រុមទី { $group } ជាមួយក្រដាស។
verify-damaged = លេខកូដខូច៖ សូមផ្ទៀងជាមួយក្រដាស។
verify-not-ours = នេះមិនមែនជាលេខកូដបង្កាន់ដៃរបស់យើងទេ។

# UNREVIEWED: no native reader has checked these texts yet.

## The bar of every staff page
staff-day = ថ្ងៃទី { $day }
staff-desk = តុ { $desk }
staff-sign-out = ចាកចេញ
staff-rooms = ទំព័របុគ្គលិក
staff-lost = ពេលនេះកុំព្យូទ័រមិនឆ្លើយ។ អ្វីដែលឃើញអាចហួសពេល។ ទំព័រនេះមើលម្តងទៀតដោយខ្លួនឯង។
room-start = ទំព័រដើម
room-desk = តុ
room-entry = បំពេញជំនួស
room-collect = ប្រគល់
room-receipts = បង្កាន់ដៃ
room-search = ស្វែងរក
room-event = ព្រឹត្តិការណ៍
room-board = ក្តារលេខ
state-waiting = កំពុងរង់ចាំ
state-last = ពាក្យសុំចុងក្រោយ
state-disk = ថាស
state-disk-free = នៅសល់ { $free } GB
state-backup = បម្រុងទុក
state-backup-failed = មិនបានសម្រេច
state-backup-none = មិនទាន់មាន
state-backup-being-made = កំពុងចម្លង
state-minutes-ago = { $minutes ->
    [0] អម្បាញ់មិញ
   *[other] { $minutes-shown } នាទីមុន
  }
state-battery = ថ្ម
state-percent = { $percent } %
state-charging = កំពុងសាក
state-phones = ទូរស័ព្ទបានឃើញ
state-families = គ្រួសារ
state-children = កុមារ

## The first page on the laptop, and the poster
home-title = ការចុះបញ្ជីកំណើត
home-no-event-title = គ្មានព្រឹត្តិការណ៍កំពុងបើកទេ
home-no-event-next = មិនអាចដាក់ពាក្យថ្មីបានទេ។ អ្វីដែលបានដាក់ពីមុននៅដដែល ហើយនៅតែប្រគល់សំបុត្រកំណើតបាន។
home-no-focal-title = មិនទាន់មានអ្នកទទួលបន្ទុកការពារកុមារ
home-no-focal-next = សូមព្រមព្រៀងគ្នាឥឡូវ ថានរណាមើលថែកុមារដែលត្រូវការជំនួយ។ ពេលរៀបចំប្រអប់បន្ទាប់ សូមដាក់ឈ្មោះអ្នកនោះ។
home-wifi-title = Wi-Fi
home-wifi-next = ដំបូង សូមចូល Wi-Fi នេះ។ សូមបិទអ៊ីនធឺណិតទូរស័ព្ទ។
home-wifi-none = មិនទាន់មានឈ្មោះ Wi-Fi ទេ។ អ្នកគ្រប់គ្រងបន្ថែមនៅ «ព្រឹត្តិការណ៍»។
home-wifi-password = ពាក្យសម្ងាត់
home-form-title = ពាក្យសុំ
home-form-next = បន្ទាប់មក សូមបើកអាសយដ្ឋាននេះក្នុង Chrome ឬ Safari។
home-no-address = កុំព្យូទ័រនេះមិនទាន់ភ្ជាប់បណ្តាញទេ។ សូមភ្ជាប់ទៅរ៉ោតទ័រ រួចបើកទំព័រនេះម្តងទៀត។
home-print = បោះពុម្ព
home-desk = តុ
home-entry = បំពេញជំនួសអ្នកគ្មានទូរស័ព្ទ
home-collect = ប្រគល់សំបុត្រកំណើត
home-board = ក្តារលេខសម្រាប់អេក្រង់
home-signed-in = បានចូលជា
home-no-room = អ្នកបានចូលហើយ។ បន្ទប់សម្រាប់អ្នកទទួលបន្ទុកការពារកុមារ មិនទាន់មាននៅក្នុងកំណែនេះទេ។ បន្ទប់របស់មន្ត្រីបិទចំពោះអ្នកដោយចេតនា។ សូមសុំអ្វីដែលអ្នកត្រូវការពីអ្នកគ្រប់គ្រង។
home-sign-in = ចូល
home-event = ព្រឹត្តិការណ៍ និងការកំណត់
home-poster = បោះពុម្ពផ្ទាំងបិទ
home-laptop = សូមទុកគម្របកុំព្យូទ័រឱ្យបើក ហើយដោតខ្សែសាក ដើម្បីកុំឱ្យកុំព្យូទ័រគេង។
home-no-phones = មិនទាន់មានទូរស័ព្ទណាមកដល់កុំព្យូទ័រនេះទេ។ បើមានទូរស័ព្ទនៅទីនេះហើយ សូមមើល «មានបញ្ហា?»។
home-wrong = មានបញ្ហា?
home-addresses = អាសយដ្ឋានផ្សេងទៀតរបស់កុំព្យូទ័រនេះ
home-addresses-hint = សូមជ្រើសរើសអាសយដ្ឋានដែលទូរស័ព្ទចូលបាន។ ផ្ទាំងបិទនឹងបង្ហាញអាសយដ្ឋាននោះ។
home-seen-by = { $count ->
    [0] មិនទាន់ឃើញទូរស័ព្ទទេ
   *[other] បានឃើញទូរស័ព្ទ { $count-shown } គ្រឿង
  }
home-address-down = មិនបានភ្ជាប់
home-address-shown = នៅលើផ្ទាំងបិទ
home-show-code = បង្ហាញកូដ
home-show-this = បង្ហាញមួយនេះ
poster-title = សុំចុះបញ្ជីកំណើតឱ្យកូននៅទីនេះ
poster-free = មិនត្រូវការអ៊ីនធឺណិតទេ។ គ្មានទូរស័ព្ទ? សូមមកតុ៖ អ្នកជួយនឹងសរសេរឱ្យ។
cause-wifi-title = Wi-Fi មិនត្រូវ។
cause-wifi = ទូរស័ព្ទបានចេញពីបណ្តាញ ឬនៅបណ្តាញផ្សេង។ សូមស្កេនកូដទី ១ ម្តងទៀត ហើយនៅជាប់ ទោះទូរស័ព្ទប្រាប់ថា «គ្មានអ៊ីនធឺណិត» ក៏ដោយ។
cause-data-title = អ៊ីនធឺណិតទូរស័ព្ទនៅបើក។
cause-data = ទូរស័ព្ទរកនៅអ៊ីនធឺណិត មិនមែនរកនៅទីនេះ។ សូមបិទអ៊ីនធឺណិតទូរស័ព្ទ។
cause-apart-title = រ៉ោតទ័រញែកទូរស័ព្ទពីគ្នា។
cause-apart = សូមបិទ «AP isolation» ឬ «guest network» ក្នុងរ៉ោតទ័រ ឬប្រើរ៉ោតទ័រផ្សេង។
cause-firewall-title = ជញ្ជាំងភ្លើងរបស់កុំព្យូទ័រ (firewall)។
cause-firewall = សូមអនុញ្ញាតកម្មវិធីនេះក្នុង firewall ទាំងបណ្តាញឯកជន និងបណ្តាញសាធារណៈ។
cause-vpn-title = VPN នៅបើក។
cause-vpn = សូមបិទ VPN ទាំងលើទូរស័ព្ទ និងលើកុំព្យូទ័រ។
cause-browser-title = កម្មវិធីបើកទំព័រមិនត្រូវ។
cause-browser = សូមបើកអាសយដ្ឋានក្នុង Chrome ឬ Safari កុំបើកក្នុង Facebook, Telegram ឬ Opera Mini។

## Signing in, opening the kit
sign-in-title = តើអ្នកជានរណា?
sign-in-name = ឈ្មោះរបស់អ្នក
sign-in-pin = លេខសម្ងាត់ (PIN)
sign-in-enter = ចូល
sign-in-home = ទៅទំព័រដើម
sign-in-nobody = មិនទាន់មាននរណាក្នុងបញ្ជីបុគ្គលិកទេ។ អ្នកគ្រប់គ្រងបន្ថែមនៅ «ព្រឹត្តិការណ៍»។
sign-in-forgot = ភ្លេចលេខសម្ងាត់? អ្នកគ្រប់គ្រងអាចឱ្យលេខថ្មី។
sign-in-who = សូមជ្រើសរើសឈ្មោះរបស់អ្នកសិន។
sign-in-wrong = លេខសម្ងាត់នេះមិនត្រូវនឹងឈ្មោះនេះទេ។ សូមមើលឈ្មោះ រួចវាយលេខម្តងទៀត។
sign-in-slow = បានសាកច្រើនដងពេកសម្រាប់ឈ្មោះនេះ។ សូមរង់ចាំមួយនាទី រួចសាកម្តងទៀត។
unlock-title = ប្រអប់នេះចាក់សោ
unlock-lead = អ្វីៗទាំងអស់រក្សាទុកដោយសុវត្ថិភាពនៅក្នុងនេះ។ អ្នកកាន់សោម្នាក់បើកវា។
unlock-passphrase = ពាក្យសម្ងាត់
unlock-hint = ពាក្យសម្ងាត់របស់អ្នកកាន់សោ ឬលេខកូដលើសន្លឹកសង្គ្រោះ
unlock-open = បើកប្រអប់
unlock-wait = ការបើកចំណាយពេលប៉ុន្មានវិនាទី។
unlock-empty = សូមវាយពាក្យសម្ងាត់សិន។
unlock-wrong = គ្មានសោណាបើកដោយពាក្យនេះទេ។ សូមមើល Caps Lock និងភាសាក្តារចុច រួចវាយម្តងទៀត។
unlock-groups = នេះជាលេខកូដសង្គ្រោះ តែមានកន្លែងវាយខុស។ សូមផ្ទៀងក្រុមទី { $groups } ជាមួយសន្លឹក។
unlock-slow = បានសាកច្រើនដងពេក។ សូមរង់ចាំមួយនាទី រួចសាកម្តងទៀត។
unlock-newer = ប្រអប់នេះសរសេរដោយកម្មវិធីថ្មីជាង។ សូមបើកកម្មវិធីថ្មីជាង។
unlock-damaged = អានទិន្នន័យមិនបានទាំងស្រុងទេ។ សូមកុំកែអ្វីទាំងអស់។ សូមយកច្បាប់បម្រុងចុងក្រោយមកដាក់វិញដោយពាក្យបញ្ជា restore។
unlock-unfinished = ប្រអប់នេះរៀបចំមិនទាន់ចប់។ សូមយកថតទិន្នន័យចេញទៅទុកកន្លែងផ្សេង បើកកម្មវិធីម្តងទៀត ហើយរៀបចំថ្មី។
unlock-failed = បើកប្រអប់មិនបាន។ សូមមើលថាថាសនៅ ហើយមានកន្លែងទុក រួចសាកម្តងទៀត។

## The line
line-title = ជួរ
line-next = ហៅបន្ទាប់
line-take-desk = សូមជ្រើសរើសតុសិន
line-beside = នៅតុនេះដែរ៖ { $names }
line-called = បានហៅ
line-at-desk = នៅតុ
line-waiting = កំពុងរង់ចាំ
line-parked = ទុកមួយអន្លើ
line-missed = មិនបានមក
line-done = បានបញ្ចប់
line-children = កុមារ { $count-shown }
line-yesterday = ម្សិលមិញ
line-minutes = { $count-shown } នាទី
ticket-state-waiting = កំពុងរង់ចាំ
ticket-state-called = បានហៅ មិនទាន់មកដល់
ticket-state-at_desk = នៅតុ
ticket-state-missed = មិនបានមក
ticket-state-parked = ទុកមួយអន្លើ
ticket-state-done = បានបញ្ចប់
park-reason-fetch_paper = ទៅយកឯកសារ
park-reason-fetch_person = ទៅហៅគេ
park-reason-rest = សម្រាក
park-reason-another_counter = នៅកន្លែងបម្រើផ្សេង
park-reason-other = ហេតុផលផ្សេង
priority-reason-newborn = មានទារក
priority-reason-pregnant = មានផ្ទៃពោះ
priority-reason-elderly = ចាស់ជរា
priority-reason-ill = មានជំងឺ
priority-reason-far_away = ផ្ទះនៅឆ្ងាយ
priority-reason-team = ក្រុមការងារសម្រេច

## The desk
desk-take-title = អ្នកអង្គុយនៅតុលេខប៉ុន្មាន?
desk-take-hint = ក្តារលេខប្រាប់គ្រួសារឱ្យមកតុលេខនេះ។
desk-occupied = មានគេអង្គុយនៅតុ { $desk } ហើយ
desk-own = ព្រឹកនេះគេដាក់អ្នកនៅតុ { $desk }។ ឥឡូវមានគេអង្គុយនៅទីនោះ។
desk-seen-at = ឃើញចុងក្រោយម៉ោង { $time }
desk-occupied-next = សូមសួរគេ។ ពីរនាក់អាចធ្វើការនៅតុមួយបាន ហើយទាំងពីរនាក់ឃើញវានៅលើអេក្រង់។ បើមិនដូច្នេះទេ សូមយកតុផ្សេង។
desk-sit-beside = អង្គុយនៅតុ { $desk } ជាមួយ { $names }
desk-change = ប្តូរទៅតុផ្សេង
desk-nobody = គ្មាននរណារង់ចាំទេ។ គ្រួសារថ្មីនឹងឃើញនៅខាងឆ្វេងដោយខ្លួនឯង។
desk-empty = គ្មាននរណារង់ចាំទេ
desk-empty-hint = គ្រួសារថ្មីនឹងឃើញនៅខាងឆ្វេងដោយខ្លួនឯង។
desk-choose = សូមហៅគ្រួសារបន្ទាប់ ឬជ្រើសរើសគ្រួសារមួយនៅខាងឆ្វេង
desk-choose-hint = ស្កេនបង្កាន់ដៃ បើកបានពីគ្រប់ទំព័រ។
desk-no-name = មិនទាន់មានឈ្មោះ
desk-stale = មានអ្នកបានកែក្នុងពេលនេះដែរ។ ឥឡូវវាដូច្នេះ។ សូមមើល រួចសម្រេចម្តងទៀត។
desk-name-stale = មិនទាន់រក្សាទុកទេ៖ មានអ្នកបានកែពាក្យសុំនេះក្នុងពេលនេះដែរ។ ឈ្មោះឥឡូវនេះនៅលើកាត ឈ្មោះដែលអ្នកសរសេរនៅក្នុងប្រអប់ខាងក្រោម។ សូមមើល រួចរក្សាទុកម្តងទៀត។
desk-name-missing = កុមារមិនទាន់មានឈ្មោះ។ សូមសរសេរឈ្មោះសិន រួចចុះបញ្ជី។
desk-already-collected = សំបុត្រកំណើតបានប្រគល់ជូនរួចហើយ។ យកតាមលើកទីមួយ។
desk-not-ready = សំបុត្រកំណើតមិនទាន់រួចរាល់ទេ។ សូមកត់ថារួចរាល់សិន។
desk-entry-taken = លេខនេះក្នុងសៀវភៅជារបស់កុមារម្នាក់ទៀត។ សូមមើលសៀវភៅ ឆ្នាំ និងលេខ។
desk-entry-taken-by = លេខ { $number } ក្នុងសៀវភៅនេះជារបស់កុមារម្នាក់ក្នុងលេខរង់ចាំ { $ticket }។ លេខទំនេរបន្ទាប់នៅខាងក្រោម៖ សូមផ្ទៀងជាមួយសៀវភៅ។
desk-entry-blank = នៅខ្វះ ឬមិនត្រឹមត្រូវ។ សូមសរសេរសៀវភៅ ឆ្នាំ និងលេខ ដូចក្នុងសៀវភៅ៖ ឆ្នាំមាន ៤ ខ្ទង់ លេខជាតួលេខសុទ្ធ។ បើប្រគល់ភ្លាម សូមសរសេរឈ្មោះអ្នកទទួលសំបុត្រ។
desk-papers-unnamed = មិនទាន់សម្រេចទេ៖ មិនមានឯកសារខ្វះណាមួយត្រូវបានគូសទេ។ សូមគូសឯកសារដែលគ្រួសារត្រូវយកមក រួចសម្រេចម្តងទៀត។
desk-reason-blank = សូមជ្រើសរើសហេតុផលដែលបិទ។
desk-nothing-to-undo = គ្មានអ្វីត្រូវយកមកវិញទេ។
desk-missing-blank = តើខ្វះឯកសារអ្វី? សូមគូសឯកសារដែលខ្វះក្នុងប័ណ្ណកុមារ រួចចុចម្តងទៀត។ បង្កាន់ដៃនឹងប្រាប់ឈ្មោះឯកសារទាំងនោះ។
desk-filed-also = មិនបានចុះបញ្ជីទេ៖ កុមារនេះបានដាក់ក្រោមលេខមួយទៀតដែរ។ សូមបិទមួយក្នុងចំណោមពីរថា បានដាក់ពីរដង ឬយកចម្លើយ "កុមារតែមួយ" មកវិញ។
desk-pair-open = មិនទាន់ចុះបញ្ជីទេ៖ កុមារនេះប្រហែលបានដាក់ពីរដង។ សូមផ្ទៀងទាំងពីរក្នុងប័ណ្ណ រួចឆ្លើយ ឬគូសថាបានមើលហើយ ហើយជាកុមារផ្សេង។
desk-not-seated = មិនបានសម្រេចអ្វីទេ៖ គ្រួសារមិននៅតុទេ។ សូមហៅ ហើយឱ្យអង្គុយសិន។

## What may be done with a number
move-call = ហៅ
move-call-again = ហៅម្តងទៀត
move-seat = មកដល់ហើយ
move-seat-again = បើកម្តងទៀតនៅតុខ្ញុំ
move-miss = មិននៅ
move-park = ទុកមួយអន្លើ
move-park-hint = វេនរបស់គេនៅដដែល។ ហេតុអ្វី?
move-return = ដាក់ចូលជួរវិញ
move-transfer = ផ្ទេរទៅតុផ្សេង
move-finish = បញ្ចប់
move-priority = ហៅមុនគេ
move-priority-hint = ក្តារលេខមិនបង្ហាញហេតុផលទេ។ ហេតុអ្វី?
move-priority-none = លែងហៅមុនគេ
move-undo-this = យកមកវិញ
finish-undecided = មិនទាន់មានការសម្រេចចំពោះ៖
finish-comes-back = គេនឹងត្រឡប់មកវិញ៖ ទុកលេខនេះមួយអន្លើ
finish-anyway = ទោះយ៉ាងណាក៏បញ្ចប់ ព្រោះ
finish-reason-gone_home = គេទៅផ្ទះ ហើយមិនចង់បន្តទេ
finish-reason-other_commune = ឃុំផ្សេងត្រូវសម្រេច
finish-reason-other_form = កុមារមានក្នុងពាក្យសុំផ្សេង
finish-reason-other = ហេតុផលផ្សេង
desk-undecided = មិនទាន់បញ្ចប់ទេ៖ មានកុមារមិនទាន់បានសម្រេច។ សូមសម្រេច ឬទុកលេខនេះមួយអន្លើ ឬប្រាប់មូលហេតុដែលបញ្ចប់។
move-undo = យកជំហានចុងក្រោយមកវិញ

## One family
visit-title = លេខ { $number }
visit-filed = ដាក់ស្នើម៉ោង { $time }
visit-photos = រូបថតឯកសារ { $count-shown }
visit-corrected = បានកែ { $count-shown } កន្លែង
visit-correct = កែពាក្យសុំទាំងមូល
visit-printed = បានបោះពុម្ពម៉ោង { $time }។ សូមបញ្ចប់។
visit-all-decided = { $count ->
    [1] បានសម្រេចរួចហើយ។ សូមបោះពុម្ពបង្កាន់ដៃ រួចបញ្ចប់។
   *[other] កុមារទាំង { $count-shown } នាក់បានសម្រេចរួចហើយ។ សូមបោះពុម្ពបង្កាន់ដៃ រួចបញ្ចប់។
  }
papers-title = ឯកសារ
papers-hint = សូមគូសឯកសារដែលអ្នកបានឃើញដោយផ្ទាល់។
papers-family = របស់គ្រួសារ
papers-save = រក្សាទុកអ្វីដែលបានឃើញ
paper-said-have = គ្រួសារប្រាប់៖ បានយកមក
paper-said-dont_have = គ្រួសារប្រាប់៖ គ្មាន
paper-said-lost = គ្រួសារប្រាប់៖ បាត់
paper-said-not_asked = មិនបានសួរ
paper-other = ឯកសារផ្សេង

## One child
card-name = ឈ្មោះ
card-lives = ទីលំនៅ
card-entry = ក្នុងបញ្ជីកំណើត៖
card-missing = នៅខ្វះ៖
card-missing-ask = ឯកសារដែលរាប់ថានៅខ្វះ
card-closed = បានបិទ៖
card-correct = កែ
card-correct-save = រក្សាទុកឈ្មោះ
card-was = មុន
card-ask = សូមសួរ
card-moon-chosen = គ្រួសារជ្រើសរើសថ្ងៃនេះ តាមថ្ងៃខែខ្មែរ
card-moon-unsure = គ្រួសារដឹងថ្ងៃខែខ្មែរ តែមិនប្រាកដថាថ្ងៃណា
card-moon-none = គ្រួសារថា មិនមែនថ្ងៃណាដែលត្រូវនឹងថ្ងៃខែខ្មែរនេះទេ
card-moon-open = សូមសួរថាថ្ងៃណា ក្នុងចំណោមថ្ងៃដែលត្រូវនឹងថ្ងៃខែខ្មែរនេះ
card-moon-fits = ត្រូវនឹងថ្ងៃខែខ្មែរដែលគ្រួសារប្រាប់
card-moon-differs = មិនត្រូវនឹងថ្ងៃខែខ្មែរដែលគ្រួសារប្រាប់ទេ។ សូមសួរម្ដងទៀត
card-same-mother = ម្តាយតែមួយជាមួយកុមារទី { $number }
card-same-father = ឪពុកតែមួយជាមួយកុមារទី { $number }
card-certificate = សំបុត្រកំណើត និងការប្រគល់
card-undo = យកការសម្រេចចុងក្រោយមកវិញ
card-undone = បានយកមកវិញ
card-steps = អ្វីដែលបានធ្វើ
case-state-filed = មិនទាន់សម្រេច
case-state-entered = បានចុះបញ្ជី
case-state-awaiting_papers = រង់ចាំឯកសារ
case-state-sent_to_district = នៅថ្នាក់ស្រុក
case-state-closed = បានបិទ
case-state-certificate_ready = សំបុត្រកំណើតរួចរាល់
case-state-collected = បានប្រគល់ជូនរួច
case-step-enter = បានចុះបញ្ជី
case-step-await_papers = ទុករង់ចាំឯកសារ
case-step-send_to_district = បានផ្ញើទៅថ្នាក់ស្រុក
case-step-close = បានបិទ
case-step-mark_ready = បានកត់ថាសំបុត្រកំណើតរួចរាល់
case-step-hand_over = បានប្រគល់សំបុត្រកំណើត
case-step-enter_and_hand_over = បានចុះបញ្ជី ហើយប្រគល់ភ្លាម
close-reason-already_registered = បានចុះបញ្ជីពីមុនហើយ
close-reason-other_commune = ជារបស់ឃុំ/សង្កាត់ផ្សេង
close-reason-filed_twice = បានដាក់ពីរដង
close-reason-family_withdrew = គ្រួសារមិនទាន់ចង់ធ្វើឥឡូវនេះ
close-reason-other = ហេតុផលផ្សេង

## The same child twice?
pair-title = អាចស្ទួន
pair-ticket = លេខ { $number }
pair-this = កុមារនេះ
pair-other = កុមារម្ខាងទៀត
pair-name-khmer = ឈ្មោះ អក្សរខ្មែរ
pair-name-latin = ឈ្មោះ អក្សរឡាតាំង
pair-same = កុមារតែមួយ
pair-twins = កូនភ្លោះ
pair-different = កុមារពីរនាក់ផ្សេងគ្នា
pair-open = បើកគ្រួសារម្ខាងទៀត
pair-said-same = កុមារតែមួយជាមួយលេខ { $number }៖
pair-said-twins = កូនភ្លោះជាមួយកុមារក្នុងលេខ { $number }៖
pair-said-different = កុមារផ្សេងពីលេខ { $number }៖
pair-close-this = បិទមួយនេះ៖ បានដាក់ពីរដង
pair-undo = យកចម្លើយនេះមកវិញ
pair-differs = (ខុសគ្នា)
pair-looked = ខ្ញុំបានមើលហើយ៖ កុមារផ្សេងពីលេខ { $number }៖

## Deciding
decide-for = កុមារទី { $number } ក្នុង { $of }
decide-this = សម្រេចអំពីកុមារនេះឥឡូវ
decide-enter = ចុះបញ្ជី
decide-await = រង់ចាំឯកសារ
decide-other = ការសម្រេចផ្សេងទៀត
decide-seat-first = សូមហៅគ្រួសារឱ្យមកអង្គុយសិន រួចសម្រេច។
decide-hand-over-title = ចុះបញ្ជី ហើយប្រគល់ភ្លាម
decide-hand-over-means = តែពេលដែលសរសេរសំបុត្រកំណើត ហើយប្រគល់នៅទីនេះភ្លាម។
decide-hand-over = ចុះបញ្ជី និងប្រគល់
decide-district-title = ថ្នាក់ស្រុកសម្រេច
decide-district-means = ឧទាហរណ៍ ការចុះបញ្ជីយឺត ដែលឃុំ/សង្កាត់មិនអាចចុះដោយខ្លួនឯង។
decide-district = ផ្ញើទៅថ្នាក់ស្រុក
decide-close-title = បិទដោយគ្មានសំបុត្រកំណើត
decide-close-means = តែពេលដែលនៅទីនេះលែងមានអ្វីត្រូវធ្វើ។ អាចយកមកវិញបាន។
decide-close-reason = ហេតុអ្វី?
decide-close = បិទ

## The register book at hand
book-full = តាមការរាប់ព្រឹកនេះ សៀវភៅ { $book } ពេញហើយ
book-full-next = សូមបន្តក្នុងសៀវភៅ { $book } ដែលបានរាប់ព្រឹកនេះ។ លេខបន្ទាប់មាននៅខាងក្រោម។
book-full-type = សូមវាយលេខសៀវភៅបន្ទាប់ ឆ្នាំ និងលេខចុះទីមួយរបស់វា។ ពីពេលនោះទៅ លេខនោះនឹងមានត្រៀមទុក។
book-full-room = បើសៀវភៅ { $book } នៅមានកន្លែង សូមវាយលេខវាម្តងទៀត ហើយបន្ត។
book-full-count = រាប់សៀវភៅបន្ទាប់
entry-book = សៀវភៅ
entry-year = ឆ្នាំ
entry-number = លេខ
hand-taker = នរណាទទួល? ឈ្មោះពេញ
hand-relation = ត្រូវជាអ្វីនឹងកុមារ?
hand-paper = ឯកសារអ្វី?
certificate-certificate = សំបុត្រកំណើត
certificate-attestation = សំបុត្របញ្ជាក់កំណើត

## Receipts
receipt-make = ចេញបង្កាន់ដៃ
receipt-all = បង្កាន់ដៃរបស់គ្រួសារនេះ
receipt-open = បង្កាន់ដៃ
receipt-anew = ចេញបង្កាន់ដៃថ្មី
receipt-outdated = បានកែក្រោយពេលចេញបង្កាន់ដៃ។ សូមចេញថ្មី ហើយយកក្រដាសចាស់មកវិញ។
receipt-page-title = បង្កាន់ដៃ
receipt-page-several = បង្កាន់ដៃ { $count-shown } សន្លឹក
receipt-page-copy = ច្បាប់ចម្លងទី { $number }៖ មានសរសេរលើក្រដាស។
receipt-page-edition = លើកទី { $number } ចេញក្រោយការកែ។ សូមយកក្រដាសចាស់មកវិញ។
receipt-print = បោះពុម្ព
receipt-came-out = ចេញក្រដាសហើយ
receipt-jam = ក្រដាសកកស្ទះ? សូមបោះពុម្ពម្តងទៀត៖ ជាក្រដាសដដែល មិនមែនច្បាប់ចម្លងទេ។ ពេលគ្រួសារទទួលបានហើយ សូមចុច «ចេញក្រដាសហើយ»។
receipt-size = ទំហំក្រដាស
receipt-size-a5 = A5
receipt-size-a4 = A4 មានផ្នែករក្សាទុក
receipt-size-two = A4 បង្កាន់ដៃពីរ កាត់ជាពីរ
receipt-copy-title = ច្បាប់ចម្លងមួយទៀត
receipt-copy-means = លើច្បាប់ចម្លងមានពាក្យ «ច្បាប់ចម្លង» និងលេខ។ មានកត់ទុកថានរណាធ្វើ និងហេតុអ្វី។
receipt-copy-why = ហេតុអ្វី?
receipt-copy-make = ធ្វើច្បាប់ចម្លង
copy-reason-lost = បាត់
copy-reason-damaged = ខូច
copy-reason-for_office = សម្រាប់ការិយាល័យ
copy-reason-other = ហេតុផលផ្សេង
receipts-title = បង្កាន់ដៃថ្ងៃនេះ
receipts-none = ថ្ងៃនេះមិនទាន់ចេញបង្កាន់ដៃទេ
receipts-none-hint = បង្កាន់ដៃចេញនៅតុ មួយសន្លឹកសម្រាប់កុមារម្នាក់។
receipts-time = ម៉ោង
receipts-copies = បានបោះពុម្ព
receipts-not-printed = មិនទាន់បោះពុម្ព
receipts-open = បើក
receipts-tick = គូសលេខ { $number }
receipts-ticked = បោះពុម្ពដែលបានគូស
receipts-all = បោះពុម្ពទាំង { $count-shown } ក្នុងឯកសារតែមួយ

## Searching
search-title = ស្វែងរកគ្រួសារ
search-label = លេខ ឈ្មោះ ឬលេខទូរស័ព្ទ
search-hint = លេខរង់ចាំ លេខទូរស័ព្ទ ឬផ្នែកខ្លះនៃឈ្មោះ និងឈ្មោះភូមិ ជាអក្សរខ្មែរ ឬអក្សរឡាតាំង
search-keys = គ្រាប់ចុចព្រួញ៖ ទៅកាន់អ្វីដែលរកឃើញ។ Enter៖ បើក។
search-find = ស្វែងរក
search-found = កុមារ { $count-shown } នាក់
search-none = រកមិនឃើញ
search-none-hint = សូមសាកពាក្យតិចជាងនេះ អក្ខរាវិរុទ្ធផ្សេង ឬលេខរង់ចាំ។
search-too-many = នៅមានទៀត។ សូមបន្ថែមឈ្មោះភូមិ ឬឈ្មោះមួយទៀត។
found-informant = ដាក់ពាក្យដោយ { $name }

## Handing certificates over
collect-label = ស្កេនបង្កាន់ដៃ ឬវាយលេខកូដ
collect-check = ពិនិត្យ
collect-without = គ្មានបង្កាន់ដៃ
collect-photo-title = គ្មានម៉ាស៊ីនស្កេន?
collect-photo-label = រូបថតបង្កាន់ដៃ
collect-photo-hint = ថតកូដការ៉េទាំងមូល ឱ្យច្បាស់ នៅកន្លែងភ្លឺ
collect-photo-read = អានរូបថត
collect-sum-ready = សំបុត្រកំណើតរួចរាល់
collect-sum-collected = បានប្រគល់ជូនរួច
collect-mark-ready = កត់ថាសំបុត្រកំណើតរួចរាល់
collect-word-ready = រួចរាល់
collect-word-not-ready = មិនទាន់រួចរាល់
collect-word-collected = បានប្រគល់ជូនរួចហើយ
collect-word-handed-now = ទើបប្រគល់ឥឡូវនេះ
collect-word-unbound = មិនទាន់ជារបស់កុមារណា
collect-word-unknown = មិនមានក្នុងបញ្ជីរបស់ប្រអប់នេះ
collect-word-other-event = របស់ព្រឹត្តិការណ៍ផ្សេង
collect-word-training = ហ្វឹកហាត់ និងការពិត មិនប្រើលាយគ្នាទេ
collect-word-damaged = លេខកូដនេះខូច
collect-word-not-ours = មិនមែនជាលេខរបស់យើង
collect-ready = សំបុត្រកំណើតរួចរាល់ហើយ។ សូមមើលថានរណាមក រួចប្រគល់ជូន។
collect-unbound = លេខបង្កាន់ដៃនេះត្រឹមត្រូវ តែមិនទាន់ជារបស់កុមារណាទេ។ សូមស្វែងរកតាមឈ្មោះ។
collect-unknown = លេខនេះត្រឹមត្រូវ តែកុំព្យូទ័រនេះមិនស្គាល់៖ វាចេញក្រោយច្បាប់បម្រុងដែលបានយកមកដាក់វិញ។ សូមស្វែងរកតាមឈ្មោះ ហើយទុកក្រដាសនៅជិត។
collect-other-event = បង្កាន់ដៃនេះជារបស់ព្រឹត្តិការណ៍ផ្សេង។ ប្រគល់នៅកន្លែងដែលមានប្រអប់របស់ព្រឹត្តិការណ៍នោះ។
collect-training = ក្រដាសនេះ ឬប្រអប់នេះ មួយណាសម្រាប់ហ្វឹកហាត់ប៉ុណ្ណោះ។ បង្កាន់ដៃពិតត្រូវពិនិត្យលើប្រអប់ពិត។
collect-damaged = មានតួមួយមិនដូចដែលបានបោះពុម្ព។ សូមផ្ទៀងលេខកូដជាមួយក្រដាស ឬស្វែងរកតាមឈ្មោះ។
collect-damaged-group = សូមផ្ទៀងក្រុមទី { $group } ជាមួយក្រដាស កែ រួចពិនិត្យម្តងទៀត។
collect-not-ours = នេះមិនមែនជាលេខកូដបង្កាន់ដៃរបស់យើងទេ។ សូមមើលថាបានអានទាំងស្រុងឬទេ ឬស្វែងរកតាមឈ្មោះ។
collect-because-filed = មិនទាន់មាននរណាសម្រេចទេ។ សូមនាំគ្រួសារទៅតុ។
collect-because-entered = កុមារមានក្នុងបញ្ជីកំណើតហើយ តែសំបុត្រកំណើតមិនទាន់ធ្វើរួច។
collect-because-awaiting_papers = នៅខ្វះឯកសារ។ សូមនាំគ្រួសារទៅតុ។
collect-because-sent_to_district = ថ្នាក់ស្រុកមិនទាន់ធ្វើរួច។
collect-because-closed = បានបិទដោយគ្មានសំបុត្រកំណើត។ មន្ត្រីនៅតុដឹងហេតុផល។
collect-collected-when = បានប្រគល់នៅ{ $when }
collect-collected-whom = ជូន { $taker } ({ $relation })
collect-collected-by = ដោយ { $officer }។
collect-mended = មានតួមួយអានខុស ឬវាយខុស ហើយបានកែរួច។ លេខកូដលើក្រដាសត្រឹមត្រូវ។
collect-informant = អ្នកដាក់ពាក្យ
collect-may = អ្នកអាចមកយក
collect-may-nobody = មិនបានប្រាប់ឈ្មោះនរណា។ មន្ត្រីសម្រេច ហើយកត់ថានរណាធានា។
collect-hand-title = ប្រគល់ជូន
collect-vouched = នរណាធានា?
collect-hand-over = ប្រគល់ជូន
collect-taker-blank = សូមសរសេរឈ្មោះអ្នកទទួល ហើយជ្រើសរើសថាត្រូវជាអ្វីនឹងកុមារ។
collect-vouched-blank = គ្មានបង្កាន់ដៃ ត្រូវមានអ្នកធានា។ សូមសរសេរថានរណា។
collect-undo-title = មិនបានប្រគល់ទេឬ?
collect-undo-means = សំបុត្រកំណើតនឹងរួចរាល់រង់ចាំវិញ។ មានកត់ទុកថានរណាយកមកវិញ។
collect-undo = យកការប្រគល់មកវិញ
collect-finish-title = សំបុត្រកំណើតមកដល់ហើយ?
collect-finish = សំបុត្រកំណើតធ្វើរួចហើយ៖ កត់ថារួចរាល់
collect-open-family = បើកគ្រួសារនេះ

## A pile of finished certificates
ready-title = សំបុត្រកំណើតធ្វើរួច
ready-lead = សូមស្កេនផ្នែករក្សាទុកដែលនៅជាមួយសំបុត្រកំណើតនីមួយៗ ម្តងមួយៗ។
ready-lead-electronic = សម្រាប់សំបុត្រនីមួយៗ៖ ដំបូងវាយ UIC ពីថ្នាក់ស្រុក រួចស្កេនផ្នែករក្សាទុក។
ready-unique = លេខកូដ UIC
ready-unique-code = នេះមិនមែនជា UIC ទេ។ UIC មានអក្សរ និងលេខ មិនលើស ៤០ តួ។
ready-mark = កត់ថារួចរាល់
ready-marked = បានកត់ថារួចរាល់។ សូមស្កេនបន្ទាប់។
ready-already = មួយនេះបានកត់ថារួចរាល់ពីមុនហើយ។ សូមស្កេនបន្ទាប់។
ready-choose = តើកុមារណា? សូមមើលឈ្មោះ និងលេខ រួចកត់ថារួចរាល់។
ready-nobody = គ្មាននរណាមានលេខ ឬឈ្មោះនេះទេ។ សូមមើលបង្កាន់ដៃ ឬវាយឈ្មោះកុមារ ឬអ្នកដាក់ពាក្យ។
ready-not-entered = កុមារនេះមិនទាន់មានក្នុងបញ្ជីកំណើត ឬបានប្រគល់រួចហើយ។ សូមបើកមើល។
ready-to-collect = ប្រគល់សំបុត្រកំណើត

## Entry, for those without a phone
entry-start-title = គ្រួសារដែលគ្មានទូរស័ព្ទ
entry-start-lead = ទំព័រតែមួយ ប្រើតែក្តារចុច។ សួរ វាយ រួចចុច Enter ទៅប្រអប់បន្ទាប់។
entry-start-new = គ្រួសារថ្មី
entry-start-papers = ខ្វះចម្លើយខ្លះក៏បាន៖ មន្ត្រីសួរនៅតុ។
entry-page-title = ពាក្យសុំរបស់គ្រួសារ
entry-page-keys = Enter៖ ប្រអប់បន្ទាប់។ លេខ៖ ជ្រើសចម្លើយ។ Ctrl + Enter៖ ដាក់ស្នើ។
entry-page-send = ដាក់ស្នើ
entry-page-save = រក្សាទុក ហើយបន្ត
entry-part-informant = អ្នករាយការណ៍ និងគ្រួសារ
entry-part-papers = ឯកសារ និងការមកយក
entry-older = បង្អួចផ្សេងបានរក្សាទុកពាក្យនេះរួចហើយ
entry-older-next = គ្មានអ្វីបាត់ទេ ហើយអ្វីដែលអ្នកវាយនៅទីនេះមិនទាន់រក្សាទុកទេ។ សូមកែខាងក្រោមឱ្យត្រឹមត្រូវ រួចរក្សាទុក ឬដាក់ស្នើម្តងទៀត។
entry-older-there = រក្សាទុកនៅទីនោះ
entry-older-here = វាយនៅទីនេះ
entry-late = បង្អួចផ្សេងបានដាក់ស្នើពាក្យនេះរួចហើយ
entry-late-next = អ្វីដែលអ្នកវាយនៅទីនេះមិននៅក្នុងនោះទេ។ សូមកត់ទុក ឬឱ្យតុកែពាក្យនោះ។
entry-late-sent = បានដាក់ស្នើ
entry-done-label = លេខរង់ចាំ
entry-done-next = សូមសរសេរលេខនេះលើក្រដាស ហើយឱ្យទៅគ្រួសារ។ គ្រួសាររង់ចាំដល់ហៅលេខ។
entry-done-new = គ្រួសារបន្ទាប់
entry-done-open = បើកនៅតុ

## Correcting the whole form
correct-title = កែពាក្យសុំ
correct-lead = អ្វីដែលសរសេរពីមុននៅរក្សាទុក ជាមួយឈ្មោះអ្នក និងម៉ោង។
correct-save = រក្សាទុកការកែ
correct-leave = ត្រឡប់ក្រោយដោយមិនរក្សាទុក
correct-stale-title = មិនទាន់រក្សាទុកទេ៖ មានអ្នកបានកែពាក្យសុំនេះក្នុងពេលនេះដែរ
correct-stale-next = អ្វីដែលអ្នកសរសេរនៅខាងក្រោម។ សូមមើល រួចរក្សាទុកម្តងទៀត។ វានឹងជំនួសការកែរបស់អ្នកនោះ។

## Places
place-unlisted = មិនមានក្នុងបញ្ជី
place-neither-here = កុមារមិនបានកើតក្នុងឃុំនេះ ហើយគ្រួសារក៏មិនរស់នៅទីនេះ។ តាមច្បាប់ ឃុំកំណើត ឬឃុំរស់នៅជាអ្នកចុះបញ្ជី។ សូមពិនិត្យមុនសម្រេច
place-ask-where = សូមសួរថា កុមារកើតនៅឃុំណា និងគ្រួសាររស់នៅឃុំណា។ មួយក្នុងចំណោមនោះនៅឃុំផ្សេង

# UNREVIEWED: no native reader has checked these texts yet.
# Forgetting: how long each kind of record stays, what was handed over, what was wiped.

admin-forget = លុបចោល
forget-title = អ្វីដែលលែងត្រូវការ
forget-lead = គ្មានអ្វីបាត់ដោយខ្លួនឯងទេ។ អ្វីដែលដល់កំណត់ អាចលុបចោលនៅទីនេះជាស្ថាពរ៖ ពីទិន្នន័យ ពីអ្វីដែលបានលុបមុន និងពីការបម្រុងទុកដែលអាចទៅដល់។
forget-kind-registration = គ្រួសារ និងកុមារ
forget-kind-phones = លេខទូរស័ព្ទ
forget-kind-as_typed = ពាក្យដូចដែលបានវាយ
forget-kind-photos = រូបថតឯកសារ
forget-kind-drafts = ពាក្យសុំដែលចាប់ផ្តើមហើយមិនបានផ្ញើ
forget-kind-stub = អ្វីដែលត្រូវការសម្រាប់ប្រគល់សំបុត្រកំណើត
forget-kind-sealed = ប្រអប់បិទជិតនៃបន្ទប់អ្នកទទួលបន្ទុក មានកំណត់ត្រា ឬទទេ
forget-kind-journal = កំណត់ហេតុ៖ លេខ និងកូដ គ្មានឈ្មោះគ្រួសារ
forget-after-closed = { $days-shown } ថ្ងៃ ក្រោយបិទព្រឹត្តិការណ៍
forget-after-registration = { $days-shown } ថ្ងៃ ក្រោយប្រគល់បញ្ជី
forget-after-safeguarding = { $days-shown } ថ្ងៃ ក្រោយអ្នកទទួលបន្តបន្ទប់អ្នកទទួលបន្ទុកបានបញ្ជាក់
forget-after-never = រក្សាទុក។
forget-from-closed = ចំនួនថ្ងៃក្រោយបិទព្រឹត្តិការណ៍
forget-from-registration = ចំនួនថ្ងៃក្រោយប្រគល់បញ្ជី
forget-from-safeguarding = ចំនួនថ្ងៃក្រោយអ្នកទទួលបន្តបន្ទប់អ្នកទទួលបន្ទុកបានបញ្ជាក់
forget-days = { $days-shown } ថ្ងៃ
forget-held-open = រក្សាទុក៖ ព្រឹត្តិការណ៍កំពុងបើក។
forget-held-not-handed-over = រក្សាទុក៖ មិនទាន់មាននរណាបញ្ជាក់ថាបានប្រគល់ទេ។
forget-held-room = រក្សាទុក៖ បន្ទប់អ្នកទទួលបន្ទុកនៃព្រឹត្តិការណ៍នេះកំពុងប្រើនៅទីនេះ។ ករណីទាំងនោះនៅជាមួយអ្នកដែលតាមដាន។
forget-held-always = រក្សាទុក៖ ប្រាប់ថានរណាធ្វើអ្វី ហើយហៅគ្រួសារតាមលេខប៉ុណ្ណោះ។
forget-due-on = ដល់កំណត់នៅ{ $day }។
forget-due-since = ដល់កំណត់តាំងពី{ $day }។
forget-goes = { $count ->
        [0] គ្មាន
       *[other] លុប { $count-shown }
    }
forget-reduced = { $count-shown } គ្រួសារ រក្សាតែអ្វីដែលត្រូវការសម្រាប់ប្រគល់សំបុត្រកំណើត៖ លេខរង់ចាំ ឈ្មោះកុមារ និងម្តាយ ថ្ងៃកំណើត ភូមិ និងអ្នកដែលអាចមកយក។
forget-nothing-due = ថ្ងៃនេះគ្មានអ្វីដល់កំណត់ទេ។
forget-now-title = លុបអ្វីដែលដល់កំណត់
forget-now-means = មិនអាចយកមកវិញបានទេ។ សៀវភៅបញ្ជី និងអ្វីដែលបានប្រគល់ មិនប៉ះពាល់ទេ។
forget-now = លុបឥឡូវនេះ
forget-handed-title = បានប្រគល់
forget-handed-means = រយៈពេលចាប់ផ្តើមរាប់ ពេលអ្នកទទួលទិន្នន័យបានបញ្ជាក់ថាមានក្នុងដៃ។
forget-uncopied = កុមារ { $count-shown } នាក់ ដែលត្រូវមានក្នុងសៀវភៅបញ្ជី មិនទាន់បានគូសថាបានចម្លងទេ។
forget-handed-sure = ឃុំមានសៀវភៅបញ្ជី និងតារាងហើយ ហើយបានបញ្ជាក់។
forget-handed-do = កត់ថាបានប្រគល់
forget-handed-registration = បានប្រគល់បញ្ជី៖ { $when }។
forget-handed-safeguarding = បានប្រគល់បន្ទប់អ្នកទទួលបន្ទុក៖ { $when }។
forget-handed-room = បន្ទប់អ្នកទទួលបន្ទុករាប់ថាបានប្រគល់ ពេលអ្នកទទួលបន្ទុកបានបញ្ចូលចម្លើយរបស់អ្នកដែលទទួលបន្ត។
forget-what-registration = បញ្ជី
forget-what-safeguarding = បន្ទប់អ្នកទទួលបន្ទុក
forget-done-title = បានលុបពីមុន
forget-unfinished = នៅមានច្បាប់ចម្លង
forget-terms-title = ប្រភេទនីមួយៗរក្សាទុកប៉ុន្មានថ្ងៃ
forget-terms-means = ម្ចាស់ទិន្នន័យជាអ្នកសម្រេច៖ ឃុំ និងអង្គការសម្រាប់អ្វីដែលបានទទួល។
forget-terms-save = រក្សាទុកចំនួនថ្ងៃ
forget-said-handed = បានកត់ទុក។ រយៈពេលរាប់ចាប់ពីថ្ងៃនេះ។
forget-said-terms = បានរក្សាទុក។
forget-said-not-sure = សូមគូសថាឃុំបានបញ្ជាក់។ មិនទាន់បានកត់អ្វីទេ។
forget-said-days-wrong = ចំនួនថ្ងៃខ្វះ ឬលើសពី ៣៦៥០។ មិនបានកែអ្វីផ្សេងទេ។
forget-said-stale = ឥឡូវនេះអ្វីដែលដល់កំណត់ខុសពីអ្វីដែលទំព័របង្ហាញ។ មិនបានលុបអ្វីទេ។ សូមអានម្តងទៀត។

## The record
forget-record-title = កំណត់ត្រានៃការលុបចោល
forget-record-lead = សូមបោះពុម្ព ចុះហត្ថលេខា ហើយរក្សាទុកជាមួយឯកសារព្រឹត្តិការណ៍។
forget-record-print = បើកកំណត់ត្រាដើម្បីបោះពុម្ព
forget-record-number = លេខសម្គាល់ { $id }
forget-record-when = បានលុប
forget-record-who = ដោយ
forget-record-handed-registration = ប្រគល់បញ្ជី
forget-record-handed-safeguarding = ប្រគល់បន្ទប់អ្នកទទួលបន្ទុក
forget-part-act = សកម្មភាព
forget-part-kinds = អ្វីដែលដល់កំណត់
forget-part-counts = អ្វីដែលបានលុប
forget-part-copies = ច្បាប់ចម្លង
forget-part-stays = អ្វីដែលនៅសល់
forget-count-families = គ្រួសារ
forget-count-children = កុមារ
forget-count-reduced = គ្រួសារដែលរក្សាផ្នែកសម្រាប់ប្រគល់
forget-count-phones = លេខទូរស័ព្ទ
forget-count-as_typed = ពាក្យដូចដែលបានវាយ
forget-count-photos = រូបថត
forget-count-drafts = ពាក្យសុំមិនបានផ្ញើ
forget-count-boxes = ប្រអប់បិទជិត
forget-column-place = កន្លែង
forget-column-what = នៅទីនោះ
forget-column-removed = បានដក
forget-column-left = នៅសល់
forget-place-new = ការបម្រុងទុកថ្មី គ្មានអ្វីដែលបានលុប
forget-place-old-only = ច្បាប់ចាស់
forget-place-not-reached = មិនអាចទៅដល់
forget-copies-clean = ទិន្នន័យបានសរសេរជាថ្មី។ អ្វីដែលបានលុប លែងមានក្នុងទំព័រណានៃឯកសារ និងកំណត់ហេតុក្បែរវាទេ។
forget-copies-not-clean = មិនអាចសរសេរទិន្នន័យជាថ្មី ព្រោះមាននរណាកំពុងអាន។ សូមធ្វើម្តងទៀត។
forget-copies-no-new = មិនអាចធ្វើការបម្រុងទុកថ្មីបាន ដូច្នេះច្បាប់ចាស់នៅដដែល។ វានៅមានអ្វីដែលបានលុប។
forget-copies-elsewhere = ការបម្រុងទុកដែលគេយកទៅកន្លែងផ្សេង ឬនៅកន្លែងដែលមិនអាចទៅដល់ នៅមានអ្វីដែលបានលុប។ វាបើកបានតែដោយឃ្លាសម្ងាត់របស់ឧបករណ៍នេះ។
forget-copies-unfinished = កម្មវិធីបានឈប់មុនពេលមកដល់ច្បាប់ចម្លង។ សូមធ្វើម្តងទៀត។
forget-stays = លេខបង្កាន់ដៃគ្មានឈ្មោះ ចំនួនរាប់នៃព្រឹត្តិការណ៍ កំណត់ហេតុគ្មានឈ្មោះគ្រួសារ និងសម្រាប់សំបុត្រកំណើតដែលមិនទាន់មកយក អ្វីដែលត្រូវការសម្រាប់ប្រគល់។
forget-sign-who = អ្នកលុប
forget-sign-witness = សាក្សី
forget-whole = បាត់ពីទិន្នន័យ និងពីការបម្រុងទុកទាំងអស់ដែលឧបករណ៍ស្គាល់។
forget-not-whole = បាត់ពីទិន្នន័យហើយ។ មិនអាចដកច្បាប់ចម្លងទាំងអស់បានទេ៖ សូមដោតឧបករណ៍ផ្ទុក ហើយធ្វើម្តងទៀត ឬបំផ្លាញវា។
forget-finish = ដកច្បាប់ចម្លងម្តងទៀត

act-forget = បានលុបអ្វីដែលដល់កំណត់
act-handed_over = បានកត់ការប្រគល់
act-set_term = បានកំណត់រយៈពេលរក្សាទុក

## The desk
collect-word-forgotten = បានលុបចោលក្រោយកំណត់
collect-forgotten = បង្កាន់ដៃនេះពិតប្រាកដ។ អ្វីដែលជារបស់វាបានលុបនៅ{ $day } ពេលនោះករណីនៅត្រឹម «{ $state }»។ សូមសួរសៀវភៅបញ្ជីនៅឃុំ។
ready-forgotten = បង្កាន់ដៃនេះពិតប្រាកដ ប៉ុន្តែអ្វីដែលជារបស់វាបានលុបចោលក្រោយកំណត់។
verify-state-forgotten = អ្វីដែលជារបស់វាបានលុបនៅ{ $when } ក្រោយកំណត់។

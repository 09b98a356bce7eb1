# UNREVIEWED: no native reader has checked these texts yet, but for the words of the ministry's own forms.
# What the focal asks, sees and does. Never shown on the family door.

level-no-action = គ្មានសកម្មភាព
level-low = ទាប
level-medium = មធ្យម
level-high = ខ្ពស់

support-lives-parents = ឪពុកម្តាយទាំងពីរ
support-lives-one-parent = ឪពុក ឬម្តាយ
support-lives-relative = ជីដូន ជីតា ឬសាច់ញាតិ
support-lives-other-family = គ្រួសារផ្សេង
support-lives-centre = មណ្ឌល វត្ត ឬអន្តេវាសិកដ្ឋាន
support-lives-alone = រស់នៅតែឯង
support-away-none = ទេ
support-away-one = ម្នាក់
support-away-both = ទាំងពីរនាក់
support-school-yes = បាទ/ចាស
support-school-no = ទេ
support-school-not-started = មិនទាន់ចូល
support-needs-none = ទេ
support-needs-some = ខ្លះ
support-needs-much = ច្រើន
support-idpoor-no = គ្មាន
support-idpoor-one = កម្រិត ១
support-idpoor-two = កម្រិត ២
support-idpoor-unknown = មិនដឹង
support-also-works = កុមារធ្វើការ
support-also-street = កុមាររស់នៅ ឬធ្វើការតាមផ្លូវ
support-also-married = កុមាររៀបការហើយ
support-also-no-adult = គ្មានមនុស្សពេញវ័យរស់នៅជាមួយ
support-also-no-relative = ឪពុកម្តាយទាំងពីរនៅឆ្ងាយ មិនមានសាច់ញាតិពេញវ័យ
support-also-old-caregiver = អ្នកថែទាំអាយុ ៦៥ ឆ្នាំឡើងទៅ
support-also-caregiver-needs-help = អ្នកថែទាំខ្លួនឯងត្រូវការជំនួយ

sign-hurt-or-ill = របួសធ្ងន់ ឬឈឺខ្លាំង
sign-alone = គ្មានមនុស្សធំនៅជាមួយកុមារ
sign-relation-unclear = មិនអាចពន្យល់ថាជាប់សាច់ញាតិដូចម្តេច
sign-asked-for-help = កុមារ ឬមនុស្សធំសុំជំនួយ ឬខ្លាចទៅផ្ទះ
sign-kept-from-speaking = មនុស្សធំមិនឱ្យកុមារនិយាយ
sign-worry = មានអ្វីមួយធ្វើឱ្យខ្ញុំបារម្ភ
safe-now-yes = បាទ/ចាស
safe-now-no = ទេ
safe-now-unknown = ខ្ញុំមិនដឹង
told-focal = អ្នកទទួលបន្ទុក
told-health = បុគ្គលិកសុខាភិបាល
told-police = ប៉ូលិស
told-committee = គ.ក.ន.ក
told-district = ការិយាល័យ ស.អ.យ
told-helpline = ខ្សែទូរស័ព្ទជំនួយកុមារ

concern-unaccompanied = គ្មានមនុស្សពេញវ័យនៅជាមួយកុមារ
concern-separated = មិននៅជាមួយអ្នកដែលធ្លាប់ថែទាំ
concern-left = អ្នកថែទាំបានទុកកុមារចោល
concern-parents-dead = ឪពុក និងម្តាយបានស្លាប់ទាំងពីរ
concern-migration = ប៉ះពាល់ដោយចំណាកស្រុក
concern-neglect-risk = ប្រហែលមិនបានទទួលការថែទាំគ្រប់គ្រាន់
concern-neglect = មិនបានទទួលការថែទាំគ្រប់គ្រាន់
concern-labour-risk = ប្រហែលត្រូវធ្វើការ
concern-labour = កំពុងធ្វើការ
concern-street = រស់នៅ ឬធ្វើការតាមផ្លូវ
concern-marriage-risk = ប្រហែលត្រូវរៀបការមុនអាយុ
concern-marriage = បានរៀបការមុនអាយុ
concern-trafficking-risk = ប្រហែលត្រូវគេនាំទៅកេងចំណេញ
concern-stigma = ត្រូវគេរើសអើង
concern-other = បញ្ហាផ្សេងទៀត

help-food-package = កញ្ចប់ស្បៀងបន្ទាន់
help-counselling = ការផ្តល់ប្រឹក្សា
help-follow-up-visit = ការចុះសួរសុខទុក្ខតាមដាន
help-case-conference = ការប្រជុំករណី
help-referral-dosvy = បញ្ជូនករណីទៅមន្ទីរ ស.អ.យ
help-emergency-foster = ការថែទាំតាមគ្រួសារធម៌ជាបណ្តោះអាសន្នពេលបន្ទាន់
help-reintegration = សមាហរណកម្ម
help-legal-documents = ការគាំទ្រដើម្បីទទួលបានសេវាច្បាប់
help-school-reenrol = ការគាំទ្រទៅសាលា
help-safe-place = ផ្ទះសំចត
outcome-safe = មានសុវត្ថិភាព តាមដែលអាចដឹង
outcome-grown-up = ពេញវ័យហើយ
outcome-not-found = ផ្លាស់ទីលំនៅ ឬរកមិនឃើញ
outcome-returned = ត្រឡប់ទៅប្រទេសផ្សេង
outcome-died = ទទួលមរណភាព
outcome-handed-over = អ្នកផ្សេងតាមដានបន្ត

agreed-case-management = ទទួលជំនួយពីអ្នកកាន់ករណី
agreed-share-ministry = ចែករំលែកជាមួយក្រសួងសង្គមកិច្ច
agreed-share-organisation = ចែករំលែកជាមួយអង្គការ
agreed-statistics = រាប់ជាចំនួនដោយគ្មានឈ្មោះ
agreed-safe-to-call = អាចទូរស័ព្ទទៅលេខនេះដោយសុវត្ថិភាព

stage-raised = មិនទាន់បើកមើល
stage-seen = បានមើល
stage-confirmed = បានកំណត់កម្រិត
stage-contacted = បានជួបគ្រួសារ
stage-closed = បានបញ្ចប់

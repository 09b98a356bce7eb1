# UNREVIEWED: no native reader has checked these texts yet.
# The focal's room leaves in a file; the referral slip. Never shown on the family door.

hand-not-ours = នេះមិនមែនជាឯកសារដែលកម្មវិធីនេះបានបង្កើតទេ។ សូមជ្រើសរើសឯកសារផ្សេង។
hand-newer = ឯកសារនេះបង្កើតដោយកម្មវិធីជំនាន់ថ្មីជាង។ សូមប្រើកម្មវិធីជំនាន់ថ្មីនៅលើកុំព្យូទ័រនេះ។
hand-damaged = ឯកសារនេះខូច ឬចម្លងមិនគ្រប់។ សូមចម្លងម្ដងទៀតពីកុំព្យូទ័រដំបូង។
hand-not-for-you = ឃ្លាសម្ងាត់នេះបើកឯកសារនេះមិនបានទេ។ សូមសាកល្បងឃ្លាសម្ងាត់របស់អ្នកទទួលបន្ទុក ឬក្រដាសសង្គ្រោះ។
hand-not-an-ack = នេះមិនមែនជាការបញ្ជាក់ថាបានទទួលឯកសាររបស់កុំព្យូទ័រនេះទេ។
hand-own-event = ព្រឹត្តិការណ៍នេះជារបស់កុំព្យូទ័រនេះផ្ទាល់។ មិនបាច់នាំចូលទេ។
hand-weak-passphrase = ឃ្លាសម្ងាត់សម្រាប់កុំព្យូទ័រនេះខ្លីពេក ឬងាយទាយពេក។
hand-failed = ធ្វើមិនបានទេ។ គ្មានអ្វីផ្លាស់ប្ដូរ។ សូមព្យាយាមម្ដងទៀត។

held-not-confirmed = អ្នកទទួលបន្ទុកមិនទាន់កំណត់កម្រិត
held-no-action = គ្មានសកម្មភាព
held-not-agreed = មិនទាន់យល់ព្រមឱ្យចែករំលែក ហើយគ្មានហេតុផលចាំបាច់បំផុតដែលបានកត់ត្រា

act-file_leaves = បានបង្កើតឯកសារបិទជិតសម្រាប់ប្រគល់
act-file_acknowledged = កុំព្យូទ័រផ្សេងបានបញ្ជាក់ថាទទួលឯកសារ
act-file_taken_in = បានទទួលឯកសារបិទជិតពីកុំព្យូទ័រផ្សេង

slip-title = លិខិតបញ្ជូនករណី
slip-confidential = សម្ងាត់៖ សម្រាប់តែអ្នកទទួលដែលមានឈ្មោះខាងក្រោម
slip-date = កាលបរិច្ឆេទ (ថ្ងៃ ខែ ឆ្នាំ)
slip-village = លេខកូដភូមិ
slip-number = លេខយោង
slip-child-code = លេខកូដកុមារ (ការិយាល័យបំពេញ)
slip-part-parties = អ្នកបញ្ជូន និងអ្នកទទួល
slip-to = ជូនចំពោះ
slip-referrer = អ្នកបញ្ជូន
slip-not-named = មិនបញ្ចេញឈ្មោះ
slip-organisation = ស្ថាប័ន
slip-referrer-phone = ទូរស័ព្ទអ្នកបញ្ជូន
slip-part-child = កុមារ
slip-name = នាមត្រកូល និងនាមខ្លួន
slip-sex = ភេទ
slip-birth = ថ្ងៃខែឆ្នាំកំណើត
slip-age = អាយុ (ឆ្នាំ)
slip-part-family = គ្រួសារ
slip-address = ទីលំនៅ
slip-lives-with = កុមាររស់នៅជាមួយ
slip-reporter = អ្នករាយការណ៍កំណើត
slip-phone = ទូរស័ព្ទ (អាចហៅដោយសុវត្ថិភាព)
slip-part-level = ត្រូវជួបឱ្យបានឆាប់ប៉ុនណា
slip-level = កម្រិត
slip-due = ត្រូវជួបមុន
slip-reasons = ហេតុផល
slip-part-help = ជំនួយដែលបានផ្ដល់ ឬគ្រោងទុក
slip-part-ground = មូលដ្ឋាននៃការចែករំលែក
slip-agreed = បានយល់ព្រម
slip-ground = មូលដ្ឋាន
slip-ground-vital = ផលប្រយោជន៍ចាំបាច់បំផុតរបស់កុមារ ដោយគ្មានការយល់ព្រម
slip-vital = មូលហេតុដែលបានកត់ត្រា
slip-focal = អ្នកទទួលបន្ទុក
slip-part-received = ការប្រគល់ទទួល
slip-sign-referrer = អ្នកបញ្ជូន ថ្ងៃ និងហត្ថលេខា
slip-sign-receiver = អ្នកទទួល ថ្ងៃ និងហត្ថលេខា
slip-foot = បង្កើតនៅ { $made }

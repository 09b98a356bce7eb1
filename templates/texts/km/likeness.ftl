# UNREVIEWED: no native reader has checked these texts yet.
# Why two records may be, or may not be, the same child. Shown to staff only.

likeness-same-child-name = ឈ្មោះកុមារសរសេរដូចគ្នា
likeness-child-name-alike = ឈ្មោះកុមារស្រដៀងគ្នា
likeness-child-name-differs = ឈ្មោះកុមារខុសគ្នា
likeness-given-name-differs = នាមខ្លួនខុសគ្នា
likeness-same-mother = ឈ្មោះម្តាយដូចគ្នា
likeness-mother-alike = ឈ្មោះម្តាយស្រដៀងគ្នា
likeness-mother-differs = ឈ្មោះម្តាយខុសគ្នា
likeness-same-birth-day = កើតថ្ងៃតែមួយ
likeness-birth-days-apart = កើតខុសគ្នាមួយឬពីរថ្ងៃ
likeness-day-and-month-swapped = ថ្ងៃនិងខែកំណើតប្តូរកន្លែងគ្នា
likeness-same-birth-month = កើតក្នុងខែតែមួយ
likeness-same-day-other-year = ថ្ងៃនិងខែដូចគ្នា ឆ្នាំខុសគ្នាមួយ
likeness-birth-weeks-apart = កើតខុសគ្នាមិនលើសមួយខែ
likeness-same-birth-year = កើតក្នុងឆ្នាំតែមួយ
likeness-birth-months-apart = កើតខុសគ្នាមិនលើសបួនខែ
likeness-birth-far-apart = ថ្ងៃកំណើតខុសគ្នាឆ្ងាយ
likeness-same-sex = ភេទដូចគ្នា
likeness-sex-differs = ភេទខុសគ្នា
likeness-same-village = ភូមិតែមួយ
likeness-same-commune = ឃុំតែមួយ ភូមិផ្សេង
likeness-same-district = ស្រុកតែមួយ ឃុំផ្សេង
likeness-same-province = ខេត្តតែមួយ ស្រុកផ្សេង
likeness-province-differs = ខេត្តផ្សេង
likeness-twins = ម្តាយដូចគ្នា ថ្ងៃកំណើតដូចគ្នា តែនាមខ្លួនខុសគ្នា៖ កូនភ្លោះ ឬកុមារតែមួយ?
likeness-question-same-child = តើនេះជាកុមារតែមួយមែនទេ?
likeness-question-twins = តើនេះជាកូនភ្លោះ ឬជាកុមារតែមួយ?
likeness-for = ហេតុផលគាំទ្រ៖
likeness-against = ហេតុផលប្រឆាំង៖

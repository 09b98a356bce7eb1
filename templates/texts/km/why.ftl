# UNREVIEWED: no native reader has checked these texts yet.
# Why a birth certificate matters: the page on phones, the screen in the yard, the line on the board.
# LAWYER: before field use a Cambodian lawyer or the civil-registry authority confirms each claim marked so.

## The page
why-title = ហេតុអ្វីសំបុត្រកំណើតសំខាន់?
why-lead = សំបុត្រកំណើតបញ្ជាក់ឈ្មោះ អាយុ និងឪពុកម្តាយរបស់កូនអ្នក។ វាមានប្រយោជន៍ពេញមួយជីវិត។
# LAWYER: that schools ask for it at enrolment and before exams.
why-school-title = ចូលរៀន
why-school = សាលារៀនសុំមើលសំបុត្រកំណើត ពេលចុះឈ្មោះចូលរៀន និងពេលប្រឡង។
# LAWYER: nothing is claimed here that depends on the certificate by law; only that the age is known.
why-health-title = សុខភាព
why-health = ដឹងអាយុត្រឹមត្រូវ កុមារទទួលបានវ៉ាក់សាំង និងការថែទាំទាន់ពេល។
# LAWYER: that age limits for work and marriage protect, and that the certificate proves the age.
why-protection-title = ការការពារ
why-protection = វាបញ្ជាក់អាយុ។ ដូច្នេះការពារកុមារពីការងារធ្ងន់ និងការរៀបការមុនអាយុ ហើយជួយរកគ្រួសារ បើកុមារវង្វេង។
# LAWYER: that it is needed for an identity card; what the card opens (work, voting, an account).
why-work-title = ការងារ
why-work = កូនអ្នកត្រូវការវាដើម្បីធ្វើអត្តសញ្ញាណប័ណ្ណ។ មានអត្តសញ្ញាណប័ណ្ណ ទើបងាយរកការងារ បោះឆ្នោត និងបើកគណនីធនាគារ។
# LAWYER: what it proves for inheritance, and that a passport needs it.
why-inheritance-title = មរតក និងការធ្វើដំណើរ
why-inheritance = វាបញ្ជាក់ថាជាកូនរបស់នរណា៖ ពេលទទួលផ្ទះ និងដីពីឪពុកម្តាយ និងពេលធ្វើលិខិតឆ្លងដែន។
# LAWYER: 30 days after birth; that children of any age can still be registered.
why-days-title = ក្នុងរយៈពេល ៣០ថ្ងៃ
why-days = ច្បាប់ឱ្យរាយការណ៍កំណើតក្នុងរយៈពេល ៣០ថ្ងៃ។ បើលើស ៣០ថ្ងៃហើយ ក៏សូមមកដែរ។ កុមារអាយុប៉ុន្មានក៏សុំចុះបញ្ជីបាន។
# LAWYER: shown only where the event says that the commune agrees.
why-free-title = មិនគិតថ្លៃ
why-free = ការចុះបញ្ជីកំណើត និងសំបុត្រកំណើត មិនគិតថ្លៃទេ។
# LAWYER: which papers may be asked for.
why-bring-title = ត្រូវយកអ្វីមក
why-bring = បើមាន៖ លិខិតបញ្ជាក់កំណើត សៀវភៅគ្រួសារ ឬសៀវភៅស្នាក់នៅ អត្តសញ្ញាណប័ណ្ណរបស់ឪពុកម្តាយ និងប័ណ្ណលឿងរបស់កុមារ។ បើគ្មាន ក៏សូមមកដែរ។
# The number comes from the event. LAWYER: none; ring it before each event (free, day and night).
why-help-title = ត្រូវការជំនួយ?
why-help = ហៅខ្សែទូរស័ព្ទជំនួយកុមារ { $number } បានទាំងយប់ទាំងថ្ងៃ។ ហៅមិនអស់លុយទេ។

## One line at a time: the screen in the yard and the foot of the board. LAWYER: the same claims, shorter
why-line-school = សំបុត្រកំណើតជួយឱ្យកុមារចូលរៀន និងប្រឡង។
why-line-health = សំបុត្រកំណើតជួយឱ្យកុមារទទួលបានវ៉ាក់សាំង និងការថែទាំសុខភាព។
why-line-protection = សំបុត្រកំណើតបញ្ជាក់អាយុ ការពារកុមារពីការងារធ្ងន់ និងការរៀបការមុនអាយុ។
why-line-work = មានសំបុត្រកំណើត ទើបងាយធ្វើអត្តសញ្ញាណប័ណ្ណ និងរកការងារពេលធំឡើង។
why-line-family = សំបុត្រកំណើតបញ្ជាក់ថានរណាជាឪពុកម្តាយរបស់កុមារ។
why-line-inheritance = សំបុត្រកំណើតបញ្ជាក់ថាជាកូនរបស់នរណា ពេលទទួលផ្ទះ និងដីពីឪពុកម្តាយ។
why-line-travel = មានសំបុត្រកំណើត ទើបអាចសុំលិខិតឆ្លងដែន។
why-line-days = សូមរាយការណ៍កំណើតក្នុងរយៈពេល ៣០ថ្ងៃ។ លើស ៣០ថ្ងៃ ក៏សូមមកដែរ។
why-line-free = ចុះបញ្ជីកំណើតនៅទីនេះ មិនគិតថ្លៃទេ។
why-line-papers = គ្មានឯកសារ? សូមរង់ចាំក្នុងជួរដដែល។ មន្ត្រីនឹងប្រាប់ថាត្រូវធ្វើអ្វី។
why-line-help = ខ្សែទូរស័ព្ទជំនួយកុមារ { $number }៖ ទាំងយប់ទាំងថ្ងៃ ហៅមិនអស់លុយទេ។

## The screen in the yard
why-yard-open = សម្រាប់អេក្រង់នៅទីធ្លា
why-yard-previous = ថយក្រោយ
why-yard-next = បន្ទាប់

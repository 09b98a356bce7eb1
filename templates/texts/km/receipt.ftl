# UNREVIEWED: no native reader has checked these texts yet.
# The paper a family takes home, and its counterfoil.

receipt-kingdom = ព្រះរាជាណាចក្រកម្ពុជា
receipt-motto = ជាតិ សាសនា ព្រះមហាក្សត្រ

receipt-title = បង្កាន់ដៃទទួលពាក្យ
receipt-number = លេខបង្កាន់ដៃ
receipt-ticket = លេខរង់ចាំ
receipt-child = ឈ្មោះកុមារ

receipt-fact-sex = ភេទ
receipt-fact-birth-date = ថ្ងៃខែឆ្នាំកំណើត
receipt-fact-birth-place = ទីកន្លែងកំណើត
receipt-fact-village = ភូមិ
receipt-fact-filed = ថ្ងៃដាក់ពាក្យ
receipt-fact-state = ស្ថានភាព

receipt-missing = ខ្វះឯកសារ
receipt-keep = សូមរក្សាទុកបង្កាន់ដៃនេះ ហើយយកមកវិញ
receipt-free = មិនគិតថ្លៃ

receipt-not-certificate = បង្កាន់ដៃនេះមិនមែនជាសំបុត្រកំណើតទេ
receipt-why = សំបុត្រកំណើតជួយឱ្យកូនបានចូលរៀន ទទួលសេវាសុខភាព និងការការពារ។

receipt-thumbprint = ស្នាមមេដៃ

receipt-printed = បោះពុម្ព { $when }
receipt-copy = ច្បាប់ចម្លង { $number }
receipt-training = ការហ្វឹកហាត់

receipt-counterfoil = ផ្នែករក្សាទុកនៅការិយាល័យ
receipt-phone = លេខទូរស័ព្ទអ្នកដាក់ពាក្យ

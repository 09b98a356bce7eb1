# UNREVIEWED: no native reader has checked these texts yet.
# Words that stand on papers and come from the record of a case.

paper-sex-female = ស្រី
paper-sex-male = ប្រុស
paper-state-line-filed = បានទទួលពាក្យ
paper-state-line-entered = បានចុះក្នុងបញ្ជីកំណើត
paper-state-line-awaiting_papers = រង់ចាំឯកសារ
paper-state-line-sent_to_district = បានបញ្ជូនទៅស្រុក
paper-state-line-closed = បានបិទ
paper-state-line-certificate_ready = សំបុត្រកំណើតរួចរាល់សម្រាប់មកយក
paper-state-line-collected = បានប្រគល់សំបុត្រកំណើត
paper-collect = សូមមកយកសំបុត្រកំណើតនៅ { $place } ចាប់ពី{ $from }។
paper-collect-if-entered = ពេលកំណើតបានចុះក្នុងបញ្ជីហើយ សូមមកយកសំបុត្រកំណើតនៅ { $place } ចាប់ពី{ $from }។
paper-bring = សូមយកឯកសារខាងលើមក { $place } ជាមុនសិន។
paper-bring-until = សូមយកឯកសារខាងលើមក { $event } ជាមុនសិន រហូតដល់{ $until } ក្រោយពីនោះមក { $place }។
paper-at-district = ស្រុកមិនទាន់សម្រេចទេ។ សូមយកបង្កាន់ដៃនេះមកសួរលទ្ធផលនៅ { $place }។
paper-was-collected = បានប្រគល់សំបុត្រកំណើតហើយ។
paper-helpline = ជំនួយកុមារ { $number } ឥតគិតថ្លៃ

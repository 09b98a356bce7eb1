# Words that stand on papers and come from the record of a case.

paper-sex-female = Girl
paper-sex-male = Boy
paper-state-line-filed = Application received
paper-state-line-entered = Entered in the birth register
paper-state-line-awaiting_papers = Waiting for papers
paper-state-line-sent_to_district = Sent to the district
paper-state-line-closed = Closed
paper-state-line-certificate_ready = Certificate ready to collect
paper-state-line-collected = Certificate handed over
paper-collect = Collect the birth certificate at { $place }, from { $from }.
paper-collect-if-entered = Once the birth is entered in the register, collect the certificate at { $place }, from { $from }.
paper-bring = First bring the papers named above to { $place }.
paper-bring-until = First bring the papers named above to { $event } until { $until }, after that to { $place }.
paper-at-district = The district still has to decide. Ask at { $place } what it decided, and bring this receipt.
paper-was-collected = The birth certificate was handed over.
paper-helpline = Child Helpline { $number }, free

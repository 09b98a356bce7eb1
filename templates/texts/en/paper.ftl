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
paper-helpline = Child Helpline { $number }, free

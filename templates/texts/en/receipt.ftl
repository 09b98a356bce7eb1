# The paper a family takes home, and its counterfoil.

receipt-kingdom = Kingdom of Cambodia
receipt-motto = Nation Religion King

receipt-title = Receipt of application
receipt-number = Receipt no.
receipt-ticket = Ticket
receipt-child = Child's name

receipt-fact-sex = Sex
receipt-fact-birth-date = Date of birth
receipt-fact-birth-place = Place of birth
receipt-fact-village = Village
receipt-fact-filed = Filed on
receipt-fact-state = State

receipt-missing = Still missing
receipt-keep = Please keep this receipt and bring it
receipt-free = Free of charge

receipt-not-certificate = This receipt is not a birth certificate
receipt-why = A birth certificate helps your child into school, to health care and to protection.

receipt-thumbprint = Thumbprint

receipt-printed = Printed { $when }
receipt-copy = COPY { $number }
receipt-training = TRAINING

receipt-counterfoil = Counterfoil, kept at the office
receipt-phone = Applicant's phone

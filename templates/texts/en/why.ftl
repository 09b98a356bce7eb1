# Why a birth certificate matters: the page on phones, the screen in the yard, the line on the board.
# LAWYER: before field use a Cambodian lawyer or the civil-registry authority confirms each claim marked so.

## The page
why-title = Why does a birth certificate matter?
why-lead = A birth certificate shows your child's name, age and parents. It is useful for a whole life.
# LAWYER: that schools ask for it at enrolment and before exams.
why-school-title = Going to school
why-school = Schools ask for it when a child is enrolled and before exams.
# LAWYER: nothing is claimed here that depends on the certificate by law; only that the age is known.
why-health-title = Health
why-health = It shows the right age, so that the child gets vaccinations and care in time.
# LAWYER: that age limits for work and marriage protect, and that the certificate proves the age.
why-protection-title = Protection
why-protection = It proves the age. That protects the child from hard work and marriage too early, and helps to find the family if the child is lost.
# LAWYER: that it is needed for an identity card; what the card opens (work, voting, an account).
why-work-title = Work
why-work = Your child needs it to get an identity card. With that one can work, vote and open a bank account.
# LAWYER: what it proves for inheritance, and that a passport needs it.
why-inheritance-title = Inheritance and travel
why-inheritance = It shows whose child it is: for house and land from the parents, and for a passport.
# LAWYER: 30 days after birth; that children of any age can still be registered.
why-days-title = Within 30 days
why-days = The law asks you to report a birth within 30 days. If more time has passed, please still come. Children of any age can be registered.
# LAWYER: shown only where the event says that the commune agrees.
why-free-title = Free of charge
why-free = Registering a birth and the birth certificate cost nothing.
# LAWYER: which papers may be asked for.
why-bring-title = What to bring
why-bring = If you have them: the birth letter, the family book or residence book, the parents' identity cards, the child's yellow card. If you have none, come all the same.
# The number comes from the event. LAWYER: none; ring it before each event (free, day and night).
why-help-title = Do you need help?
why-help = Call the Child Helpline { $number }, day or night. The call costs nothing.

## One line at a time: the screen in the yard and the foot of the board. LAWYER: the same claims, shorter
why-line-school = A birth certificate helps a child to enter school and to sit exams.
why-line-health = A birth certificate helps a child to get vaccinations and care.
why-line-protection = A birth certificate proves a child's age. That protects it from work and marriage too early.
why-line-work = With a birth certificate one can get an identity card and a job later.
why-line-family = A birth certificate shows who the child's mother and father are.
why-line-inheritance = A birth certificate shows whose child it is, also for the parents' house and land.
why-line-travel = With a birth certificate one can ask for a passport.
why-line-days = Report a birth within 30 days. Later is possible too: please come.
why-line-free = Registering a birth costs nothing here.
why-line-papers = No papers? Please stay in the line. The officer tells you what to do.
why-line-help = Child Helpline { $number }: day and night, the call costs nothing.

## The screen in the yard
why-yard-open = For a screen in the yard
why-yard-previous = Back
why-yard-next = Next

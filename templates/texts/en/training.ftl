# Practice with invented families.

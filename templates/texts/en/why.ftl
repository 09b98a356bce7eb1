# Why a birth certificate matters.

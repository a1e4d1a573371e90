"""Every rule changed once, one refusal at a time: do the tests notice?"""

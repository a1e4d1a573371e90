"""Invents a site's people and their years of work: believable, and the same for the same seed.

Nobody in here exists. Names are put together at random from lists of common names, what happens to people is made up;
only places, organisations and posts are real, and come from the site file.
"""

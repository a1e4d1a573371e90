"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "drafts.Draft",
        of=Whose.CLIENT,
        activity="casework",
        purpose="nicht verlieren, was getippt und noch nicht gesendet ist",
        retention="draft",
        at_end=AtEnd.DELETED,
        reach="EXISTS (SELECT FROM unnest(words) word WHERE subject = word OR starts_with(subject, word || '-'))",
        counselling="values",
        conduct="owner",
        link="subject",
        technical="form saved_at expires_on is_finished",
    ),
)

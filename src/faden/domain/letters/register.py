"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "letters.LetterTemplateVersion",
        activity="cooperation",
        purpose="Briefvorlagen",
        retention="account",
        conduct="author",
        substance="key number title kind addressee subject body is_offered written_at",
    ),
    data(
        "letters.Letter",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="Briefe",
        retention="case_file",
        at_end=AtEnd.DELETED,
        contact="head address",
        counselling="title subject body values translation",
        declaration="legal_basis law",
        course="template_key template_number kind organisation state written_on filed_on",
        conduct="author",
        link="case release document signed",
    ),
)

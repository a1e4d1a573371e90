"""Who sees what is filed: the trade says which Akten are whose, this module what that means for files.

The kernel does not know what an Akte is about. ``files_storedfile`` is therefore declared by the app that owns the
list of who sees one (``domain/cases/rows.py``), with the policies made here.
"""

from faden.kernel.database.rows import Policy, Table, roles
from faden.kernel.files.calculation import KEPT_DAYS
from faden.kernel.sealing.rows import keeping

AUTHOR = "author_id = (SELECT faden_actor())"
ANSWERING = roles("data_protection", "shield_keeper")
CLEARED = f"deleted_on < faden_today() - {KEPT_DAYS} AND {roles('system')}"


def files_of(mine: str, inside: str, led: str, answered: str) -> Table:
    """The table of files.

    :param mine: condition on ``file_id``: Akten that the actor sees
    :param inside: condition: the actor is not a helper of another organisation
    :param led: condition on ``file_id``: Akten that the actor is responsible for
    :param answered: condition on ``file_id``: Akten whose client the actor answers, without seeing them
    """
    visible = f"{mine} AND (audience = 'circle' OR {AUTHOR} OR audience = 'inside' AND {inside})"
    # Whoever answers puts the answer into the Akte, and reads of it what they have put there.
    answer = f"{AUTHOR} AND kind = 'answer' AND {ANSWERING}"
    own = f"{visible} AND ({AUTHOR} OR {led})"
    return Table(
        "files_storedfile",
        (
            Policy("file_read", "SELECT", using=visible),
            Policy("file_add", "INSERT", check=f"{mine} AND {AUTHOR}"),
            Policy("file_read_answer", "SELECT", using=answer),
            Policy(
                "file_add_answer",
                "INSERT",
                check=f"{answer} AND audience = 'inside' AND hangs_on IS NULL AND deleted_on IS NULL AND {answered}",
            ),
            Policy("file_change", "UPDATE", using=own, check=own),
            Policy("file_read_cleared", "SELECT", using=CLEARED),
            Policy("file_clear", "UPDATE", using=CLEARED, check=CLEARED),
            *keeping("file"),
        ),
    )

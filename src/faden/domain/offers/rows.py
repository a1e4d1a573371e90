"""Everybody reads offers; the coordination keeps them, the system loads them from the site file."""

from faden.kernel.database.rows import Policy, Table, roles

SIGNED_IN = "(SELECT faden_actor()) IS NOT NULL"
KEEPERS = roles("coordinator", "lead", "system")

ROWS = (
    Table(
        "offers_offer",
        (
            Policy("offer_read", "SELECT", using=SIGNED_IN),
            Policy("offer_add", "INSERT", check=KEEPERS),
            Policy("offer_change", "UPDATE", using=KEEPERS, check=KEEPERS),
        ),
    ),
    Table(
        "offers_offermunicipality",
        (
            Policy("offermunicipality_read", "SELECT", using=SIGNED_IN),
            Policy("offermunicipality_add", "INSERT", check=KEEPERS),
            Policy("offermunicipality_remove", "DELETE", using=KEEPERS),
        ),
    ),
)
